import { answer, asked, criterion, openCity, tenant, toVerify } from './cities'

const nyc = openCity('nyc')
const charlotte = openCity('charlotte')
const voucher = (assets?: number, citizenOrQualified?: boolean) =>
  answer(
    nyc,
    'section-8',
    tenant(0, assets === undefined ? {} : { assets }, {
      birthDate: '1980-01-01',
      ...(citizenOrQualified === undefined ? {} : { citizenOrQualified }),
    }),
    '2026-06-01',
  )

const lieapOn = (day: string) => answer(charlotte, 'lieap', tenant(0, { county: '37119', paysHeating: true }), day).outcome

describe('stages and outcomes', () => {
  test('what the agency checks does not hold the answer open, and is listed', () => {
    const found = voucher()
    expect([found.outcome, asked(found), toVerify(found)]).toEqual(['ELIGIBLE', [], ['assets', 'citizenOrQualified of head']])
  })

  test('what the agency checks decides when it is known to be false', () => {
    expect(voucher(100_000_01, true).outcome).toBe('INELIGIBLE')
    expect(voucher(100_000_00, false).outcome).toBe('INELIGIBLE')
  })

  test('what the agency has nothing left to check is not listed', () => {
    expect(toVerify(voucher(100_000_00, true))).toEqual([])
  })

  test('a decided no asks for nothing more', () => {
    const found = answer(nyc, 'section-8', tenant(90_000_00), '2026-06-01')
    expect([found.outcome, asked(found), toVerify(found)]).toEqual(['INELIGIBLE', [], []])
  })

  test('a limit without a source leaves the answer open and is no question', () => {
    const nine = Array.from({ length: 9 }, (_, index) => ({
      id: `m${index}`,
      relationship: index === 0 ? ('HEAD' as const) : ('CHILD' as const),
      birthDate: '1980-01-01',
      incomes: [{ type: 'WAGES', frequency: 'YEARLY' as const, cents: 20_000_00 }],
      incomesComplete: true,
    }))
    const found = answer(nyc, 'section-8', { membersComplete: true, members: nine }, '2026-06-01')
    expect([found.outcome, asked(found), found.unsourced]).toEqual(['NEEDS_INFORMATION', [], ['income']])
    expect(criterion(found, 'income')).toMatchObject({ state: 'UNSOURCED' })
    expect(criterion(found, 'income')).not.toHaveProperty('limit')
  })

  test('a criterion without a source does not keep a known no from deciding', () => {
    const found = answer(
      nyc,
      'cityfheps',
      tenant(0, { evictionCase: 'NONE', facesShelterEntry: true, receivesRentSubsidy: true }, { veteran: false }),
      '2026-06-01',
    )
    expect([found.outcome, found.unsourced]).toEqual(['INELIGIBLE', ['shelter-or-risk']])
  })

  test('where the law names no test a worker decides', () => {
    expect(answer(nyc, 'one-shot-deal', { members: [] }, '2026-06-01')).toMatchObject({
      outcome: 'DISCRETIONARY',
      note: { en: 'The law names no test. A worker of the Human Resources Administration decides case by case.' },
    })
  })

  test('out of season a program is closed, whoever asks', () => {
    expect(['2025-11-30', '2026-01-01', '2026-03-31', '2026-04-01'].map(lieapOn)).toEqual([
      'CLOSED',
      'ELIGIBLE',
      'ELIGIBLE',
      'CLOSED',
    ])
  })

  test('a program the city does not have has no answer', () => {
    expect(nyc.decide('lieap', { members: [] }, '2026-06-01')).toBeUndefined()
  })
})
