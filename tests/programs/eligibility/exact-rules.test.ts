/** What holds of an engine that asks for exactly what matters, and explains a household whatever the order of its members. */
import * as fc from 'fast-check'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { mostMembers } from '../../../subgraphs/programs/domain/eligibility/sheet'
import { answer, asked, openCity, toVerify } from './cities'
import { decide, learn, turned } from './reference/ask'
import { wideQuestions } from './reference/random-questions'
import type { Question } from './reference/tame'

// Thousands of cases in one test.
jest.setTimeout(180_000)

/** The same cases on every machine. */
const seed = 20_261_124

function limits({ criteria }: Answer) {
  return criteria.map(({ id, limit, margin }) => [id, limit, margin])
}

/** In the order of the alphabet: tests that fail for several members are told in the order of the members. */
function limitsFailed({ whyNot }: Answer) {
  return whyNot.map(({ criterion, limit, margin }) => [criterion, limit, margin].join()).sort()
}

function open(found: Answer) {
  return [found.outcome, asked(found).sort(), toVerify(found).sort()]
}

/** Of a larger household the engine reads the first members alone. */
function isRead({ facts }: Question): boolean {
  return facts.members.length <= mostMembers
}

const any = wideQuestions().filter(isRead)

describe('for any rules and any household', () => {
  test('what is neither missing nor to be verified changes neither the outcome nor what is', () => {
    fc.assert(
      fc.property(any, fc.nat(), (question, luck) => {
        const learned = learn(question, luck)
        const before = decide(question)
        const listed = [...asked(before), ...toVerify(before)]
        if (learned === undefined || learned.told.length === 0 || learned.told.some((fact) => listed.includes(fact))) return
        fc.pre(isRead(learned.after))
        const after = decide(learned.after)
        // Then some of what is named may not matter, and may be named no longer.
        if (before.mayNameTooMany || after.mayNameTooMany) return
        expect(open(after)).toEqual(open(before))
      }),
      { numRuns: 3000, seed },
    )
  })

  test('the limits that are explained, and how far over or under them one is, do not depend on the order of the members', () => {
    fc.assert(
      fc.property(any, (question) => {
        const [found, other] = [decide(question), decide(turned(question))]
        expect(limits(other)).toEqual(limits(found))
        expect(limitsFailed(other)).toEqual(limitsFailed(found))
      }),
      { numRuns: 3000, seed },
    )
  })
})

describe('who the head is', () => {
  test('is not asked where no rule speaks of the head or of kinship', () => {
    const facts = { members: [{ id: 'first' }, { id: 'second' }] }
    const found = answer(openCity('nyc'), 'right-to-counsel', facts, '2026-06-01')
    expect(asked(found).filter((fact) => fact.startsWith('relationship'))).toEqual([])
  })
})
