/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
import * as fc from 'fast-check'
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Condition } from '../../../subgraphs/programs/domain/eligibility/rule'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked } from './cities'
import { cityOf } from './one-program'

const facts = ['paysHeating', 'receivesSnap', 'firstTimeBuyer', 'landlordDispute'] as const

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

describe('what matters only seemingly, or is easily missed', () => {
  const single = { membersComplete: true, members: [{ id: 'head', relationship: 'HEAD' }] } as const

  test('a share of an amount and the amount it is a share of turn at the same cent', () => {
    const when: Condition = {
      any: [
        { compare: { share: [7, 100], of: { fact: 'assets' } }, atMost: 7 },
        { compare: { fact: 'assets' }, above: 100 },
      ],
    }
    expect(decided(when, single)).toMatchObject({ outcome: 'ELIGIBLE', missing: [] })
  })

  test('types of income counted one by one and together are the same sum', () => {
    const [wages, pension] = [{ incomes: { only: ['WAGES'] } }, { incomes: { only: ['PENSION'] } }] as const
    const gifts = { sum: { incomes: { only: ['PENSION', 'GIFTS'] } } } as const
    const when: Condition = {
      any: [
        { compare: { sum: { add: [wages, pension] } }, atMost: 10_000_00 },
        { compare: { sum: { incomes: { only: ['WAGES', 'PENSION'] } } }, above: 10_000_00 },
        // Never so: it makes pensions a type that more rules count than wages.
        {
          all: [
            { compare: gifts, above: 900 },
            { compare: gifts, below: 9 },
          ],
        },
      ],
    }
    expect(decided(when, single)).toMatchObject({ outcome: 'ELIGIBLE', missing: [] })
  })

  test('an amount between the limits for two sizes of a household equals that of none', () => {
    const citation = { law: 'None.' }
    const limit = { id: 'limit', text: { en: 'A limit.' }, unit: 'MONEY', per: 'YEAR', inclusive: true, citation } as const
    const values = [{ from: '2026-01-01', sizes: [10_000_00, 15_000_00], perPerson: 5_000_00, citation }]
    const city = {
      ...cityOf({ compare: { fact: 'rentMonthly', per: 'MONTH' }, equals: { figure: 'limit', size: 'householdSize' } }),
      figures: { limit: { ...limit, values } },
    }
    const found = (rentMonthly: number) => {
      const household = { rentMonthly, members: [{ id: 'head', relationship: 'HEAD' }] } as const
      return answer(openRuleBook(city), 'program', household, '2026-06-01')
    }
    expect(found(1_100_00)).toMatchObject({ outcome: 'INELIGIBLE', missing: [] })
    expect(asked(found(1_250_00))).toEqual(['membersComplete'])
  })

  test('kinship is not asked while the list is open where no rule speaks of it', () => {
    const when: Condition = {
      all: [{ forAnyMember: { fact: 'disabled', is: true } }, { compare: 'householdSize', atMost: 2 }],
    }
    expect(asked(decided(when, { members: [{ id: 'one' }] })).sort()).toEqual(['disabled of one', 'membersComplete'])
  })

  test('what matters of a listed member is asked though kinship is asked too', () => {
    const when: Condition = {
      compare: { count: { any: [{ fact: 'disabled', is: true }, is('paysHeating', false), { fact: 'disabled', is: true }] } },
      above: 2,
    }
    expect(asked(decided(when, { members: [{ id: 'one' }] }))).toContain('disabled of one')
  })

  test('kinship that is known is not asked for', () => {
    const found = decided(
      { forHead: { fact: 'disabled', is: true } },
      { membersComplete: false, members: [{ id: 'one', relationship: 'SPOUSE' }] },
    )
    expect(asked(found)).toEqual(['membersComplete'])
  })

  test('where nobody who is listed is the head, there is one more', () => {
    const when: Condition = {
      all: [{ compare: 'householdSize', atLeast: 2 }, { any: [{ forHead: { fact: 'disabled', is: true } }, is('paysHeating')] }],
    }
    const found = decided(when, { paysHeating: true, members: [{ id: 'one', relationship: 'SPOUSE' }] })
    expect(found).toMatchObject({ outcome: 'ELIGIBLE', missing: [] })
  })

  test('who lives there is not asked where all would say the same', () => {
    const inSeason: Condition = {
      if: { season: { from: '05-01', to: '06-30' } },
      then: is('paysHeating'),
      else: { fact: 'disabled', is: false },
    }
    expect(asked(decided({ forAnyMember: inSeason }, { members: [] }))).toEqual(['paysHeating'])
  })
})
