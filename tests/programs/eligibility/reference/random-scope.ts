/** What random rules may speak of, and where. */
import * as fc from 'fast-check'

/** What a family of random rules speaks of. */
export interface Subject {
  readonly householdFacts: readonly string[]
  readonly memberFacts: readonly string[]
  /** Sums of incomes and expenses, rent by the year. */
  readonly amounts: boolean
  /** Sizes and counts of members. */
  readonly people: boolean
  readonly heads: boolean
  /** Tests whether a member's relationship is HEAD. */
  readonly kinOfHead: boolean
  readonly unsourced: boolean
}

export interface Scope {
  readonly subject: Subject
  readonly member: boolean
  /** Ids of the definitions and programs that may be named. */
  readonly defined: readonly string[]
  readonly programs: readonly string[]
}

export type Arb<T> = fc.Arbitrary<T>
export const few = <T>(one: Arb<T>) => fc.array(one, { minLength: 1, maxLength: 3 })
export const choose = <T>(arbitraries: readonly Arb<T>[]) => fc.oneof(...arbitraries)
export const when = <T>(isWanted: boolean, arbitrary: () => Arb<T>) => (isWanted ? [arbitrary()] : [])

export const seasons = [{ season: { from: '11-01', to: '03-31' } }, { season: { from: '05-01', to: '06-30' } }]
