import { answer, criterion, openCity, tenant, wage } from './cities'

const nyc = openCity('nyc')
const income = (facts: ReturnType<typeof tenant>) => criterion(answer(nyc, 'right-to-counsel', facts, '2026-06-01'), 'income')

describe('what an answer explains', () => {
  test('a limit, the fact used, the law and the days it holds', () => {
    expect(income(tenant(31_920_00))).toMatchObject({
      state: 'TRUE',
      stage: 'SCREEN',
      limit: 'at most 31,920.00 a year',
      margin: 'exactly at the limit',
      facts: [
        { fact: 'incomes', member: 'head', value: '31920.00 a year' },
        { fact: 'membersComplete', value: 'true' },
      ],
      citation: { law: 'NYC Admin. Code 26-1301, 26-1302; Local Law 136 of 2017' },
      effectiveFrom: '2026-01-01',
    })
  })

  test('how far over, and how far under', () => {
    expect(income(tenant(32_020_50)).margin).toBe('100.50 a year over')
    expect(income(tenant(30_000_00)).margin).toBe('1,920.00 a year under')
  })

  test('an income that is not all known is over by at least so much', () => {
    expect(income(tenant(40_000_00, {}, { incomesComplete: false })).margin).toBe('at least 8,080.00 a year over')
  })

  test('a limit that may still grow with the household', () => {
    expect(income(tenant(40_000_00, { membersComplete: false }))).toMatchObject({
      state: 'UNKNOWN',
      limit: 'at most 31,920.00 a year or more',
    })
  })

  test('a limit set by month is explained by month', () => {
    const facts = tenant(
      0,
      { receivesSnap: false },
      { incomes: [wage(3_696_00, 'MONTHLY')], receivesCashAssistance: false, receivesSsi: false },
    )
    expect(criterion(answer(nyc, 'heap', facts, '2026-02-01'), 'income-or-benefit')).toMatchObject({
      state: 'FALSE',
      limit: 'at most 3,473.00 a month',
      margin: '223.00 a month over',
      effectiveFrom: '2025-10-01',
      effectiveTo: '2026-09-30',
    })
  })

  test('an age in years', () => {
    const facts = tenant(0, {}, { birthDate: '1970-01-01' })
    expect(criterion(answer(nyc, 'scrie', facts, '2026-06-01'), 'head-age')).toMatchObject({
      state: 'FALSE',
      limit: 'at least 62 years',
      margin: '6 years under',
      facts: [
        { fact: 'relationship', member: 'head', value: 'HEAD' },
        { fact: 'birthDate', member: 'head', value: '1970-01-01' },
      ],
    })
  })

  test('of several members the margin of the one who is nearest to the limit, in whatever order they are listed', () => {
    const members = [
      { id: 'younger', birthDate: '1970-01-01' },
      { id: 'older', birthDate: '1960-01-01' },
    ]
    for (const listed of [members, members.toReversed()]) {
      const found = answer(nyc, 'scrie', { ...tenant(0), members: listed }, '2026-06-01')
      expect(criterion(found, 'head-age')).toMatchObject({ state: 'UNKNOWN', limit: 'at least 62 years', margin: '4 years over' })
    }
  })

  test('a margin that is known is told, though the age of another member is not', () => {
    const members = [{ id: 'known', birthDate: '1930-01-01' }, { id: 'not told' }, { id: 'nearer', birthDate: '1963-01-01' }]
    for (const listed of [members, members.toReversed()]) {
      const found = answer(nyc, 'scrie', { ...tenant(0), members: listed }, '2026-06-01')
      expect(criterion(found, 'head-age').margin).toBe('1 years over')
    }
  })

  test('a withheld fact is named as withheld, without its value, and never asked for', () => {
    const found = answer(nyc, 'right-to-counsel', tenant(99_000_00, {}, { withheld: ['incomes'] }), '2026-06-01')
    expect(found).toMatchObject({ outcome: 'NEEDS_INFORMATION', missing: [] })
    expect(criterion(found, 'income').facts).toContainEqual({ fact: 'incomes', member: 'head', withheld: true })
    expect(JSON.stringify(found)).not.toContain('99000')
  })

  test('a missing fact comes with the question to ask at the door', () => {
    const { county: _, ...facts } = tenant(0)
    expect(answer(nyc, 'right-to-counsel', facts, '2026-06-01').missing).toEqual([
      {
        fact: 'county',
        question: { en: 'Which county or borough is your home in?', es: '¿En qué condado o distrito está su hogar?' },
      },
    ])
  })
})
