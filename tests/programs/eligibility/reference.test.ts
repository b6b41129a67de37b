/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
/** The reference itself, on cases decided by hand: what judges the engine must be right first. */
import * as fc from 'fast-check'
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Condition } from '../../../subgraphs/programs/domain/eligibility/rule'
import { step } from './reference/amounts'
import { isTrue } from './reference/evaluate'
import { judge } from './reference/judge'
import { questions } from './reference/random-questions'
import { ageOn } from './reference/read'
import { broken } from './reference/settles'
import { earning, judged, listed, whole, type Rules } from './reference/springfield'
import { definitionsOf, programOf, versionOn } from './reference/world'
import { topics, type TopicName } from './reference/topics'

// Thousands of cases in one test.
jest.setTimeout(180_000)

/** The same cases on every machine. */
const runs = { numRuns: 1000, seed: 20_261_124 }

const heating: Condition = { fact: 'paysHeating', is: true }
const snap: Condition = { fact: 'receivesSnap', is: true }
const disabled: Condition = { fact: 'disabled', is: true }
const unsourced: Condition = { unsourced: 'Nobody knows.' }
const adult: Condition = { forAnyMember: { compare: { fact: 'age' }, atLeast: 18 } }
const income = { sum: { incomes: 'ALL' } } as const
const within = (figure: string): Condition => ({ compare: income, within: { figure, size: 'householdSize' } })

type Case = readonly [
  what: string,
  rules: Rules | Condition,
  facts: Partial<HouseholdFacts>,
  outcome: string,
  missing?: readonly string[],
  toVerify?: readonly string[],
]

function check(cases: readonly Case[]): void {
  for (const [what, rules, facts, outcome, missing = [], toVerify = []] of cases) {
    test(what, () => {
      const found = judged(rules, facts)
      expect([found.outcome, found.missing, found.toVerify]).toEqual([outcome, missing, toVerify])
    })
  }
}

describe('facts of the household', () => {
  check([
    ['a known fact decides', heating, { paysHeating: true }, 'ELIGIBLE'],
    ['another value is a no', heating, { paysHeating: false }, 'INELIGIBLE'],
    ['an absent fact is missing', heating, {}, 'NEEDS_INFORMATION', ['paysHeating']],
    ['a withheld fact is not asked for', heating, { paysHeating: true, withheld: ['paysHeating'] }, 'NEEDS_INFORMATION'],
    ['either way is a yes', { any: [heating, { not: heating }] }, {}, 'ELIGIBLE'],
    ['no way is a no', { all: [heating, { not: heating }] }, {}, 'INELIGIBLE'],
    ['two criteria that exclude each other are a no', { screen: [heating, { not: heating }] }, {}, 'INELIGIBLE'],
    [
      'a fact that is used twice and cannot matter',
      { if: heating, then: snap, else: snap },
      {},
      'NEEDS_INFORMATION',
      ['receivesSnap'],
    ],
    [
      'a fact that matters only for a value a withheld one may have',
      { if: heating, then: snap, else: { all: [] } },
      { withheld: ['paysHeating'] },
      'NEEDS_INFORMATION',
      ['receivesSnap'],
    ],
    ['two of three are enough', { atLeast: 2, of: [heating, snap, heating] }, { paysHeating: true }, 'ELIGIBLE'],
    [
      'two of three are needed',
      { atLeast: 2, of: [heating, snap, { all: [] }] },
      { paysHeating: false },
      'NEEDS_INFORMATION',
      ['receivesSnap'],
    ],
    [
      'a negative number is not known',
      { compare: { fact: 'shelterDays' }, atMost: 30 },
      { shelterDays: -1 },
      'NEEDS_INFORMATION',
      ['shelterDays'],
    ],
    ['no number is negative', { compare: { fact: 'shelterDays' }, atLeast: 0 }, {}, 'ELIGIBLE'],
    [
      'no whole number lies between two neighbours',
      {
        all: [
          { compare: { fact: 'shelterDays' }, above: 30 },
          { compare: { fact: 'shelterDays' }, below: 31 },
        ],
      },
      {},
      'INELIGIBLE',
    ],
    [
      'a word that the rule does not name is possible',
      { fact: 'tenure', in: ['RENTER', 'OWNER'] },
      {},
      'NEEDS_INFORMATION',
      ['tenure'],
    ],
  ])
})

describe('ages', () => {
  test.each([
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-06-01', '2026-06-01', 18],
    ['2008-06-02', '2026-06-01', 17],
    ['2026-06-01', '2026-06-01', 0],
    ['2026-06-02', '2026-06-01', undefined],
    ['2026-02-30', '2026-06-01', undefined],
    ['yesterday', '2026-06-01', undefined],
  ])('born on %s one is on %s %s years old', (birthDate, asOf, age) => {
    expect(ageOn(birthDate, asOf)).toBe(age)
  })

  check([
    ['an unknown age is asked for by the birth date', adult, whole({}), 'NEEDS_INFORMATION', ['birthDate of m0']],
    [
      'the age is asked for where the birth date is withheld',
      adult,
      whole({ withheld: ['birthDate'] }),
      'NEEDS_INFORMATION',
      ['age of m0'],
    ],
    ['and nothing where both are', adult, whole({ withheld: ['birthDate', 'age'] }), 'NEEDS_INFORMATION'],
    ['the birth date wins', adult, whole({ birthDate: '2020-01-01', age: 40 }), 'INELIGIBLE'],
    ['a birth date to come says nothing', adult, whole({ birthDate: '2030-01-01', age: 40 }), 'ELIGIBLE'],
  ])
})

describe('members', () => {
  const any: Condition = { forAnyMember: disabled }
  const every: Condition = { forEveryMember: disabled }
  check([
    ['one of a list that may go on is enough', any, { members: listed({ disabled: true }) }, 'ELIGIBLE'],
    ['another member may be the one', any, { members: listed({ disabled: false }) }, 'NEEDS_INFORMATION', ['membersComplete']],
    ['not in a whole list', any, whole({ disabled: false }), 'INELIGIBLE'],
    ['one is enough to break a rule for everyone', every, { members: listed({ disabled: false }) }, 'INELIGIBLE'],
    ['a list without a member is not whole', any, { membersComplete: true }, 'NEEDS_INFORMATION', ['membersComplete']],
    ['somebody lives in every household', { compare: 'householdSize', atLeast: 1 }, {}, 'ELIGIBLE'],
    [
      'three are more than two, whoever else there is',
      { compare: 'householdSize', above: 2 },
      { members: listed({}, {}, {}) },
      'ELIGIBLE',
    ],
    [
      'two of two may be three',
      { compare: 'householdSize', atMost: 2 },
      { members: listed({}, {}) },
      'NEEDS_INFORMATION',
      ['membersComplete'],
    ],
    [
      'a withheld end of the list is not asked for',
      { compare: 'householdSize', atMost: 2 },
      { members: listed({}), withheld: ['membersComplete'] },
      'NEEDS_INFORMATION',
    ],
    [
      'counting whoever may be',
      { compare: { count: disabled }, atLeast: 2 },
      whole({ disabled: true }, {}),
      'NEEDS_INFORMATION',
      ['disabled of m1'],
    ],
    ['everyone is or someone is not', { any: [every, { forAnyMember: { not: disabled } }] }, {}, 'ELIGIBLE'],
  ])
})

describe('the head', () => {
  const head: Condition = { forHead: disabled }
  check([
    ['is whoever is called so', head, whole({ relationship: 'HEAD', disabled: true }, { disabled: false }), 'ELIGIBLE'],
    ['is the sole member', head, whole({ disabled: true }), 'ELIGIBLE'],
    [
      'is whoever may be, where all others are something else',
      head,
      whole({ disabled: true }, { relationship: 'CHILD' }),
      'ELIGIBLE',
    ],
    [
      'may be either',
      head,
      whole({ disabled: true }, { disabled: false }),
      'NEEDS_INFORMATION',
      ['relationship of m0', 'relationship of m1'],
    ],
    ['is not asked for where both answer alike', head, whole({ disabled: true }, { disabled: true }), 'ELIGIBLE'],
    [
      'may be one who is not listed',
      head,
      { members: listed({ disabled: true }) },
      'NEEDS_INFORMATION',
      ['membersComplete', 'relationship of m0'],
    ],
    [
      'is open where two are called so',
      head,
      whole({ relationship: 'HEAD', disabled: true }, { relationship: 'HEAD', disabled: false }),
      'NEEDS_INFORMATION',
      ['relationship of m0', 'relationship of m1'],
    ],
    ['is one person', { compare: { count: { fact: 'relationship', is: 'HEAD' } }, equals: 1 }, whole({}, {}), 'ELIGIBLE'],
  ])
})

describe('amounts', () => {
  const open = { incomes: [], incomesComplete: false }
  check([
    ['at the limit', within('one'), whole(earning(1)), 'ELIGIBLE'],
    [
      'a cent over it',
      within('one'),
      whole({ ...earning(1), incomes: [{ type: 'WAGES', frequency: 'YEARLY', cents: step + 1 }] }),
      'INELIGIBLE',
    ],
    [
      'weekly, times 52',
      within('one'),
      whole({ ...earning(0), incomes: [{ type: 'WAGES', frequency: 'WEEKLY', cents: step / 52 + 1 }] }),
      'INELIGIBLE',
    ],
    ['over the limit, whatever else', within('one'), whole({ ...earning(2), incomesComplete: false }), 'INELIGIBLE'],
    ['an open list', within('one'), whole(open), 'NEEDS_INFORMATION', ['incomesComplete of m0']],
    [
      'an amount that is not known',
      within('one'),
      whole({ ...earning(0), incomes: [{ type: 'WAGES', frequency: 'WEEKLY' }] }),
      'NEEDS_INFORMATION',
      ['incomes of m0'],
    ],
    ['no list', within('one'), whole({}), 'NEEDS_INFORMATION', ['incomes of m0', 'incomesComplete of m0']],
    ['a withheld list', within('one'), whole({ ...earning(2), withheld: ['incomes'] }), 'NEEDS_INFORMATION'],
    [
      'of a kind that does not count',
      { compare: { sum: { incomes: { except: ['WAGES'] } } }, within: { figure: 'one' } },
      whole(earning(5)),
      'ELIGIBLE',
    ],
    [
      'a part is never more than the whole',
      { compare: { sum: { incomes: { only: ['WAGES'] } } }, atMost: income },
      whole(open),
      'ELIGIBLE',
    ],
    [
      'who has half of it all has at most it all',
      { compare: { share: [1, 2], of: income }, atMost: income },
      whole(open),
      'ELIGIBLE',
    ],
    [
      'rent above half of the income',
      { compare: { fact: 'rentMonthly', per: 'MONTH' }, above: { share: [1, 2], of: income } },
      { ...whole(earning(2)), rentMonthly: step / 12 },
      'INELIGIBLE',
    ],
    ['more people raise the limit', within('grows'), { members: listed(earning(3)) }, 'NEEDS_INFORMATION', ['membersComplete']],
    [
      'but not beyond a table that ends, which lacks a source',
      within('ends'),
      whole(earning(3), earning(0), earning(0)),
      'NEEDS_INFORMATION',
    ],
    [
      'what is within the last limit of a table is within any further one',
      within('ends'),
      whole(earning(2), earning(0), earning(0)),
      'ELIGIBLE',
    ],
  ])
})

describe('what has no source', () => {
  check([
    ['stays open and asks for nothing', unsourced, {}, 'NEEDS_INFORMATION'],
    ['does not keep a no', { all: [unsourced, heating] }, { paysHeating: false }, 'INELIGIBLE'],
    ['leaves a fact that may still decide', { all: [unsourced, heating] }, {}, 'NEEDS_INFORMATION', ['paysHeating']],
    ['makes a fact idle', { all: [unsourced, { any: [heating, { not: heating }] }] }, {}, 'NEEDS_INFORMATION'],
    ['is open though it is both ways', { any: [unsourced, { not: unsourced }] }, {}, 'NEEDS_INFORMATION'],
    [
      'is idle in a branch not taken',
      { if: heating, then: snap, else: unsourced },
      { paysHeating: true, receivesSnap: true },
      'ELIGIBLE',
    ],
    [
      'no amount is within a limit nobody knows',
      { compare: income, within: { figure: 'gone' } },
      whole(earning(0)),
      'NEEDS_INFORMATION',
    ],
  ])

  test('is told from what facts can settle', () => {
    const found = judged({ screen: [unsourced, { any: [unsourced, heating] }, heating] }, {})
    expect(found.states).toEqual([
      ['screen0', 'UNSOURCED'],
      ['screen1', 'UNKNOWN'],
      ['screen2', 'UNKNOWN'],
    ])
    expect([found.unsourced, found.perhapsUnsourced]).toEqual([['screen0'], ['screen0', 'screen1']])
  })
})

describe('stages and outcomes', () => {
  check([
    [
      'what is verified does not hold a yes open',
      { screen: [heating], verify: [snap] },
      { paysHeating: true },
      'ELIGIBLE',
      [],
      ['receivesSnap'],
    ],
    ['and decides when it is false', { screen: [heating], verify: [snap] }, { receivesSnap: false }, 'INELIGIBLE'],
    ['both are listed', { screen: [heating], verify: [snap] }, {}, 'NEEDS_INFORMATION', ['paysHeating'], ['receivesSnap']],
    ['a fact of both is asked', { screen: [heating], verify: [heating] }, {}, 'NEEDS_INFORMATION', ['paysHeating']],
    ['what fails in one way or the other is a no', { screen: [heating], verify: [{ not: heating }] }, {}, 'INELIGIBLE'],
    [
      'a worker decides',
      { screen: [heating], version: { discretionary: { en: 'A worker.' } } },
      { paysHeating: true },
      'DISCRETIONARY',
    ],
    [
      'once nothing is open',
      { screen: [heating], version: { discretionary: { en: 'A worker.' } } },
      {},
      'NEEDS_INFORMATION',
      ['paysHeating'],
    ],
    ['before the first rules', { screen: [heating], version: { from: '2030-01-01' } }, {}, 'NEEDS_INFORMATION'],
    ['closed, whoever asks', { screen: [heating], paused: true }, { paysHeating: false }, 'CLOSED'],
  ])

  test('a single fact may settle it', () => {
    expect(judged({ any: [heating, { all: [snap, { fact: 'livesInCity', is: true }] }] }, {}).couldSettle).toEqual([
      { fact: 'paysHeating', answers: [{ value: 'true', outcome: 'ELIGIBLE' }] },
    ])
  })

  test('a rent beyond all limits does not settle it where the income may be more', () => {
    const afterRent: Condition = {
      compare: { subtract: [income, { fact: 'rentMonthly', per: 'MONTH' }] },
      within: { figure: 'one' },
    }
    const found = judged(afterRent, whole({ withheld: ['incomes'] }))
    expect([found.outcome, found.missing, found.couldSettle]).toEqual(['NEEDS_INFORMATION', ['rentMonthly'], []])
  })
})

describe('over random rules and households', () => {
  const any = fc.oneof(...(Object.keys(topics) as TopicName[]).map(questions))

  test('what Kleene logic says of a household partly known is so in every household that fits', () => {
    fc.assert(
      fc.property(any, ({ city, program, facts, asOf }) => {
        const version = versionOn(programOf(city, program), asOf)
        if (version === undefined) return
        const world = { city, asOf, facts, definitions: definitionsOf(city, version) }
        const { states } = judge(city, program, facts, asOf)
        version.criteria.forEach(({ id, when }, index) => {
          const truth = isTrue(when, world)
          if (truth !== undefined) expect(states[index]).toEqual([id, truth ? 'TRUE' : 'FALSE'])
        })
      }),
      runs,
    )
  })

  test('a fact that could settle the outcome does', () => {
    fc.assert(
      fc.property(any, ({ city, program, facts, asOf }) => {
        const found = judge(city, program, facts, asOf)
        expect(broken(found, facts, (told) => judge(city, program, told, asOf).outcome)).toEqual([])
      }),
      runs,
    )
  })
})
