import { hubCaller, type Caller } from '../../runtime/caller'
import { signer, subgraphKey, unsealer } from '../../runtime/trust/forward'

const gateways = { kty: 'OKP', crv: 'Ed25519', d: 'c3ludGhldGljIGtleSBvZiB0aGUgZ2F0ZXdheXMgMDA' }
const now = () => Date.parse('2026-11-24T12:00:00Z')
const sign = signer(gateways, now)
const unseal = unsealer([subgraphKey(gateways, 'residents')], now)
const body = Buffer.from('{"query":"{ __typename }"}')
const passed = (caller: Caller) => unseal(sign(caller, 'residents', body), 'residents', body)

describe('what a gateway forwards', () => {
  it('tells the caller of a token, and the hub itself, which no token is', () => {
    const worker: Caller = { sub: 'worker', city: 'nyc', agency: 'peu', roles: ['outreach'] }
    expect([passed(worker), passed(hubCaller('*'))]).toEqual([worker, hubCaller('*')])
  })

  it.each(['root', 'constructor', ''])('tells nobody whose role is "%s"', (role) => {
    expect(passed({ ...hubCaller('nyc'), roles: [role as 'hub'] })).toBeUndefined()
  })
})
