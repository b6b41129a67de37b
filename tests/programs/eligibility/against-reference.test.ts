/**
 * The engine against the reference in `reference/`: over random rules and random households, the same answer to the last fact.
 * The reference tries every household that fits what is known, so what it says is what the rules mean.
 */
import * as fc from 'fast-check'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked, toVerify } from './cities'
import { judge, type Judgement } from './reference/judge'
import { questions, topics, type TopicName } from './reference/random-questions'

type Compared = Omit<Judgement, 'couldSettle'>

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
    unsourced: [...found.unsourced],
  }
}

describe.each(Object.keys(topics) as TopicName[])('%s', (topic) => {
  test('the outcome, the criteria, what is missing, to verify and without a source are those of the reference', () => {
    fc.assert(
      fc.property(questions(topic), ({ city, program, facts, asOf }) => {
        const { couldSettle: _, ...expected } = judge(city, program, facts, asOf)
        expect(inBrief(answer(openRuleBook(city), program, facts, asOf))).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })
})
