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

/** An amount in sums: of which types it is worth looking at, and the numbers at which a sum with it turns. */
export interface Asked {
  readonly types: number[]
  readonly turns: number[]
}

/** The amounts in the sums of some truths, beside what is given. */
export function amountsIn(open: OpenRules, truths: readonly Truth[], given: readonly Some[]): ReadonlyMap<Fact, Asked> {
  const { diagrams, forms } = open
  const amounts = new Map<Fact, Asked>()
  diagrams.questions(truths, (variable, least) => {
    if (variable < firstForm) return
    const left = given.length === 0 ? least : least - sumOf(forms.termsOf(variable - firstForm), given)
    for (const { fact, type, times } of samplesOf(open, variable - firstForm)) {
      let asked = amounts.get(fact)
      if (asked === undefined) amounts.set(fact, (asked = { types: [], turns: [] }))
      if (!asked.types.includes(type)) asked.types.push(type)
      const turn = Math.ceil(left / times)
      if (turn > 0 && turn < beyond && asked.turns.length < mostTurns && !asked.turns.includes(turn)) asked.turns.push(turn)
    }
  })
  diagrams.questions(truths, (variable, least) => {
    if (variable < firstForm) amounts.get(variable)?.turns.push(least)
  })
  return amounts
}

/** What is beyond all limits first, then both sides of each turn, each of every type. */
export function someOf(fact: Fact, { types, turns }: Asked): readonly Some[] {
  const some: Some[] = []
  for (const type of types) some.push({ fact, amount: beyond, type })
  for (const turn of turns)
    for (const amount of [turn, turn - 1, turn + 1]) if (amount > 0) for (const type of types) some.push({ fact, amount, type })
  return some
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
