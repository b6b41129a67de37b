/** The engine against the reference where nothing is open: what each node of the rules means. */
import * as fc from 'fast-check'
import type { HouseholdFacts, MemberFacts } from '../../../runtime/facts'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer } from './cities'
import { inBrief } from './reference/brief'
import type { Draft } from './reference/draft'
import { possibleHeads } from './reference/heads'
import { judge } from './reference/judge'
import { questions } from './reference/random-questions'
import { readsOf } from './reference/reads'
import type { Question } from './reference/tame'
import { unknownsOf } from './reference/unknowns'
import { topics, type TopicName } from './reference/topics'

// Thousands of cases in one test.
jest.setTimeout(180_000)

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
})
