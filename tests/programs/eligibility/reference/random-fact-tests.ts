/** Random tests of one fact. */
import * as fc from 'fast-check'
import type { Condition, Quantity } from '../../../../subgraphs/programs/domain/eligibility/rule'
import type { Arb } from './random-scope'

/** A test of one fact. Its numbers and words are the few that random households speak of too. */
export function testOf(fact: string): Arb<Condition> {
  const sides = ['atMost', 'below', 'atLeast', 'above', 'equals'] as const
  const compared = (limits: Arb<Quantity>) =>
    fc
      .tuple(fc.constantFrom(...sides), limits)
      .map(([side, limit]) => ({ compare: { fact }, [side]: limit }) as unknown as Condition)
  const judged = (figure: string) =>
    fc
      .constantFrom('within', 'beyond', ...sides)
      .map((side) => ({ compare: { fact }, [side]: { figure } }) as unknown as Condition)
  switch (fact) {
    case 'age':
      return fc.oneof(compared(fc.constantFrom(18, 65)), judged('years'))
    case 'shelterDays':
      return fc.oneof(compared(fc.constantFrom(30, 90)), judged('stay'))
    case 'assets':
      return judged('owned')
    case 'county':
      return named(fact, ['36005', '37119'])
    case 'tenure':
      return named(fact, ['RENTER', 'OWNER'])
    case 'relationship':
      return named(fact, ['CHILD', 'SPOUSE'])
    default:
      return fc.boolean().map((is) => ({ fact, is }))
  }
}

function named(fact: string, values: readonly string[]): Arb<Condition> {
  return fc.oneof(
    fc.constantFrom(...values).map((is) => ({ fact, is })),
    fc.subarray([...values], { minLength: 1 }).map((list) => ({ fact, in: list })),
  )
}
