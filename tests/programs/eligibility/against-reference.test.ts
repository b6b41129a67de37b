/**
 * The engine against the reference in `reference/`: over random rules and random households, the same answer to the last fact.
 * The reference tries every household that fits what is known, so what it says is what the rules mean.
 */
import * as fc from 'fast-check'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer } from './cities'
import { inBrief } from './reference/brief'
import { judge } from './reference/judge'
import { questions } from './reference/random-questions'
import { topics, type Topic, type TopicName } from './reference/topics'

/** The same cases on every machine. */
const seed = 20_261_124

/** How many cases of a topic; the reference tries far more households where the list of members is open, so fewer of those. */
function runsOf(topic: Topic): number {
  return topic.list === undefined ? 1000 : 600
}

/** Of so many answers at most the engine may leave it open whether each fact that they name matters: hardly any, but of open lists. */
function mostMarked(topic: Topic): number {
  return topic.list === undefined ? 0.005 : 0.07
}

// Thousands of cases in one test.
jest.setTimeout(180_000)

const names = Object.keys(topics) as TopicName[]

describe.each(names)('%s', (topic) => {
  test('the outcome, the criteria, what is missing, to verify and without a source are those of the reference', () => {
    const runs = runsOf(topics[topic])
    let marked = 0
    fc.assert(
      fc.property(questions(topic), ({ city, program, facts, asOf }) => {
        const { outcome, states, missing, toVerify: verified, ...sources } = judge(city, program, facts, asOf)
        const found = answer(openRuleBook(city), program, facts, asOf)
        if (found.mayNameTooMany) {
          marked++
          expect([outcome, 'NEEDS_INFORMATION']).toContain(found.outcome)
          return expect(inBrief(found).missing).toEqual(expect.arrayContaining([...missing]))
        }
        expect(inBrief(found)).toEqual({ outcome, states, missing, toVerify: verified })
        expect(found.unsourced).toEqual(expect.arrayContaining([...sources.unsourced]))
        expect(sources.perhapsUnsourced).toEqual(expect.arrayContaining([...found.unsourced]))
      }),
      { numRuns: runs, seed },
    )
    expect(marked).toBeLessThan(runs * mostMarked(topics[topic]))
  })
})
