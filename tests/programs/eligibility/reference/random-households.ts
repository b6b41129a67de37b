/** Random households over the few values that random rules speak of, with facts unknown and withheld. */
import * as fc from 'fast-check'
import { timesPerYear, type Amount, type HouseholdFacts } from '../../../../runtime/facts'
import { step } from './amounts'

type Known = Readonly<Record<string, unknown>>

export interface Knowledge {
  readonly householdFacts: readonly string[]
  readonly memberFacts: readonly string[]
  /** Out of ten facts of each kind, how many are known. */
  readonly known: number
  /** NOBODY is listed at all. */
  readonly list: 'WHOLE' | 'OPEN' | 'NOBODY'
  readonly openHead: boolean
}

export function households(knowledge: Knowledge): fc.Arbitrary<HouseholdFacts> {
  const members = fc.array(member(knowledge), knowledge.list === 'NOBODY' ? { maxLength: 0 } : { minLength: 1, maxLength: 3 })
  const isWhole = { membersComplete: true }
  const whole = knowledge.list === 'WHOLE' ? fc.constant(isWhole) : fc.constantFrom(isWhole, { membersComplete: false }, {}, {})
  return fc.tuple(facts(knowledge.householdFacts, knowledge, ['membersComplete']), members, whole).map(([own, list, end]) => ({
    ...own,
    ...end,
    members: list.map((one, index) => ({
      id: `m${index}`,
      ...one,
      ...(index === 0 && !knowledge.openHead ? { relationship: 'HEAD' } : {}),
    })),
  })) as unknown as fc.Arbitrary<HouseholdFacts>
}

function member(knowledge: Knowledge): fc.Arbitrary<Known> {
  const { openHead, memberFacts } = knowledge
  const asked = openHead && !memberFacts.includes('relationship') ? [...memberFacts, 'relationship'] : memberFacts
  const own = facts(asked, knowledge, openHead ? [] : ['relationship'])
  if (!openHead) return own
  return fc.tuple(own, fc.constantFrom({}, {}, { relationship: 'HEAD' })).map((parts) => Object.assign({}, ...parts) as Known)
}

/** Those never named in `withheld` may still be unknown. */
function facts(names: readonly string[], { known }: Knowledge, neverWithheld: readonly string[]): fc.Arbitrary<Known> {
  const each = names.map((name) =>
    fc.tuple(valueOf(name), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })).map(([value, luck, hidden]) => ({
      value: luck < known ? value : {},
      withheld: hidden === 0 && !neverWithheld.includes(name) ? [name] : [],
    })),
  )
  return fc.tuple(...each).map((parts) => {
    const withheld = parts.flatMap((part) => part.withheld)
    const values = Object.assign({}, ...parts.map(({ value }) => value)) as Known
    return withheld.length === 0 ? values : { ...values, withheld }
  })
}

function valueOf(name: string): fc.Arbitrary<Known> {
  const one = (...values: readonly unknown[]) => fc.constantFrom(...values).map((value) => ({ [name]: value }))
  switch (name) {
    case 'age':
      return fc.oneof(
        fc.constantFrom(10, 17, 18, 40, 65, 66).map((age) => ({ age })),
        fc
          .constantFrom('2008-06-01', '2008-06-02', '1961-06-01', '1961-06-02', '2004-02-29', '2030-01-01')
          .map((birthDate) => ({ birthDate })),
      )
    case 'shelterDays':
      return one(0, 29, 30, 31, 90, 400, -1)
    case 'assets':
      return one(0, 1_000_00, 1_000_01, 2_000_00, 9_000_00)
    case 'county':
      return one('36005', '37119', '37001')
    case 'tenure':
      return one('RENTER', 'OWNER', 'SHELTER')
    case 'relationship':
      return one('CHILD', 'SPOUSE', 'SIBLING')
    case 'rentMonthly':
      return one(...[0, 1, 2, 3].map((steps) => (steps * step) / 12))
    case 'incomes':
      return list('incomes', ['WAGES', 'SSI', 'GIFTS'])
    case 'expenses':
      return list('expenses', ['RENT', 'MEDICAL'])
    default:
      return one(true, false)
  }
}

function list(name: string, types: readonly string[]): fc.Arbitrary<Known> {
  const amount = fc
    .record({
      type: fc.constantFrom(...types),
      frequency: fc.constantFrom(...(Object.keys(timesPerYear) as (keyof typeof timesPerYear)[])),
      steps: fc.constantFrom(0, 1, 1, 2, undefined),
    })
    .map(({ type, frequency, steps }): Amount =>
      steps === undefined ? { type, frequency } : { type, frequency, cents: (steps * step) / timesPerYear[frequency] },
    )
  return fc
    .tuple(fc.array(amount, { maxLength: 2 }), fc.constantFrom({ [`${name}Complete`]: true }, { [`${name}Complete`]: true }, {}))
    .map(([amounts, end]) => ({ [name]: amounts, ...end }))
}
