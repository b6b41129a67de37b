import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { identifier } from '../../gateway/identify'
import { openLog } from '../../runtime/log'
import { newKey, publicOf } from '../../runtime/trust/keys'
import { openTestHub, type TestHub } from '../hub'
import { signed, whole } from './forged-tokens'

const issuer = 'https://id.example'

describe('the keys of the issuer in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jwks-'))
  const file = join(folder, 'jwks.json')
  let keys: readonly [JWK, JWK]
  let test: TestHub

  beforeAll(async () => {
    keys = [await newKey('one'), await newKey('two')]
    put([publicOf(keys[0])])
    test = await openTestHub({ HUB_ISSUER: issuer, HUB_JWKS: file })
  })
  afterAll(async () => {
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const put = (set: readonly JWK[]) => writeFileSync(file, JSON.stringify({ keys: set }))
  const tokenOf = (key: JWK) => signed({ ...whole(), iss: issuer }, key)
  const statusOf = async (token: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    return (await fetch(`${test.url}/graphql`, { method: 'POST', headers, body: '{"query":"{__typename}"}' })).status
  }
  /** Asks until the answer is this one: the file is looked at once a second. */
  const until = async (token: string, status: number) => {
    while ((await statusOf(token)) !== status) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  it('are rotated without a restart: the new key opens the door, and what the old one signed and was taken before does not', async () => {
    const [old, anew] = [await tokenOf(keys[0]), await tokenOf(keys[1])]
    expect([await statusOf(old), await statusOf(anew)]).toEqual([200, 401])
    put([publicOf(keys[1])])
    await until(anew, 200)
    expect(await statusOf(old)).toBe(401)
  })

  it('that cannot be read leave those before them', async () => {
    const [old, anew] = [await tokenOf(keys[0]), await tokenOf(keys[1])]
    for (const text of ['{', '{"keys":[]}', '{"keys":[7]}', '']) {
      writeFileSync(file, text)
      expect([await statusOf(anew), await statusOf(old)]).toEqual([200, 401])
    }
    put(keys.map(publicOf))
    await until(old, 200)
  })
})

describe('the keys of the issuer, when they change', () => {
  it('are those of the request: what was remembered of a token is forgotten with its key', async () => {
    const [first, second] = [await newKey('one'), await newKey('two')]
    let set = { keys: [publicOf(first)] }
    const trust = { issuer, audience: 'city-program-hub', keys: () => set, cities: new Set(['nyc']) }
    const who = identifier(trust, openLog('test', 'silent'))
    const [now, authorization] = [new Date(), `Bearer ${await signed({ ...whole(), iss: issuer }, first)}`]
    expect(await who(authorization, now)).toMatchObject({ city: 'nyc' })
    set = { keys: [publicOf(second)] }
    expect(await who(authorization, now)).toEqual({ refused: 'the token is not valid here' })
    set = { keys: [publicOf(first)] }
    expect(await who(authorization, now)).toMatchObject({ city: 'nyc' })
  })
})
