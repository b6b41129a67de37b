import fc from 'fast-check'
import { isRefusal } from '../../runtime/errors'
import type { HouseholdFacts } from '../../runtime/facts'
import { mergeFacts } from '../../runtime/merge-facts'

const today = '2026-07-01'
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const none: HouseholdFacts = { members: [] }
const household: HouseholdFacts = {
  livesInCity: true,
  rentMonthly: 140_000,
  members: [
    { id: id(1), relationship: 'HEAD', birthDate: '1958-03-02', incomes: [{ type: 'SSI', frequency: 'MONTHLY', cents: 90_000 }] },
  ],
}
const crowd = (count: number) => Array.from({ length: count }, (_, index) => ({ id: id(index + 1) }))
const refused = (field: string, message: string) => ({ refused: 'BAD_USER_INPUT', field: `facts.${field}`, message })

describe('merging facts', () => {
  it('leaves as it is what is not named', () => {
    expect(mergeFacts(household, { county: '36005' }, today)).toEqual({ ...household, county: '36005' })
  })

  it('makes unknown again what is null', () => {
    const { rentMonthly: _, ...rest } = household
    expect(mergeFacts(household, { rentMonthly: null }, today)).toEqual(rest)
  })

  it('keeps no and zero as what they are: known', () => {
    expect(mergeFacts(household, { livesInCity: false, shelterDays: 0 }, today)).toEqual({
      ...household,
      livesInCity: false,
      shelterDays: 0,
    })
  })

  it('changes a member by the id and leaves the others alone', () => {
    const two = mergeFacts(household, { members: [{ id: id(2), relationship: 'CHILD' }] }, today) as HouseholdFacts
    const after = mergeFacts(two, { members: [{ id: id(1), onLease: true }] }, today)
    expect(after).toEqual({
      ...household,
      members: [
        { ...household.members[0], onLease: true },
        { id: id(2), relationship: 'CHILD' },
      ],
    })
  })

  it('replaces the incomes as a whole', () => {
    const after = mergeFacts(household, { members: [{ id: id(1), incomes: [] }] }, today)
    expect(after).toEqual({ ...household, members: [{ ...household.members[0], incomes: [] }] })
  })

  it('takes no member away when the list of members is null or empty', () => {
    expect(mergeFacts(household, { members: null }, today)).toEqual(household)
    expect(mergeFacts(household, { members: [] }, today)).toEqual(household)
  })

  it('does not touch what it was given', () => {
    const before = structuredClone(household)
    mergeFacts(household, { livesInCity: null, members: [{ id: id(1), birthDate: null }] }, today)
    expect(household).toEqual(before)
  })

  it('takes nothing that is no fact, not even under the names of every object', () => {
    const hostile = JSON.parse('{"__proto__":{"livesInCity":true},"constructor":1,"toString":2,"unheardOf":3}') as Record<
      string,
      unknown
    >
    const after = mergeFacts(none, hostile, today)
    expect(after).toEqual({ members: [] })
    expect(({} as Record<string, unknown>)['livesInCity']).toBeUndefined()
  })

  it('says the same twice: what has been merged once changes nothing again', () => {
    const change = fc.record(
      {
        livesInCity: fc.option(fc.boolean()),
        rentMonthly: fc.option(fc.nat()),
        shelterDays: fc.option(fc.integer({ min: 0, max: 365 })),
        members: fc.array(fc.record({ id: fc.constantFrom(id(1), id(2), id(3)), onLease: fc.option(fc.boolean()) }), {
          maxLength: 3,
        }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(change, (changes) => {
        const once = mergeFacts(household, changes, today) as HouseholdFacts
        expect(mergeFacts(once, changes, today)).toEqual(once)
      }),
    )
  })
})

describe('facts that cannot be', () => {
  it('30 members are taken', () => {
    expect(isRefusal(mergeFacts(none, { members: crowd(30) }, today))).toBe(false)
  })

  it('31 members are refused', () => {
    expect(mergeFacts(none, { members: crowd(31) }, today)).toEqual(refused('members', 'expected at most 30 members, not 31'))
  })

  it('a 31st member is refused, whoever the 30 before were', () => {
    const full = mergeFacts(none, { members: crowd(30) }, today) as HouseholdFacts
    expect(mergeFacts(full, { members: [{ id: id(99) }] }, today)).toEqual(
      refused('members', 'expected at most 30 members, not 31'),
    )
  })

  it('two heads are refused', () => {
    expect(mergeFacts(household, { members: [{ id: id(2), relationship: 'HEAD' }] }, today)).toEqual(
      refused('members', 'expected at most one member whose relationship is HEAD'),
    )
  })

  it('the head may change in one step', () => {
    const members = [
      { id: id(1), relationship: 'PARENT' },
      { id: id(2), relationship: 'HEAD' },
    ]
    expect(isRefusal(mergeFacts(household, { members }, today))).toBe(false)
  })

  it.each([
    ['birthDate', '2026-07-01', undefined],
    ['birthDate', '2026-07-02', 'expected a day not after 2026-07-01'],
    ['age', 0, undefined],
    ['age', -1, 'expected full years from 0 to 130'],
    ['age', 130, undefined],
    ['age', 131, 'expected full years from 0 to 130'],
    ['incomes', Array(50).fill({ type: 'SSI', frequency: 'MONTHLY' }), undefined],
    ['incomes', Array(51).fill({ type: 'SSI', frequency: 'MONTHLY' }), 'expected at most 50 entries'],
    ['expenses', Array(51).fill({ type: 'RENT', frequency: 'MONTHLY' }), 'expected at most 50 entries'],
  ])("a member's %s of %j", (name, value, message) => {
    const after = mergeFacts(none, { members: [{ id: id(1), [name]: value }] }, today)
    if (message === undefined) expect(isRefusal(after)).toBe(false)
    else expect(after).toEqual(refused(`members[0].${name}`, message))
  })

  it.each([
    ['county', '36005', undefined],
    ['county', '3600', 'expected a county as its five-digit FIPS code'],
    ['county', '36005\n', 'expected a county as its five-digit FIPS code'],
    ['shelterDays', 365, undefined],
    ['shelterDays', 366, 'expected a number of days from 0 to 365'],
    ['shelterDays', -1, 'expected a number of days from 0 to 365'],
  ])("a household's %s of %j", (name, value, message) => {
    const after = mergeFacts(none, { [name]: value }, today)
    if (message === undefined) expect(isRefusal(after)).toBe(false)
    else expect(after).toEqual(refused(name, message))
  })
})
