import type { HouseholdFacts } from '../../../runtime/facts'
import { answer, asked, criterion, openCity, tenant, wage } from './cities'

const nyc = openCity('nyc')
const charlotte = openCity('charlotte')
const counsel = (facts: HouseholdFacts) => answer(nyc, 'right-to-counsel', facts, '2026-06-01')
const unlisted = (facts: HouseholdFacts): HouseholdFacts => ({ ...facts, membersComplete: false })

/** A household that may have more members. */
const insured = (value: boolean) => ({
  county: '36005',
  members: [{ id: 'a', hasMedicaid: value, hasMedicare: false, hasOtherCoverage: false }],
})
const bornOnLeapDay = (day: string) =>
  criterion(answer(nyc, 'section-8', tenant(0, {}, { birthDate: '2008-02-29' }), day), 'head-age').state

describe('what is not known yet', () => {
  test.each([
    ['WEEKLY', 613_84, 'ELIGIBLE'],
    ['WEEKLY', 613_85, 'INELIGIBLE'],
    ['BIWEEKLY', 1_227_69, 'ELIGIBLE'],
    ['BIWEEKLY', 1_227_70, 'INELIGIBLE'],
    ['SEMIMONTHLY', 1_330_00, 'ELIGIBLE'],
    ['SEMIMONTHLY', 1_330_01, 'INELIGIBLE'],
    ['MONTHLY', 2_660_00, 'ELIGIBLE'],
    ['MONTHLY', 2_660_01, 'INELIGIBLE'],
    ['YEARLY', 31_920_00, 'ELIGIBLE'],
    ['YEARLY', 31_920_01, 'INELIGIBLE'],
  ] as const)('%s wages of %i cents are summed by the year without rounding: %s', (frequency, cents, outcome) => {
    expect(counsel(tenant(0, {}, { incomes: [wage(cents, frequency)] })).outcome).toBe(outcome)
  })

  test.each(['first', 'last'])('what is told and withheld is not known, whether that is said %s', (place) => {
    const withheld = ['birthDate', 'age', 'relationship', 'pregnant', 'onLease', 'incomes', 'expenses'] as const
    const { members, ...household } = tenant(
      0,
      {},
      { age: 40, pregnant: true, incomes: [wage(100), { type: 'GIFTS', frequency: 'YEARLY' }] },
    )
    const [told] = members
    const untold = Object.fromEntries(Object.entries(told!).filter(([name]) => !withheld.some((one) => one === name)))
    const others = [{ id: 'other', relationship: 'CHILD', incomes: [wage(200)], incomesComplete: true }]
    const decidedFor = (member: object) =>
      nyc.decideAll({ ...household, members: [member, ...others] } as HouseholdFacts, '2026-06-01')
    const found = decidedFor(place === 'first' ? { withheld, ...told } : { ...told, withheld })
    expect(found).toEqual(decidedFor({ ...untold, withheld }))
    expect(found.filter(({ outcome }) => outcome === 'NEEDS_INFORMATION')).not.toEqual([])
  })

  test('an income without an amount leaves the sum open above', () => {
    const found = counsel(tenant(0, {}, { incomes: [{ type: 'WAGES', frequency: 'WEEKLY' }, wage(100)] }))
    expect([found.outcome, asked(found)]).toEqual(['NEEDS_INFORMATION', ['incomes of head']])
  })

  test('what is already over the limit decides though the rest is unknown', () => {
    const found = counsel(
      tenant(0, {}, { incomes: [{ type: 'WAGES', frequency: 'WEEKLY' }, wage(31_920_01)], incomesComplete: false }),
    )
    expect([found.outcome, asked(found)]).toEqual(['INELIGIBLE', []])
  })

  test('a member who may not be listed could raise the limit, so over it is open', () => {
    const found = counsel(unlisted(tenant(40_000_00)))
    expect([found.outcome, asked(found)]).toEqual(['NEEDS_INFORMATION', ['membersComplete']])
  })

  test('a member who may not be listed could earn, so under the limit is open', () => {
    expect(asked(counsel(unlisted(tenant(10_000_00))))).toEqual(['membersComplete'])
  })

  test('any member can be true before the list is whole, but not false', () => {
    expect(answer(nyc, 'nyc-care', insured(false), '2026-06-01').outcome).toBe('ELIGIBLE')
    expect(answer(nyc, 'nyc-care', insured(true), '2026-06-01').outcome).toBe('NEEDS_INFORMATION')
  })

  test('any member over the age counts, not only the head', () => {
    const facts: HouseholdFacts = {
      ...tenant(0, { county: '37119', paysHeating: true }, { birthDate: '1990-01-01', disabled: false }),
      members: [
        { id: 'head', relationship: 'HEAD', birthDate: '1990-01-01', disabled: false, incomes: [], incomesComplete: true },
        { id: 'mother', relationship: 'PARENT', age: 60, incomes: [], incomesComplete: true },
      ],
    }
    expect(answer(charlotte, 'lieap', facts, '2025-12-15').outcome).toBe('ELIGIBLE')
  })

  test('the birth date wins over the age', () => {
    const found = answer(nyc, 'scrie', tenant(0, {}, { birthDate: '1960-01-01', age: 20 }), '2026-06-01')
    expect(criterion(found, 'head-age').state).toBe('TRUE')
  })

  test('one born on 29 February is a year older on 1 March', () => {
    expect(['2026-02-28', '2026-03-01'].map(bornOnLeapDay)).toEqual(['FALSE', 'TRUE'])
  })

  test('a birth date after the day of the answer is no age', () => {
    const found = answer(nyc, 'scrie', tenant(0, {}, { birthDate: '2030-01-01' }), '2026-06-01')
    expect(criterion(found, 'head-age').state).toBe('UNKNOWN')
  })

  test('a sole member is the head', () => {
    const { relationship: _, ...sole } = tenant(0, {}, { birthDate: '1950-01-01' }).members[0]!
    expect(criterion(answer(nyc, 'scrie', { membersComplete: true, members: [sole] }, '2026-06-01'), 'head-age').state).toBe(
      'TRUE',
    )
  })

  test('two heads who differ leave the head open', () => {
    const members = [
      { id: 'a', relationship: 'HEAD', birthDate: '1950-01-01' },
      { id: 'b', relationship: 'HEAD', birthDate: '2000-01-01' },
    ] as const
    const found = answer(nyc, 'scrie', { membersComplete: true, members }, '2026-06-01')
    expect(criterion(found, 'head-age').state).toBe('UNKNOWN')
    expect(asked(found)).toEqual(expect.arrayContaining(['relationship of a', 'relationship of b']))
  })

  test('without a head the relationships are asked', () => {
    const members = [
      { id: 'a', relationship: 'CHILD', birthDate: '1950-01-01' },
      { id: 'b', relationship: 'SIBLING', birthDate: '2000-01-01' },
    ] as const
    const found = answer(nyc, 'scrie', { membersComplete: true, members }, '2026-06-01')
    expect(asked(found)).toEqual(expect.arrayContaining(['relationship of a', 'relationship of b']))
  })

  test('nothing known asks for everything and decides nothing', () => {
    for (const { id, status } of nyc.programs) {
      const decided = status.some(({ state }) => state === 'CLOSED') ? ['CLOSED'] : ['NEEDS_INFORMATION', 'DISCRETIONARY']
      expect(decided).toContain(answer(nyc, id, { members: [] }, '2026-06-01').outcome)
    }
  })
})
