import type { HouseholdFacts } from '../../../runtime/facts'
import { answer, openCity, tenant } from './cities'

const books = [openCity('nyc'), openCity('charlotte')]
const everyOutcome = (facts: HouseholdFacts) =>
  books.flatMap((book) => book.programs.map(({ id }) => answer(book, id, facts, '2026-02-01').outcome))

describe('facts that make no sense', () => {
  test.each<[string, HouseholdFacts]>([
    ['two members with one id', { members: [{ id: 'a' }, { id: 'a' }], membersComplete: true }],
    ['a fact named like a method', { members: [{ id: '__proto__' }, { id: 'constructor' }], county: 'toString' }],
    ['amounts beyond all bounds', tenant(Number.MAX_VALUE, { rentMonthly: Number.MAX_VALUE, assets: Infinity })],
    ['amounts that are no numbers', tenant(NaN, { rentMonthly: NaN }, { age: NaN })],
    ['negative amounts', tenant(-5_000_00, { rentMonthly: -1 }, { age: -3 })],
    ['days that are none', tenant(0, {}, { birthDate: 'yesterday' })],
    ['a frequency nobody knows', tenant(0, {}, { incomes: [{ type: 'WAGES', frequency: 'DAILY' as never, cents: 1 }] })],
    [
      'everything withheld',
      {
        members: [{ id: 'a', withheld: ['incomes', 'birthDate', 'age', 'relationship'] }],
        withheld: ['county', 'membersComplete'],
      },
    ],
    [
      'a hundred members',
      {
        membersComplete: true,
        members: Array.from({ length: 100 }, (_, index) => ({ id: String(index), incomes: [], incomesComplete: true })),
      },
    ],
  ])('%s: no program throws', (_, facts) => {
    expect(everyOutcome(facts)).toHaveLength(74)
  })

  test('a negative income cannot buy a yes', () => {
    const nyc = openCity('nyc')
    const facts = tenant(
      0,
      {},
      {
        incomes: [
          { type: 'WAGES', frequency: 'YEARLY', cents: 40_000_00 },
          { type: 'SELF_EMPLOYMENT', frequency: 'YEARLY', cents: -30_000_00 },
        ],
      },
    )
    expect(answer(nyc, 'right-to-counsel', facts, '2026-06-01').outcome).toBe('INELIGIBLE')
  })
})
