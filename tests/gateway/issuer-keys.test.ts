import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose'
import { identifier } from '../../gateway/identify'
import { IssuerDown, remoteKeys } from '../../gateway/issuer-keys'
import { openLog } from '../../runtime/log'

const minute = 60_000

interface Signer {
  readonly open: JWK
  readonly token: string
}

async function signerOf(kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const token = await new SignJWT({ sub: kid }).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey)
  return { open: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }, token }
}

describe('the keys of an issuer, by their address', () => {
  let host: Server
  let url: URL
  let [old, anew]: Signer[] = []
  const answers = { keys: [] as JWK[], status: 200, asked: 0, text: undefined as string | undefined }
  const clock = { now: 0 }

  beforeAll(async () => {
    ;[old, anew] = [await signerOf('old'), await signerOf('new')]
    host = createServer((_, response) => {
      answers.asked += 1
      response.writeHead(answers.status, { 'content-type': 'application/json' })
      response.end(answers.text ?? JSON.stringify({ keys: answers.keys }))
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    url = new URL(`http://127.0.0.1:${(host.address() as AddressInfo).port}/keys`)
  })
  afterAll(() => new Promise((resolve) => host.close(resolve)))
  beforeEach(() => {
    Object.assign(answers, { keys: [old?.open], status: 200, asked: 0, text: undefined })
    clock.now = 0
  })

  const open = () => {
    const keys = remoteKeys(url, () => clock.now)
    /** Who signed, or the name of what went wrong. */
    return async ({ token }: Signer) => {
      try {
        return (await jwtVerify(token, keys)).payload.sub
      } catch (error) {
        return (error as Error).name
      }
    }
  }
  const signers = () => [old as Signer, anew as Signer] as const

  it('are fetched once for ten minutes, however many tokens come', async () => {
    const [first] = signers()
    const who = open()
    expect(await Promise.all(Array.from({ length: 20 }, () => who(first)))).toEqual(Array(20).fill('old'))
    clock.now = 10 * minute - 1
    await who(first)
    expect(answers.asked).toBe(1)
    clock.now = 10 * minute
    await who(first)
    expect(answers.asked).toBe(2)
  })

  it('are fetched anew for a key that is not among them, but not for every such token', async () => {
    const [first, second] = signers()
    const who = open()
    await who(first)
    answers.keys = [old?.open as JWK, anew?.open as JWK]
    expect(await who(second)).toBe('JWKSNoMatchingKey')
    clock.now = minute / 2
    expect(await who(second)).toBe('new')
    expect(answers.asked).toBe(2)
  })

  it('that the issuer has taken away open nothing once it is asked again', async () => {
    const [first] = signers()
    const who = open()
    await who(first)
    answers.keys = [anew?.open as JWK]
    clock.now = 10 * minute
    expect(await who(first)).toBe('JWKSNoMatchingKey')
  })

  const failures: [string, Partial<typeof answers>][] = [
    ['an error', { status: 500 }],
    ['a redirect', { status: 302 }],
    ['no JSON', { text: '<html>' }],
    ['no set of keys', { text: '{"error":"down"}' }],
  ]
  it.each(failures)(
    'are kept for a day while their host answers %s, then the door closes, and opens when it is back',
    async (_, failure) => {
      const [first] = signers()
      const who = open()
      expect(await who(first)).toBe('old')
      const good = { ...answers }
      Object.assign(answers, failure)
      for (const at of [10 * minute, 60 * minute, 24 * 60 * minute - 1]) {
        clock.now = at
        expect([at, await who(first)]).toEqual([at, 'old'])
      }
      clock.now = 24 * 60 * minute
      expect(await who(first)).toBe('IssuerDown')
      Object.assign(answers, { status: good.status, text: good.text })
      expect(await who(first)).toBe('old')
    },
  )

  it('that cannot be had are an outage to whoever calls, and a token of a key they do not hold is not valid', async () => {
    const [first, second] = signers()
    const trust = { issuer: 'urn:example', audience: 'hub', keys: url, cities: new Set(['nyc']) }
    const who = identifier(trust, openLog('test', 'silent'))
    answers.status = 503
    expect(await who(`Bearer ${first.token}`, new Date())).toEqual({
      refused: 'the issuer of tokens cannot be reached now',
      outage: true,
    })
    answers.status = 200
    expect(await who(`Bearer ${second.token}`, new Date())).toEqual({ refused: 'the token is not valid here' })
  })

  it('are not asked for at every token while their host is down and there are some to go by', async () => {
    const [first] = signers()
    const who = open()
    await who(first)
    answers.status = 503
    clock.now = 20 * minute
    for (let time = 0; time < 10; time++) await who(first)
    expect(answers.asked).toBe(2)
    clock.now += minute / 2
    await who(first)
    expect(answers.asked).toBe(3)
  })

  it('that were never had open nothing: nobody can tell, which is no verdict on the token', async () => {
    const [first] = signers()
    answers.status = 503
    const who = open()
    expect(await who(first)).toBe('IssuerDown')
    answers.status = 200
    expect(await who(first)).toBe('old')
  })

  it('cannot tell of a key that they do not hold while their host is down', async () => {
    const [first, second] = signers()
    const who = open()
    await who(first)
    answers.status = 503
    clock.now = minute
    expect([await who(second), await who(first)]).toEqual(['IssuerDown', 'old'])
    expect(new IssuerDown().name).toBe('IssuerDown')
  })
})
