/**
 * Sums of what is not known: so much of this fact and so much of that. Of a list of amounts a sum counts some types, and what it counts of
 * one type has nothing to do with what it counts of another. Equal sums have one number; 0 is nothing.
 */
import { openLastResults, unkept } from './last-results'
import { numberOf, type Fact } from './open-facts'

export type Form = number

/** What is not known of one fact, so many times. Of a list of amounts, of the types in the mask; else the mask is 0. */
export interface Term {
  readonly fact: Fact
  readonly types: number
  readonly times: number
}

export interface Forms {
  readonly size: () => number
  readonly clear: () => void
  readonly of: (fact: Fact, types: number) => Form
  readonly plus: (one: Form, other: Form) => Form
  readonly times: (form: Form, factor: number) => Form
  /** The same sum of another fact in the place of one. */
  readonly replaced: (form: Form, fact: Fact, other: Fact) => Form
  readonly termsOf: (form: Form) => readonly Term[]
  /** The facts in the sum, with all types of each that it counts: 0 for a number. */
  readonly amountsOf: (form: Form) => Amounts
  /** The same sum as little as it may be taken for every term in it to be taken a whole number of times, and how often it is that. */
  readonly unitOf: (form: Form) => Unit
}

export interface Amounts {
  readonly facts: readonly Fact[]
  readonly types: readonly number[]
}

export interface Unit {
  readonly form: Form
  readonly times: number
  /** It cannot be less than nothing. */
  readonly isAmount: boolean
  /** It comes in whole numbers. */
  readonly isWhole: boolean
}

export const nothing: Form = 0

/** All of one shape, however they come about. */
function term(fact: Fact, types: number, times: number): Term {
  return { fact, types, times }
}

/** Past this a sum of shares is not made whole. */
const mostParts = 1000

/** How often each term is taken of what is taken once or more of all of them. Where there is no such thing, the first is taken once. */
function wholeTimes(terms: readonly Term[]): { readonly times: number; readonly all: readonly number[] } {
  const first = terms[0]!.times
  for (let parts = 1; parts <= mostParts; parts++) {
    const all = terms.map(({ times }) => (times / first) * parts)
    if (all.every(isNearlyWhole)) return { times: first / parts, all: all.map(Math.round) }
  }
  return { times: first, all: terms.map(({ times }) => times / first) }
}

/** A share is not exact in binary. */
function isNearlyWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= Math.abs(value) * 1e-12
}

/** `apart` gives of a list of amounts the types that are always counted together, as masks: what counts one of them counts all. */
export function openForms(apart: (list: number) => readonly number[]): Forms {
  const terms: (readonly Term[])[] = [[]]
  const known = new Map<string, Form>([['', nothing]])
  const [single, sums, products] = [openLastResults(), openLastResults(), openLastResults()]
  const units: Unit[] = []
  const amounts: Amounts[] = []

  /** Of terms in their order: by the fact, then by the types. */
  function intern(of: readonly Term[]): Form {
    const key = of.map(({ fact, types, times }) => `${fact} ${types} ${times}`).join()
    const found = known.get(key) ?? terms.push(of) - 1
    known.set(key, found)
    return found
  }

  function split(fact: Fact, types: number): readonly Term[] {
    if (types === 0) return [term(fact, types, 1)]
    const counted = apart(numberOf(fact)).filter((together) => (types & together) !== 0)
    return counted.map((together) => term(fact, types & together, 1)).sort((before, after) => before.types - after.types)
  }

  function multiply(form: Form, factor: number): Form {
    return intern(terms[form]!.map(({ fact, types, times }) => term(fact, types, times * factor)))
  }

  function add(one: Form, other: Form): Form {
    const [first, second] = [terms[one]!, terms[other]!]
    const sum: Term[] = []
    for (let [at, next] = [0, 0]; at < first.length || next < second.length;) {
      const [before, after] = [first[at], second[next]]
      const order = before === undefined ? 1 : after === undefined ? -1 : before.fact - after.fact || before.types - after.types
      if (order <= 0) at++
      if (order >= 0) next++
      if (order !== 0) sum.push(order < 0 ? before! : after!)
      else if (before!.times + after!.times !== 0) sum.push(term(before!.fact, before!.types, before!.times + after!.times))
    }
    return intern(sum)
  }

  return {
    size: () => terms.length,
    clear() {
      terms.length = 1
      units.length = 0
      amounts.length = 0
      known.clear()
      known.set('', nothing)
      for (const results of [single, sums, products]) results.clear()
    },
    of(fact, types) {
      let form = single.get(fact + 1, types)
      if (form === unkept) single.keep(fact + 1, types, (form = intern(split(fact, types))))
      return form
    },
    plus(one, other) {
      if (one === nothing) return other
      if (other === nothing) return one
      let form = sums.get(one, other)
      if (form === unkept) sums.keep(one, other, (form = add(one, other)))
      return form
    },
    times(form, factor) {
      if (form === nothing || factor === 1) return form
      if (factor === 0) return nothing
      let product = products.get(form, factor)
      if (product === unkept) products.keep(form, factor, (product = multiply(form, factor)))
      return product
    },
    replaced(form, fact, other) {
      const of = terms[form]!
      if (of.every((one) => one.fact !== fact)) return form
      const made = of.map((one) => (one.fact === fact ? term(other, one.types, one.times) : one))
      return intern(made.sort((before, after) => before.fact - after.fact || before.types - after.types))
    },
    termsOf: (form) => terms[form]!,
    amountsOf(form) {
      const found = amounts[form]
      if (found !== undefined) return found
      const types = new Map<Fact, number>()
      for (const one of terms[form]!) types.set(one.fact, (types.get(one.fact) ?? 0) | one.types)
      const made = { facts: [...types.keys()], types: [...types.values()] }
      amounts[form] = made
      return made
    },
    unitOf(form) {
      const found = units[form]
      if (found !== undefined) return found
      const { times, all } = wholeTimes(terms[form]!)
      const of = terms[form]!.map((one, index) => term(one.fact, one.types, all[index]!))
      const unit = {
        form: intern(of),
        times,
        isAmount: of.every((one) => one.times > 0),
        isWhole: of.every((one) => Number.isInteger(one.times)),
      }
      units[form] = unit
      return unit
    },
  }
}
