/** What users of other systems asked for and did not get. */
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Condition, OpenWindow } from '../../../subgraphs/programs/domain/eligibility/rule'
import { openRuleBook, type RuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked } from './cities'
import { cityOf } from './one-program'

/** A city with one program of one criterion, open all the time or in a window. */
function bookOf(when: Condition, window?: OpenWindow): RuleBook {
  const city = cityOf(when)
  if (window === undefined) return openRuleBook(city)
  const status = [{ state: 'SEASONAL', open: [window] }] as const
  return openRuleBook({ ...city, programs: city.programs.map((program) => ({ ...program, status })) })
}

const day = '2026-06-01'
const members = (...birthDates: string[]) => birthDates.map((birthDate, index) => ({ id: `m${index}`, birthDate }))

describe('any member of the household over 62', () => {
  const book = bookOf({ forAnyMember: { compare: { fact: 'age' }, above: 62 } })
  const outcome = (facts: HouseholdFacts) => answer(book, 'program', facts, day).outcome

  test('a grandparent of 63 is enough, and one of 62 is not', () => {
    expect(outcome({ membersComplete: true, members: members('1990-01-01', '1963-06-01') })).toBe('ELIGIBLE')
    expect(outcome({ membersComplete: true, members: members('1990-01-01', '1963-06-02') })).toBe('INELIGIBLE')
  })

  test('while somebody may not be listed nobody is told no', () => {
    const found = answer(book, 'program', { members: members('1990-01-01') }, day)
    expect([found.outcome, asked(found)]).toEqual(['NEEDS_INFORMATION', ['membersComplete']])
  })
})

describe('facts from several places in one rule', () => {
  const renter: Condition = { fact: 'tenure', is: 'RENTER' }
  const worker: Condition = {
    forAnyMember: {
      all: [
        { fact: 'student', is: false },
        { compare: { fact: 'age' }, atLeast: 18 },
      ],
    },
  }
  const paid: Condition = { compare: { sum: { incomes: { only: ['WAGES'] } } }, above: 0 }
  const book = bookOf({ all: [renter, worker, paid] })
  const household = (wage: number, change: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
    tenure: 'RENTER',
    membersComplete: true,
    members: [
      { id: 'a', birthDate: '2000-01-01', student: false, incomes: [], incomesComplete: true },
      { id: 'b', birthDate: '2015-01-01', incomes: [{ type: 'WAGES', frequency: 'WEEKLY', cents: wage }], incomesComplete: true },
    ],
    ...change,
  })
  const outcome = (facts: HouseholdFacts) => answer(book, 'program', facts, day).outcome

  test('the home, one member’s age and school, and the wages of all are judged together', () => {
    expect(outcome(household(1))).toBe('ELIGIBLE')
    expect(outcome(household(0))).toBe('INELIGIBLE')
    expect(outcome(household(1, { tenure: 'OWNER' }))).toBe('INELIGIBLE')
  })

  test('of each place what is not known is asked for by itself', () => {
    const { tenure: _, ...rest } = household(1)
    expect(asked(answer(book, 'program', rest, day))).toEqual(['tenure'])
  })
})

describe('a program that is open from 6 to 27 August', () => {
  const book = bookOf({ fact: 'tenure', is: 'RENTER' }, { from: '2026-08-06', to: '2026-08-27' })

  test.each([
    ['2026-08-05', 'CLOSED'],
    ['2026-08-06', 'ELIGIBLE'],
    ['2026-08-27', 'ELIGIBLE'],
    ['2026-08-28', 'CLOSED'],
    ['2027-08-10', 'CLOSED'],
  ])('on %s: %s', (asOf, outcome) => {
    expect(answer(book, 'program', { tenure: 'RENTER', membersComplete: true, members: [{ id: 'a' }] }, asOf).outcome).toBe(
      outcome,
    )
  })
})
