import * as fc from 'fast-check'
import type { JWK } from 'jose'
import { roleScopes, type AnyRole, type Caller, toolScopes } from '../../../runtime/caller'
import { signer, subgraphKey, unsealer } from '../../../runtime/trust/forward'
import { newKey } from '../../../runtime/trust/keys'

/** The same cases on every machine. */
const runs = { seed: 20_261_124 }

const text = fc.string({ minLength: 1 })
const callers: fc.Arbitrary<Caller> = fc.record(
  {
    sub: text,
    city: text,
    agency: text,
    roles: fc.subarray(Object.keys(roleScopes) as AnyRole[], { minLength: 1 }),
    request: fc.uuid(),
    scopes: fc.subarray([...toolScopes]),
  },
  { requiredKeys: ['sub', 'city', 'agency', 'roles', 'request'] },
)
const bodies = fc.string().map((body) => Buffer.from(body))
const caller: Caller = { sub: 'key:1', city: 'nyc', agency: 'peu', roles: ['tool'], scopes: ['program:read'], request: 'r-1' }
const second = 1_000

let gateway: JWK
beforeAll(async () => {
  gateway = await newKey('one')
})
const sign = (at = 0, key = gateway) =>
  signer(
    () => key,
    () => at,
  )
const unseal = (at = 0, key = gateway, name = 'residents') =>
  unsealer(
    () => [subgraphKey(key, name)],
    () => at,
  )

describe('what the gateway forwards', () => {
  it('tells the subgraph the whole caller: request and scopes too', () => {
    fc.assert(
      fc.property(callers, bodies, (who, body) => {
        expect(unseal()(sign()(who, 'residents', body, false), 'residents', body)).toEqual({ caller: who })
      }),
      runs,
    )
  })

  it('carries an id to be used once where it may change something, each time another', () => {
    const body = Buffer.from('{}')
    const opened = [1, 2].map(() => unseal()(sign()(caller, 'residents', body, true), 'residents', body))
    for (const one of opened) expect(one).toEqual({ caller, once: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), expires: 30 } })
    expect(opened[0]?.once?.id).not.toBe(opened[1]?.once?.id)
  })

  it('is nothing for another subgraph, nor for another body', () => {
    fc.assert(
      fc.property(bodies, bodies, (body, other) => {
        const sealed = sign()(caller, 'residents', body, true)
        expect(unseal(0, gateway, 'programs')(sealed, 'programs', body)).toBeUndefined()
        expect(unseal()(sealed, 'programs', body)).toBeUndefined()
        if (!body.equals(other)) expect(unseal()(sealed, 'residents', other)).toBeUndefined()
      }),
      runs,
    )
  })

  it('is nothing with one character changed, left out or put in, wherever it is', () => {
    const body = Buffer.from('{}')
    const sealed = sign()(caller, 'residents', body, true)
    const characters = fc.constantFrom(...'Aa0_-.=+/ ')
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), characters, (place, put) => {
        const changed = `${sealed.slice(0, place)}${put}${sealed.slice(place + 1)}`
        const longer = `${sealed.slice(0, place)}${put}${sealed.slice(place)}`
        const shorter = `${sealed.slice(0, place)}${sealed.slice(place + 1)}`
        for (const other of [changed, longer, shorter])
          if (other !== sealed) expect(unseal()(other, 'residents', body)).toBeUndefined()
      }),
      { ...runs, numRuns: 2_000 },
    )
  })

  it('is taken for thirty seconds: from a clock that is thirty ahead, and not a second more', () => {
    const body = Buffer.from('{}')
    const sealed = sign(100 * second)(caller, 'residents', body, false)
    const taken = (at: number) => unseal(at * second)(sealed, 'residents', body) !== undefined
    expect([69, 70, 100, 129, 130].map(taken)).toEqual([false, true, true, true, false])
  })
})

describe('the keys of the gateways', () => {
  const body = Buffer.from('{}')

  it('are rotated while requests are under way: what the old or the new one signed is taken, what a third signed is not', async () => {
    const [next, third] = [await newKey('two'), await newKey('three')]
    let current = gateway
    const signing = signer(
      () => current,
      () => 0,
    )
    const known = [subgraphKey(next, 'residents'), subgraphKey(gateway, 'residents')]
    const opening = unsealer(
      () => known,
      () => 0,
    )
    const opens = () => opening(signing(caller, 'residents', body, false), 'residents', body) !== undefined
    expect(opens()).toBe(true)
    current = next
    expect(opens()).toBe(true)
    current = third
    expect(opens()).toBe(false)
  })

  it('that are given to a subgraph anew hold from the next request on', async () => {
    const next = await newKey('two')
    let known = [subgraphKey(gateway, 'residents')]
    const opening = unsealer(
      () => known,
      () => 0,
    )
    const [old, anew] = [gateway, next].map((key) => sign(0, key)(caller, 'residents', body, false))
    expect([old, anew].map((one) => opening(one, 'residents', body) !== undefined)).toEqual([true, false])
    known = [subgraphKey(next, 'residents')]
    expect([old, anew].map((one) => opening(one, 'residents', body) !== undefined)).toEqual([false, true])
  })

  it('are told apart by their name: the right key under another name opens nothing', () => {
    const sealed = sign(0, { ...gateway, kid: 'another' })(caller, 'residents', body, false)
    expect(unseal()(sealed, 'residents', body)).toBeUndefined()
  })

  it('tell nothing of each other: each subgraph has one of its own', () => {
    const keys = ['residents', 'programs', 'conversations', 'referrals'].map((name) => subgraphKey(gateway, name).k)
    expect(new Set([...keys, gateway.d, gateway['x']]).size).toBe(6)
  })
})
