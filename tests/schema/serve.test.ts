import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { JWK } from 'jose'
import { models, subgraphsOver } from '../../cli/subgraphs'
import type { Caller } from '../../runtime/caller'
import { subgraphNames, type SubgraphName } from '../../runtime/config'
import type { Database } from '../../runtime/database/open'
import type { Listening } from '../../runtime/http/listen'
import { newId } from '../../runtime/ids'
import { openLog } from '../../runtime/log'
import { makeKey, type MadeKey } from '../../runtime/trust/api-keys/store'
import { forwardHeader, signer, subgraphKey, unsealer } from '../../runtime/trust/forward'
import { newKey } from '../../runtime/trust/keys'
import { isFirstUse } from '../../runtime/trust/used-requests'
import { executor } from '../../schema/shared/execute'
import { serve } from '../../schema/shared/serve'
import { openTestHub, type TestHub } from '../hub'
import { forgeries, type Kit } from '../http/forged-tokens'
import { body, seal, sealForgeries, type SealKit, type Sent } from './forged-seals'

const log = openLog('test', 'silent')
const caller: Caller = { sub: 'somebody', city: 'nyc', agency: 'peu', roles: ['outreach'], request: newId() }

let test: TestHub
let kit: Omit<SealKit, 'name'>
let gateway: JWK
const ports = new Map<SubgraphName, Listening>()
/** Where it is set, this is what the subgraphs' database does. */
const broken: { with?: Error } = {}

beforeAll(async () => {
  test = await openTestHub()
  gateway = await newKey('gateway')
  const { database, cities, issuer } = test.hub
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const subgraphs = subgraphsOver(() => cities)
  const source = new Proxy(database.source, {
    get: (target, property) => {
      if (property === 'query' && broken.with) return () => Promise.reject(broken.with)
      const value: unknown = Reflect.get(target, property)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const own: Database = { ...database, source }
  for (const name of subgraphNames) {
    const execute = executor(subgraphs[name], { database, log, now: () => new Date(), cities: terms })
    const unseal = unsealer(() => [subgraphKey(gateway, name)], Date.now)
    ports.set(name, await serve({ host: '127.0.0.1', port: 0, log, name, execute, unseal, database: own }))
  }
  const now = new Date()
  const wish = { city: 'nyc', agency: 'peu', name: 'Door app', scopes: ['program:read' as const] }
  const made = (await makeKey(database.source, { ...wish, expiresAt: new Date(now.getTime() + 60_000) }, now)) as MadeKey
  const good = (await issuer?.mint({ as: 'outreach', city: 'nyc', agency: 'peu' }, 'city-program-hub', now))?.token
  const jwk = JSON.parse(readFileSync(join(test.data, 'keys', 'issuer.jwk'), 'utf8')) as JWK
  kit = { issuer: jwk, good: good as string, goodKey: made.text, gateway }
})
afterAll(async () => {
  await Promise.all([...ports.values()].map((listening) => listening.close()))
  await test.close()
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

function send(name: SubgraphName, { seal: sealed, body: text = body, headers = {}, path = '/graphql' }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers, ...(sealed === undefined ? {} : { [forwardHeader]: sealed }) }
    const to = { host: '127.0.0.1', port: ports.get(name)?.port, path, method: 'POST', headers: all as never, agent: false }
    const sent = request(to, (response) => {
      let answered = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (answered += chunk))
      response.on('end', () => resolve({ status: response.statusCode as number, headers: response.headers, text: answered }))
    })
    sent.on('error', reject).end(text)
  })
}

const onlyTheGateway = { status: 401, text: '{"error":"only the gateway is answered here"}' }
const sign = (name: SubgraphName, text: string, mayChange: boolean) =>
  signer(() => gateway, Date.now)(caller, name, text, mayChange)

describe('the port of a subgraph', () => {
  it.each(subgraphNames)('of %s answers what the gateway has sealed', async (name) => {
    for (const sealed of [seal({ ...kit, name }), sign(name, body, false)]) {
      const { status, text } = await send(name, { seal: sealed })
      expect([status, text.slice(0, 27)]).toEqual([200, '{"data":{"_service":{"sdl":'])
    }
  })

  it('is tried with more than a hundred forgeries', () => {
    expect(new Set(sealForgeries.map(([wrong]) => wrong)).size).toBe(sealForgeries.length)
    expect(sealForgeries.length).toBeGreaterThan(100)
  })

  it.each(sealForgeries)('is closed at all four to %s', async (_, make) => {
    for (const name of subgraphNames)
      expect([name, await send(name, make({ ...kit, name }))]).toEqual([name, expect.objectContaining(onlyTheGateway)])
  })

  it('is closed at all four to tokens and keys, good and forged, wherever they stand', async () => {
    const good: [string, (kit: Kit) => string][] = [
      ['a token', ({ good: token }) => token],
      ['a key', ({ goodKey }) => goodKey],
    ]
    for (const [, make] of [...forgeries, ...good]) {
      const text = await make(kit)
      for (const name of subgraphNames)
        for (const sent of [{ seal: text }, { headers: { authorization: `Bearer ${text}` } }])
          expect(await send(name, sent)).toMatchObject(onlyTheGateway)
    }
  })

  it('is closed to a seal with any one character changed', async () => {
    const placed = fc.tuple(fc.constantFrom(...subgraphNames), fc.nat(1_000), fc.constantFrom(...'aB3_-.='))
    const isClosed = async ([name, at, put]: readonly [SubgraphName, number, string]) => {
      const good = seal({ ...kit, name })
      const place = at % good.length
      const changed = `${good.slice(0, place)}${put}${good.slice(place + 1)}`
      if (changed !== good) expect(await send(name, { seal: changed })).toMatchObject(onlyTheGateway)
    }
    await fc.assert(fc.asyncProperty(placed, isClosed), { seed: 20_261_124, numRuns: 200 })
  })

  it.each(subgraphNames)('of %s takes no seal of another one', async (name) => {
    for (const other of subgraphNames.filter((one) => one !== name))
      expect(await send(name, { seal: sign(other, body, true) })).toMatchObject(onlyTheGateway)
  })
})

describe('a request that may change something', () => {
  const change = () =>
    JSON.stringify({
      query: 'mutation($input: StartCampaignInput!) { startCampaign(input: $input) { id } }',
      variables: { input: { idempotencyKey: newId(), name: 'Synthetic', goal: 'Test', startsOn: '2026-01-01' } },
    })
  const usedIds = async (name: SubgraphName) =>
    (await test.hub.database.source.query<{ id: string }[]>(`select id from ${models[name].schema}.used_request`)).length
  const campaigns = async () => (await test.hub.database.source.query<unknown[]>('select 1 from conversations.campaign')).length
  const supervisor = (text: string, mayChange: boolean) =>
    signer(() => gateway, Date.now)({ ...caller, roles: ['supervisor'] }, 'conversations', text, mayChange)
  const usedBefore = { status: 401, text: '{"error":"this request was sent before"}' }

  it('is made once: sent again it is refused, at whichever time', async () => {
    const [text, before] = [change(), await campaigns()]
    const sealed = supervisor(text, true)
    expect(await send('conversations', { seal: sealed, body: text })).toMatchObject({
      status: 200,
      text: expect.stringMatching(/^\{"data":\{"startCampaign":\{"id":"[0-9a-f-]{36}"\}\}\}$/) as string,
    })
    for (let time = 0; time < 3; time++)
      expect(await send('conversations', { seal: sealed, body: text })).toMatchObject(usedBefore)
    expect(await campaigns()).toBe(before + 1)
  })

  it('is made once where it is sent ten times at once', async () => {
    const [text, before] = [change(), await campaigns()]
    const sealed = supervisor(text, true)
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('conversations', { seal: sealed, body: text })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(401)])
    expect(await campaigns()).toBe(before + 1)
  })

  it.each(subgraphNames)('is used up at %s by a query too', async (name) => {
    const sealed = sign(name, body, true)
    expect((await send(name, { seal: sealed })).status).toBe(200)
    expect(await send(name, { seal: sealed })).toMatchObject(usedBefore)
  })

  it.each(subgraphNames)('has an id of its own: at %s a query without one is answered twice and leaves none', async (name) => {
    const [sealed, before] = [sign(name, body, false), await usedIds(name)]
    for (let time = 0; time < 2; time++) expect((await send(name, { seal: sealed })).status).toBe(200)
    expect(await usedIds(name)).toBe(before)
  })

  it('is refused without an id, and changes nothing', async () => {
    const [text, before] = [change(), await campaigns()]
    const { status, text: answered } = await send('conversations', { seal: supervisor(text, false), body: text })
    expect([status, JSON.parse(answered)]).toEqual([
      200,
      {
        errors: [{ message: 'a change is made for a request that is used once alone', extensions: { code: 'UNAUTHENTICATED' } }],
      },
    ])
    expect(await campaigns()).toBe(before)
  })

  it.each(subgraphNames)('is put off at %s while the database cannot tell whether it is new', async (name) => {
    broken.with = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
    const sealed = sign(name, body, true)
    const { status, headers, text } = await send(name, { seal: sealed })
    delete broken.with
    expect([status, headers['retry-after'], text]).toEqual([
      503,
      '1',
      '{"error":"whether this request is new cannot be told now"}',
    ])
    expect((await send(name, { seal: sealed })).status).toBe(200)
  })

  it('costs one statement, which also forgets the ids that nobody takes any more', async () => {
    const { source } = test.hub.database
    const long = Math.floor(Date.now() / 1000) - 700
    const [old, recent, now] = [newId(), newId(), newId()]
    for (const [id, expires] of [
      [old, long],
      [recent, long + 600],
    ] as const)
      expect(await isFirstUse(source, 'programs', { id, expires })).toBe(true)
    const before = test.hub.database.statements()
    expect(await isFirstUse(source, 'programs', { id: now, expires: long + 730 })).toBe(true)
    expect(test.hub.database.statements() - before).toBe(1)
    const left = await source.query<{ id: string }[]>('select id from programs.used_request where id = any($1)', [
      [old, recent, now],
    ])
    expect(left.map(({ id }) => id).sort()).toEqual([recent, now].sort())
  })
})
