/**
 * Sums of what is not known: so much of this fact and so much of that. Of a list of amounts a sum counts some types, and what it counts of
 * one type has nothing to do with what it counts of another. Equal sums have one number; 0 is nothing.
 */
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
  readonly termsOf: (form: Form) => readonly Term[]
  /** The facts in the sum, with all types of each that it counts: 0 for a number. */
  readonly amountsOf: (form: Form) => Amounts
  /** The same sum with its first term taken once, and how often it is that. */
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

/** `apart` gives of a list of amounts the types that are always counted together, as masks: what counts one of them counts all. */
export function openForms(apart: (list: number) => readonly number[]): Forms {
  const terms: (readonly Term[])[] = [[]]
  const known = new Map<string, Form>([['', nothing]])
  const single = new Map<number, Form>()
  const sums = new Map<number, Form>()
  const products = new Map<string, Form>()
  const units: Unit[] = []
  const amounts: Amounts[] = []

  function intern(from: readonly Term[]): Form {
    const of = from.toSorted((before, after) => before.fact - after.fact || before.types - after.types)
    const key = of.map(({ fact, types, times }) => `${fact} ${types} ${times}`).join()
    const found = known.get(key) ?? terms.push(of) - 1
    known.set(key, found)
    return found
  }

  function split(fact: Fact, types: number): readonly Term[] {
    if (types === 0) return [{ fact, types, times: 1 }]
    return apart(numberOf(fact)).flatMap((together) =>
      (types & together) === 0 ? [] : [{ fact, types: types & together, times: 1 }],
    )
  }

  function add(one: Form, other: Form): Form {
    const counted = new Map<string, Term>()
    for (const term of [...terms[one]!, ...terms[other]!]) {
      const key = `${term.fact} ${term.types}`
      counted.set(key, { ...term, times: term.times + (counted.get(key)?.times ?? 0) })
    }
    const left = [...counted.values()].filter(({ times }) => times !== 0)
    return intern(left)
  }

  return {
    size: () => terms.length,
    clear() {
      terms.length = 1
      units.length = 0
      amounts.length = 0
      for (const map of [known, single, sums, products]) map.clear()
      known.set('', nothing)
    },
    of(fact, types) {
      const key = fact * 2 ** 32 + (types >>> 0)
      let form = single.get(key)
      if (form === undefined) single.set(key, (form = intern(split(fact, types))))
      return form
    },
    plus(one, other) {
      if (one === nothing) return other
      if (other === nothing) return one
      const key = one * 2 ** 26 + other
      let form = sums.get(key)
      if (form === undefined) sums.set(key, (form = add(one, other)))
      return form
    },
    times(form, factor) {
      if (form === nothing || factor === 1) return form
      if (factor === 0) return nothing
      const key = `${form} ${factor}`
      let product = products.get(key)
      if (product === undefined)
        products.set(key, (product = intern(terms[form]!.map((term) => ({ ...term, times: term.times * factor })))))
      return product
    },
    termsOf: (form) => terms[form]!,
    amountsOf(form) {
      const found = amounts[form]
      if (found !== undefined) return found
      const types = new Map<Fact, number>()
      for (const term of terms[form]!) types.set(term.fact, (types.get(term.fact) ?? 0) | term.types)
      const made = { facts: [...types.keys()], types: [...types.values()] }
      amounts[form] = made
      return made
    },
    unitOf(form) {
      const found = units[form]
      if (found !== undefined) return found
      const { times } = terms[form]![0]!
      const of = terms[form]!.map((term) => ({ ...term, times: term.times / times }))
      const unit = {
        form: intern(of),
        times,
        isAmount: of.every((term) => term.times > 0),
        isWhole: of.every((term) => Number.isInteger(term.times)),
      }
      units[form] = unit
      return unit
    },
  }
}
