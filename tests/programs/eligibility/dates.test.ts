import { answer, criterion, openCity, tenant } from './cities'

const nyc = openCity('nyc')
const charlotte = openCity('charlotte')
const adult = {
  birthDate: '1980-05-05',
  pregnant: false,
  disabled: false,
  blind: false,
  hasMedicare: false,
  hasOtherCoverage: false,
  lawfullyPresent: true,
  citizenOrQualified: true,
} as const

const counsel = (cents: number, day: string) => answer(nyc, 'right-to-counsel', tenant(cents), day)
const pregnant = (cents: number) => answer(nyc, 'medicaid', tenant(cents, {}, { ...adult, pregnant: true }), '2026-06-01')

describe('rules and figures by day', () => {
  test.each([
    ['2026-06-30', 39_125_00, 'ELIGIBLE'],
    ['2026-06-30', 39_125_01, 'INELIGIBLE'],
    ['2026-07-01', 39_125_00, 'INELIGIBLE'],
    ['2026-07-01', 31_920_00, 'ELIGIBLE'],
    ['2026-07-01', 31_920_01, 'INELIGIBLE'],
  ])('Essential Plan on %s with %i cents a year: %s', (day, cents, outcome) => {
    expect(answer(nyc, 'essential-plan', tenant(cents, {}, adult), day).outcome).toBe(outcome)
  })

  test.each([
    ['2023-11-30', 'INELIGIBLE'],
    ['2023-12-01', 'ELIGIBLE'],
  ])('NC Medicaid for an adult without income on %s: %s', (day, outcome) => {
    expect(answer(charlotte, 'nc-medicaid', tenant(0, { county: '37119' }, adult), day).outcome).toBe(outcome)
  })

  test('a limit that changes tomorrow changes tomorrow’s answer only', () => {
    expect(['2025-12-31', '2026-01-01', '2025-12-31'].map((day) => counsel(31_500_00, day).outcome)).toEqual([
      'INELIGIBLE',
      'ELIGIBLE',
      'INELIGIBLE',
    ])
  })

  test('a criterion says from which day to which its limit holds', () => {
    expect(criterion(counsel(0, '2025-06-01'), 'income')).toMatchObject({
      effectiveFrom: '2025-01-01',
      effectiveTo: '2025-12-31',
    })
    expect(criterion(counsel(0, '2026-06-01'), 'income')).not.toHaveProperty('effectiveTo')
  })

  test('before the first rules nothing is decided, and the answer says why', () => {
    expect(answer(nyc, 'essential-plan', tenant(0, {}, adult), '2024-03-31')).toMatchObject({
      outcome: 'NEEDS_INFORMATION',
      ruleVersion: '2024-04-01',
      criteria: [],
      missing: [],
      note: { en: 'The rules in force on this day are not in the hub.' },
    })
  })

  test('before the first figure a limit has no source', () => {
    const found = answer(nyc, 'right-to-counsel', tenant(100), '2021-07-01')
    expect([found.outcome, found.unsourced]).toEqual(['NEEDS_INFORMATION', ['income']])
  })

  test('a percentage is rounded up where the rule says so, for each size apart', () => {
    // 2.23 times 21,640 is 48,257.20.
    expect(criterion(pregnant(48_258_00), 'group-and-income')).toMatchObject({ state: 'TRUE', limit: 'at most 48,258.00 a year' })
    expect(pregnant(48_258_01).outcome).toBe('INELIGIBLE')
  })

  test('the same screening on its own day answers the same for ever', () => {
    const facts = tenant(31_000_00, {}, adult)
    const first = answer(nyc, 'essential-plan', facts, '2026-06-30')
    answer(nyc, 'essential-plan', facts, '2026-07-01')
    expect(answer(openCity('nyc'), 'essential-plan', facts, '2026-06-30')).toEqual(first)
  })
})
