import * as fc from 'fast-check'
import type { HouseholdFacts } from '../../../runtime/facts'
import { couldSettle } from '../../../subgraphs/programs/domain/eligibility/could-settle'
import { openRuleBook, type RuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, openCity, tenant } from './cities'
import { questions } from './reference/random-questions'
import { topics, type TopicName } from './reference/topics'
import { householdsSaid } from './said'

// Hundreds of random cities in one test.
jest.setTimeout(60_000)

/** The same cases on every machine. */
const seed = 20_261_124

const nyc = openCity('nyc')
const day = '2026-06-01'

function settling(book: RuleBook, program: string, household: HouseholdFacts, asOf: string) {
  const { court, program: find } = book.on(asOf)
  return couldSettle(court, find(program)!, { household, asOf, missing: answer(book, program, household, asOf).missing })
}

/** `county: any other -> INELIGIBLE`. */
function inWords(program: string, household: HouseholdFacts): string[] {
  return settling(nyc, program, household, day).flatMap(({ fact, member, answers }) =>
    answers.map(({ value, outcome }) => `${fact}${member === undefined ? '' : ` of ${member}`}: ${value} -> ${outcome}`),
  )
}

describe('what could settle it', () => {
  test('of a yes or no, both answers', () => {
    expect(inWords('homebase', tenant(0, { livesInCity: true }))).toEqual([
      'facesShelterEntry: true -> DISCRETIONARY',
      'facesShelterEntry: false -> INELIGIBLE',
    ])
  })

  test('of an enum, every value of it, not only the first of a group', () => {
    const { evictionCase: _, ...facts } = tenant(0)
    expect(inWords('right-to-counsel', facts)).toEqual([
      'evictionCase: NONE -> INELIGIBLE',
      'evictionCase: NONPAYMENT -> ELIGIBLE',
      'evictionCase: HOLDOVER -> ELIGIBLE',
      'evictionCase: HOUSING_AUTHORITY_TERMINATION -> INELIGIBLE',
      'evictionCase: SUMMARY_EJECTMENT -> INELIGIBLE',
      'evictionCase: OTHER -> INELIGIBLE',
    ])
  })

  test('of incomes, what more there is, to the cent of the limit', () => {
    expect(inWords('right-to-counsel', tenant(30_000_00, {}, { incomesComplete: false }))).toEqual([
      'incomesComplete of head: no more income -> ELIGIBLE',
      'incomesComplete of head: further income of at most 1,920.00 a year -> ELIGIBLE',
      'incomesComplete of head: further income of more than 1,920.00 a year -> INELIGIBLE',
    ])
  })

  test('of an age, the years on either side', () => {
    const told = { rentalType: 'RENT_REGULATED', rentMonthly: 2_000_00 } as const
    const [first] = inWords('scrie', tenant(20_000_00, told, { onLease: true, age: undefined as never }))
    expect(first).toBe('birthDate of head: under 62 -> INELIGIBLE')
  })

  test('that nobody else lives there, where the limit is already met', () => {
    expect(inWords('right-to-counsel', tenant(40_000_00, { membersComplete: false }))).toContain(
      'membersComplete: nobody else lives there -> INELIGIBLE',
    )
  })

  test('nothing once it is decided, and nothing where no fact can do it alone', () => {
    expect(inWords('right-to-counsel', tenant(0))).toEqual([])
    expect(inWords('big-apple-connect', { members: [], tenure: 'RENTER', rentalType: 'NYCHA' })).toEqual([])
  })

  test('never a fact that is withheld', () => {
    const { evictionCase: _, ...facts } = tenant(0)
    expect(inWords('right-to-counsel', { ...facts, withheld: ['evictionCase'] })).toEqual([])
  })

  test('first the fact that settles it whatever is said', () => {
    const { evictionCase: _, county: _county, ...facts } = tenant(0)
    const found = settling(nyc, 'right-to-counsel', { ...facts, county: '36005' }, day)
    expect(found.map(({ fact }) => fact)).toEqual(['evictionCase'])
  })
})

describe.each(Object.keys(topics) as TopicName[])('of random rules on %s', (topic) => {
  test('every answer told is the one that follows once it is said', () => {
    let told = 0
    fc.assert(
      fc.property(questions(topic), ({ city, program, facts, asOf }) => {
        const book = openRuleBook(city)
        for (const settles of settling(book, program, facts, asOf)) {
          expect(settles.question.en).not.toBe('')
          for (const { value, outcome } of settles.answers) {
            for (const household of householdsSaid(facts, settles, value, asOf)) {
              told++
              expect([settles.fact, value, answer(book, program, household, asOf).outcome]).toEqual([
                settles.fact,
                value,
                outcome,
              ])
            }
          }
        }
      }),
      { numRuns: 100, seed },
    )
    expect(told).toBeGreaterThan(0)
  })
})
