/** What holds of an engine that asks for exactly what matters, and explains a household whatever the order of its members. */
import * as fc from 'fast-check'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { asked, toVerify } from './cities'
import { decide, learn, turned } from './reference/ask'
import { wideQuestions } from './reference/random-questions'

// Thousands of cases in one test.
jest.setTimeout(180_000)

function limits({ criteria }: Answer) {
  return criteria.map(({ id, limit, margin }) => [id, limit, margin])
}

function open(found: Answer) {
  return [found.outcome, asked(found).sort(), toVerify(found).sort()]
}

const any = wideQuestions()

describe('for any rules and any household', () => {
  test('what is neither missing nor to be verified changes neither the outcome nor what is', () => {
    fc.assert(
      fc.property(any, fc.nat(), (question, luck) => {
        const learned = learn(question, luck)
        const before = decide(question)
        const listed = [...asked(before), ...toVerify(before)]
        if (learned === undefined || learned.told.length === 0 || learned.told.some((fact) => listed.includes(fact))) return
        const after = decide(learned.after)
        expect(open(after)).toEqual(open(before))
      }),
      { numRuns: 2000 },
    )
  })

  test('the limit that is explained, and how far over or under it one is, do not depend on the order of the members', () => {
    fc.assert(
      fc.property(any, (question) => {
        expect(limits(decide(turned(question)))).toEqual(limits(decide(question)))
      }),
      { numRuns: 1000 },
    )
  })
})
