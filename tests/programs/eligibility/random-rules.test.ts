/** What holds of the engine for any rules and any household, by the engine's own word. */
import * as fc from 'fast-check'
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked, toVerify } from './cities'
import { decide, learn, turned } from './reference/ask'
import { hostileHouseholds } from './reference/hostile-households'
import { wideQuestions } from './reference/random-questions'
import { broken, type Settling } from './reference/settles'

/** The same cases on every machine. */
const seed = 20_261_124

// Thousands of cases in one test.
jest.setTimeout(180_000)

const any = wideQuestions()
const runs = { numRuns: 1000, seed }

/** What an answer says, whatever the order in which it lists the facts. */
function unordered({ criteria, ...found }: Answer) {
  const sorted = (list: readonly unknown[]) => list.map((entry) => JSON.stringify(entry)).sort()
  return {
    ...found,
    // The first of several proofs alike, and where the search was cut, go by the order.
    whyNot: [],
    mayNameTooMany: false,
    missing: sorted(found.missing),
    toVerify: sorted(found.toVerify),
    couldSettle: sorted((found as { readonly couldSettle?: readonly Settling[] }).couldSettle ?? []),
    criteria: criteria.map(({ facts, ...criterion }) => ({ ...criterion, facts: sorted(facts) })),
  }
}

function withoutLimits(found: Answer) {
  return unordered({ ...found, criteria: found.criteria.map((criterion) => ({ ...criterion, limit: '', margin: '' })) })
}

describe('for any rules and any household', () => {
  test('what becomes known never turns a yes into a no or back, save what was to be verified', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(any, fc.nat(), (question, luck) => {
        const learned = learn(question, luck)
        if (learned === undefined) return
        const [before, after] = [decide(question), decide(learned.after)]
        const settled = before.criteria
          .filter(({ state }) => state === 'TRUE' || state === 'FALSE')
          .map(({ id, state }) => [id, state])
        expect(after.criteria.map(({ id, state }) => [id, state])).toEqual(expect.arrayContaining(settled))
        if (before.outcome === 'NEEDS_INFORMATION' || before.outcome === after.outcome) return
        expect([before.outcome, after.outcome]).toEqual([expect.stringMatching('ELIGIBLE|DISCRETIONARY'), 'INELIGIBLE'])
        // A withheld fact is listed nowhere.
        expect(learned.told.length === 0 || learned.told.some((fact) => toVerify(before).includes(fact))).toBe(true)
      }),
      { numRuns: 2000, seed },
    )
  })

  test('a fact that no rule reads changes nothing at all', () => {
    fc.assert(
      fc.property(any, fc.boolean(), (question, value) => {
        const members = question.facts.members.map((member) => ({ ...member, veteran: value, birthDate: member.birthDate }))
        const told = { ...question, facts: { ...question.facts, members, firstTimeBuyer: value } as HouseholdFacts }
        expect(decide(told)).toEqual(decide(question))
      }),
      runs,
    )
  })

  test('the order in which members are listed does not matter', () => {
    fc.assert(
      fc.property(any, (question) => {
        const [one, other] = [decide(question), decide(turned(question))]
        // No larger household is taken at the edge; of one, only so many members are read.
        if (question.facts.members.length <= 30 && !one.mayNameTooMany && !other.mayNameTooMany)
          expect(withoutLimits(other)).toEqual(withoutLimits(one))
      }),
      runs,
    )
  })

  test('the same question has the same answer, whatever was asked in between, and is left as it was', () => {
    fc.assert(
      fc.property(any, hostileHouseholds, (question, other) => {
        const { city, program, facts, asOf } = question
        const before = structuredClone(facts)
        const book = openRuleBook(city)
        const first = answer(book, program, facts, asOf)
        answer(book, program, other, '2025-06-01')
        answer(book, program, { members: [] }, asOf)
        expect(answer(book, program, facts, asOf)).toEqual(first)
        expect(decide(question)).toEqual(first)
        expect(facts).toEqual(before)
      }),
      runs,
    )
  })

  test('no household makes the engine throw, and no answer asks for what is withheld', () => {
    fc.assert(
      fc.property(any, hostileHouseholds, (question, facts) => {
        const found = decide({ ...question, facts })
        const withheld = [
          ...(facts.withheld ?? []),
          ...facts.members.flatMap(({ id, withheld: own = [] }) => own.map((fact) => `${fact} of ${id}`)),
        ] as string[]
        const isOpen = found.outcome === 'NEEDS_INFORMATION'
        expect(isOpen || found.missing.length === 0).toBe(true)
        // Two members with one id cannot be told apart, so neither can what is withheld of them.
        const isApart = new Set(facts.members.map(({ id }) => id)).size === facts.members.length
        expect(isApart ? [...asked(found), ...toVerify(found)].filter((fact) => withheld.includes(fact)) : []).toEqual([])
      }),
      { numRuns: 2000, seed },
    )
  })

  test('what is withheld is named without its value', () => {
    fc.assert(
      fc.property(any, (question) => {
        const { facts } = question
        const owner = (id: string | undefined) => (id === undefined ? facts : facts.members.find((member) => member.id === id))
        const used = decide(question).criteria.flatMap((criterion) => criterion.facts)
        const hidden = used.filter(({ fact, member }) =>
          (owner(member)?.withheld as readonly string[] | undefined)?.includes(fact),
        )
        expect(hidden.filter(({ value, withheld }) => value !== undefined || withheld !== true)).toEqual([])
      }),
      runs,
    )
  })

  test('each fact that is said to settle the outcome does', () => {
    fc.assert(
      fc.property(any, (question) => {
        const found = decide(question) as { readonly couldSettle?: readonly Settling[] }
        expect(broken(found, question.facts, (facts) => decide({ ...question, facts }).outcome)).toEqual([])
      }),
      runs,
    )
  })
})
