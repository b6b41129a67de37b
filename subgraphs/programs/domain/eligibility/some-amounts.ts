/**
 * A truth as it is for certain amounts. Sums that share an amount do not come out each for itself, so what a diagram over such sums says
 * may be too much. What it says where all amounts are given is never too much, so it is looked at where they are nothing, or one or two of
 * them are beyond all limits or where a sum with them turns.
 */
import type { Truth } from './diagram'
import type { Term } from './forms'
import { numberOf, type Fact } from './open-facts'
import { firstForm, type OpenRules } from './opening'

/** More than any limit, and small enough that sums of it are exact: cents a year. */
export const beyond = 2 ** 40

/** So many turns of an amount are looked at. */
const mostTurns = 8

/** An amount that is not nothing; of a list of amounts it is of a type, else the type is -1. */
export interface Some {
  readonly fact: Fact
  readonly amount: number
  readonly type: number
}

/** The amounts in the sums of some truths, each with those at which it is worth looking beside what is given. */
export function amountsIn(open: OpenRules, truths: readonly Truth[], given: readonly Some[]): ReadonlyMap<Fact, readonly Some[]> {
  const { diagrams, forms } = open
  const turns = new Map<Fact, { readonly types: Set<number>; readonly at: Set<number> }>()
  const numbers: { readonly fact: Fact; readonly least: number }[] = []
  diagrams.questions(truths, (variable, least) => {
    if (variable < firstForm) return void numbers.push({ fact: variable, least })
    const left = least - sumOf(forms.termsOf(variable - firstForm), given)
    for (const { fact, type, times } of samplesOf(open, variable - firstForm)) {
      let turn = turns.get(fact)
      if (turn === undefined) turns.set(fact, (turn = { types: new Set(), at: new Set() }))
      turn.types.add(type)
      if (turn.at.size < mostTurns) turn.at.add(Math.ceil(left / times))
    }
  })
  for (const { fact, least } of numbers) turns.get(fact)?.at.add(least)
  const found = new Map<Fact, readonly Some[]>()
  for (const [fact, { types, at }] of turns)
    found.set(
      fact,
      amountsAround(at).flatMap((amount) => Array.from(types, (type) => ({ fact, amount, type }))),
    )
  return found
}

interface Sample {
  readonly fact: Fact
  readonly type: number
  readonly times: number
}

const samples = new WeakMap<readonly Term[], readonly Sample[]>()

/** Of each amount in a sum, and each number of times it is taken, one type that many rules count, and one that few do. */
function samplesOf({ forms, together }: OpenRules, form: number): readonly Sample[] {
  const terms = forms.termsOf(form)
  const known = samples.get(terms)
  if (known !== undefined) return known
  const found = new Map<string, Sample[]>()
  for (const { fact, types, times } of terms) {
    const key = `${fact} ${times}`
    const alike = found.get(key) ?? []
    found.set(key, alike)
    alike.push({ fact, times, type: types === 0 ? -1 : 31 - Math.clz32(types) })
  }
  const made = [...found.values()].flatMap((alike) => {
    const order = together(numberOf(alike[0]!.fact))
    const place = ({ type }: Sample) => order.findIndex((types) => (types >>> type) & 1)
    const sorted = alike.sort((one, other) => place(one) - place(other))
    return sorted.length === 1 ? sorted : [sorted[0]!, sorted.at(-1)!]
  })
  samples.set(terms, made)
  return made
}

/** The truth where the amounts are those given and else nothing, over all that is no amount. */
export function atAmounts(
  { diagrams, forms }: OpenRules,
  truth: Truth,
  amounts: ReadonlyMap<Fact, unknown>,
  given: readonly Some[],
): Truth {
  return diagrams.decided(truth, (variable, least) => {
    if (variable >= firstForm) return sumOf(forms.termsOf(variable - firstForm), given) >= least
    return amounts.has(variable) ? (given.find(({ fact }) => fact === variable)?.amount ?? 0) >= least : undefined
  })
}

function sumOf(terms: readonly Term[], given: readonly Some[]): number {
  let sum = 0
  for (const { fact, amount, type } of given)
    for (const term of terms) if (term.fact === fact && (type < 0 || (term.types >>> type) & 1)) sum += term.times * amount
  return sum
}

/** What is beyond all limits first, then both sides of each turn. */
function amountsAround(turns: ReadonlySet<number>): readonly number[] {
  const all = new Set([beyond, ...[...turns].flatMap((turn) => [turn - 1, turn, turn + 1])])
  return [...all].filter((amount) => amount > 0 && amount <= beyond)
}
