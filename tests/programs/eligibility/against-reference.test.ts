/**
 * The engine against the reference in `reference/`: over random rules and random households, the same answer to the last fact.
 * The reference tries every household that fits what is known, so what it says is what the rules mean.
 */
import * as fc from 'fast-check'
import type { HouseholdFacts, MemberFacts } from '../../../runtime/facts'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked, toVerify } from './cities'
import { possibleHeads } from './reference/heads'
import { judge, type Judgement } from './reference/judge'
import { questions, topics, type TopicName } from './reference/random-questions'
import { readsOf } from './reference/reads'
import type { Question } from './reference/tame'
import { unknownsOf, type Draft } from './reference/unknowns'

type Compared = Pick<Judgement, 'outcome' | 'states' | 'missing' | 'toVerify'>

/** The answer in the words of the reference; a fact that is missing is not said a second time for the agency. */
function inBrief(found: Answer): Compared {
  const missing = asked(found).sort()
  return {
    outcome: found.outcome,
    states: found.criteria.map(({ id, state }) => [id, state]),
    missing,
    toVerify: toVerify(found)
      .filter((fact) => !missing.includes(fact))
      .sort(),
  }
}

/** One household that fits what is known, with one head. */
function learnAll(question: Question, luck: number): Question {
  const { city, program, facts, asOf } = question
  const unknowns = unknownsOf(facts, readsOf(city, program, asOf), asOf)
  const { facts: whole } = unknowns.reduce<Draft>(
    (draft, { values }, index) => values[(luck + 7 * index) % values.length]!.fill(draft),
    { facts },
  )
  return { ...question, facts: possibleHeads(whole).length === 1 ? whole : crown(whole) }
}

function crown(facts: HouseholdFacts): HouseholdFacts {
  const kin = ({ relationship = 'OTHER' }: MemberFacts) => (relationship === 'HEAD' ? 'OTHER' : relationship)
  return {
    ...facts,
    members: facts.members.map((member, index) => ({ ...member, relationship: index === 0 ? 'HEAD' : kin(member) })),
  }
}

describe.each(Object.keys(topics) as TopicName[])('%s', (topic) => {
  test('of a household of which everything is known, the answer is that of the reference', () => {
    fc.assert(
      fc.property(questions(topic), fc.nat(), (question, luck) => {
        const { city, program, facts, asOf } = learnAll(question, luck)
        const { outcome, states, missing, toVerify: verified, unsourced } = judge(city, program, facts, asOf)
        const found = answer(openRuleBook(city), program, facts, asOf)
        expect(inBrief(found)).toEqual({ outcome, states, missing, toVerify: verified })
        expect(found.unsourced).toEqual(unsourced)
      }),
      { numRuns: 1000 },
    )
  })

  test('the outcome, the criteria, what is missing, to verify and without a source are those of the reference', () => {
    fc.assert(
      fc.property(questions(topic), ({ city, program, facts, asOf }) => {
        const { outcome, states, missing, toVerify: verified, ...sources } = judge(city, program, facts, asOf)
        const found = answer(openRuleBook(city), program, facts, asOf)
        expect(inBrief(found)).toEqual({ outcome, states, missing, toVerify: verified })
        expect(found.unsourced).toEqual(expect.arrayContaining([...sources.unsourced]))
        expect(sources.perhapsUnsourced).toEqual(expect.arrayContaining([...found.unsourced]))
      }),
      { numRuns: 1000 },
    )
  })
})
