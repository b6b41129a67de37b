import fc from 'fast-check'
import { rolesOf } from '../../runtime/database/roles'

describe('the roles of a database', () => {
  it('hold its name', () => {
    expect(rolesOf('hub')).toEqual({ app: 'hub_hub_app', system: 'hub_hub_system' })
  })

  it('hold the longest name that fits, and the hash of one letter more', () => {
    expect(rolesOf('x'.repeat(52)).system).toBe(`hub_${'x'.repeat(52)}_system`)
    expect(rolesOf('x'.repeat(53)).system).toBe('hub_8a04a39a6914f857bf2d4521caf08b09_system')
    expect(rolesOf('x'.repeat(53)).app).toBe('hub_8a04a39a6914f857bf2d4521caf08b09_app')
  })

  it('fit a name of PostgreSQL, which cuts a longer one off, and are those of one database alone', () => {
    const name = fc.string({ minLength: 1, maxLength: 63, unit: 'grapheme' })
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [ones, others] = [Object.values(rolesOf(one)), Object.values(rolesOf(other))]
        for (const role of ones) expect(Buffer.byteLength(role)).toBeLessThanOrEqual(63)
        expect(new Set([...ones, ...others]).size).toBe(one === other ? 2 : 4)
      }),
    )
  })
})
