/** What holds of the engine for any rules and any household, by the engine's own word. */
import * as fc from 'fast-check'
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked, toVerify } from './cities'
import { hostileHouseholds } from './reference/hostile-households'
import { nameOf } from './reference/judge'
import { questions, type TopicName } from './reference/random-questions'
import { readsOf } from './reference/reads'
import { broken, type Settling } from './reference/settles'
import type { Question } from './reference/tame'
import { unknownsOf } from './reference/unknowns'

const wide = ['members of a whole list', 'amounts in a list that may go on', 'what the agency verifies', 'everything'] as const
const any = fc.oneof(...wide.map((topic: TopicName) => questions(topic)))
const runs = { numRuns: 1000 }

function decide({ city, program, facts, asOf }: Question): Answer {
  return answer(openRuleBook(city), program, facts, asOf)
}

/** The question once one thing that was not known is known, and the facts that asked for it; undefined where all is known. */
function learn(question: Question, luck: number) {
  const { city, program, facts, asOf } = question
  const unknowns = unknownsOf(facts, readsOf(city, program, asOf), asOf)
  const unknown = unknowns[luck % Math.max(1, unknowns.length)]
  const value = unknown?.values[luck % unknown.values.length]
  if (unknown === undefined || value === undefined) return undefined
  return {
    after: { ...question, facts: value.fill({ facts }).facts },
    told: [...unknown.asked, ...(value.asked ?? [])].map(nameOf),
  }
}

/** What an answer says, whatever the order in which it lists the facts. */
function unordered({ criteria, ...found }: Answer) {
  const sorted = (list: readonly unknown[]) => list.map((entry) => JSON.stringify(entry)).sort()
  return {
    ...found,
    missing: sorted(found.missing),
    toVerify: sorted(found.toVerify),
    couldSettle: sorted((found as { readonly couldSettle?: readonly Settling[] }).couldSettle ?? []),
    criteria: criteria.map(({ facts, ...criterion }) => ({ ...criterion, facts: sorted(facts) })),
  }
}

function limits({ criteria }: Answer) {
  return criteria.map(({ id, limit, margin }) => [id, limit, margin])
}

function withoutLimits(found: Answer) {
  return unordered({ ...found, criteria: found.criteria.map(({ limit: _, margin: __, ...criterion }) => criterion) })
}

function turned(question: Question): Question {
  return { ...question, facts: { ...question.facts, members: question.facts.members.toReversed() } }
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
      { numRuns: 3000 },
    )
  })

  test('what is neither missing nor to be verified changes neither the outcome nor what is', () => {
    fc.assert(
      fc.property(any, fc.nat(), (question, luck) => {
        const learned = learn(question, luck)
        const before = decide(question)
        const listed = [...asked(before), ...toVerify(before)]
        if (learned === undefined || learned.told.length === 0 || learned.told.some((fact) => listed.includes(fact))) return
        const after = decide(learned.after)
        expect([after.outcome, asked(after), toVerify(after)]).toEqual([before.outcome, asked(before), toVerify(before)])
      }),
      { numRuns: 3000 },
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
        expect(withoutLimits(decide(turned(question)))).toEqual(withoutLimits(decide(question)))
      }),
      runs,
    )
  })

  test('nor does it matter for the limit that is explained, and how far over or under it one is', () => {
    fc.assert(
      fc.property(any, (question) => {
        expect(limits(decide(turned(question)))).toEqual(limits(decide(question)))
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
      { numRuns: 2000 },
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
