/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
import * as fc from 'fast-check'
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Condition } from '../../../subgraphs/programs/domain/eligibility/rule'
import { openRuleBook, type CityRules } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked } from './cities'

const text = { en: 'A test.', es: 'Una prueba.' }
const facts = ['paysHeating', 'receivesSnap', 'firstTimeBuyer', 'landlordDispute'] as const

/** A city with one program of one criterion. */
function cityOf(when: Condition): CityRules {
  const criterion = { id: 'test', text, stage: 'SCREEN', citation: { law: 'None.' }, when } as const
  const program = {
    id: 'program',
    area: 'OTHER',
    agency: 'agency',
    name: text,
    description: text,
    externalIds: [],
    unit: text,
    languages: [],
    documents: [],
    status: [{ state: 'ACTIVE' }],
    notes: [],
    versions: [{ from: '2026-01-01', criteria: [criterion] }],
  } as const
  return { city: 'springfield', agencies: [], programs: [program], figures: {}, definitions: [] }
}

function decided(when: Condition, household: HouseholdFacts) {
  return answer(openRuleBook(cityOf(when)), 'program', household, '2026-06-01')
}

const is = (fact: (typeof facts)[number], value = true): Condition => ({ fact, is: value })

const { condition } = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.record({ fact: fc.constantFrom(...facts), is: fc.boolean() }),
  condition: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
    fc.record({ atLeast: fc.integer({ min: 1, max: 2 }), of: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ if: tie('condition'), then: tie('condition'), else: tie('condition') }),
  ),
}))

const known = fc.record(Object.fromEntries(facts.map((fact) => [fact, fc.boolean()])), { requiredKeys: [] }) as fc.Arbitrary<
  Record<string, boolean>
>

/** Every way of filling in what is not known. */
function fillings(start: Record<string, boolean>): Record<string, boolean>[] {
  return facts
    .filter((fact) => !(fact in start))
    .reduce((all, fact) => all.flatMap((filled) => [true, false].map((value) => ({ ...filled, [fact]: value }))), [start])
}

describe('what is still missing', () => {
  test('a fact that is used twice and cannot matter is not asked for', () => {
    const found = decided(
      { any: [{ all: [is('paysHeating'), is('receivesSnap')] }, { all: [is('paysHeating', false), is('receivesSnap')] }] },
      { members: [] },
    )
    expect([found.outcome, asked(found)]).toEqual(['NEEDS_INFORMATION', ['receivesSnap']])
  })

  test('what comes out the same whatever is answered is decided', () => {
    expect(decided({ any: [is('paysHeating'), is('paysHeating', false)] }, { members: [] })).toMatchObject({
      outcome: 'ELIGIBLE',
      missing: [],
    })
  })

  test('a withheld fact keeps the answer open and is not asked for', () => {
    const found = decided({ all: [is('paysHeating'), is('receivesSnap')] }, { members: [], withheld: ['receivesSnap'] })
    expect([found.outcome, asked(found)]).toEqual(['NEEDS_INFORMATION', ['paysHeating']])
  })

  test('over yes and no facts, exactly the facts on which the outcome depends', () => {
    fc.assert(
      fc.property(condition, known, (when, start) => {
        const book = openRuleBook(cityOf(when))
        const outcome = (filled: Record<string, boolean>) =>
          answer(book, 'program', { members: [], ...filled }, '2026-06-01').outcome
        const all = fillings(start)
        const matters = facts.filter(
          (fact) => !(fact in start) && all.some((filled) => outcome(filled) !== outcome({ ...filled, [fact]: !filled[fact] })),
        )
        const found = answer(book, 'program', { members: [], ...start }, '2026-06-01')
        expect(asked(found).sort()).toEqual(matters.sort())
        expect(found.outcome).toBe(matters.length > 0 ? 'NEEDS_INFORMATION' : outcome(all[0] ?? start))
      }),
      { numRuns: 2000 },
    )
  })
})
