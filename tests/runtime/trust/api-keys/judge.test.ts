import * as fc from 'fast-check'
import { type ApiKey, judgeKey, standingOf } from '../../../../runtime/trust/api-keys/judge'
import { hashOf, newSecret } from '../../../../runtime/trust/api-keys/key-text'

/** The same cases on every machine. */
const runs = { seed: 20_261_124 }

const secret = newSecret()
const key: ApiKey = {
  id: '0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61',
  city: 'nyc',
  agency: 'peu',
  name: 'Door app',
  scopes: ['conversation:write'],
  secretHash: hashOf(secret),
  createdAt: new Date('2026-01-01T00:00:00Z'),
  expiresAt: new Date('2026-04-01T00:00:00Z'),
  revokedAt: null,
}
const dates = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })

describe('an API key', () => {
  it('is live until the instant it names, and no millisecond longer', () => {
    expect(standingOf(key, new Date('2026-03-31T23:59:59.999Z'))).toBe('LIVE')
    expect(standingOf(key, new Date('2026-04-01T00:00:00.000Z'))).toBe('EXPIRED')
  })

  it('that is revoked is never live, whatever time it is', () => {
    fc.assert(
      fc.property(dates, dates, (revokedAt, now) => expect(judgeKey({ ...key, revokedAt }, secret, now)).toBe('REVOKED')),
      runs,
    )
  })

  it('opens by its own secret alone', () => {
    fc.assert(
      fc.property(dates, fc.oneof(fc.string(), fc.constant(''), fc.constantFrom(newSecret(), newSecret())), (now, other) =>
        expect(judgeKey(key, other, now)).toBe('UNKNOWN'),
      ),
      runs,
    )
    expect(judgeKey(key, secret, key.createdAt)).toBe('LIVE')
  })

  it('does not open by what is stored of it', () => {
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(judgeKey(key, key.secretHash.toString(form), key.createdAt)).toBe('UNKNOWN')
  })

  it('says nothing of how it stands to whoever has not its secret', () => {
    const revoked = { ...key, revokedAt: key.createdAt }
    for (const found of [undefined, key, revoked]) expect(judgeKey(found, newSecret(), new Date('2026-12-01'))).toBe('UNKNOWN')
  })

  it('that is not on record is unknown, with any secret', () => {
    fc.assert(
      fc.property(fc.string(), (given) => expect(judgeKey(undefined, given, key.createdAt)).toBe('UNKNOWN')),
      runs,
    )
  })
})
