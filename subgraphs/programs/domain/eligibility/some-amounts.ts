/**
 * A truth as it is for certain amounts. Sums that share an amount do not come out each for itself, so what a diagram over such sums says
 * may be too much. What it says where all amounts are given is never too much, so it is looked at where they are nothing, or one or two of
 * them are beyond all limits or where a sum with them turns.
 */
import type { Truth } from './diagram'
import type { Term } from './forms'
import type { Fact } from './open-facts'
import { firstForm, type OpenRules } from './opening'

/** More than any limit, and small enough that sums of it are exact: cents a year. */
export const beyond = 2 ** 40

/** So many turns of an amount are looked at. */
const mostTurns = 12

/** An amount that is not nothing; of a list of amounts it is of a type, else the type is -1. */
export interface Some {
  readonly fact: Fact
  readonly amount: number
  readonly type: number
}

/** What a truth asks of an amount: in which terms it stands, and where the sums turn for it. */
interface Asked {
  readonly terms: Term[]
  readonly turns: Set<number>
}

/** The amounts in the sums of some truths, each with those at which it is worth looking beside what is given. */
export function amountsIn(open: OpenRules, truths: readonly Truth[], given: readonly Some[]): ReadonlyMap<Fact, readonly Some[]> {
  return new Map(
    [...askedIn(open, truths, given)].map(([fact, { terms, turns }]) => {
      const amounts = amountsAround([...turns].slice(0, mostTurns))
      const types = typesApart(terms)
      return [fact, amounts.flatMap((amount) => types.map((type) => ({ fact, amount, type })))]
    }),
  )
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

/** Types of amounts that the terms tell apart, the one that most of them count first; -1 for a number. */
function typesApart(terms: readonly Term[]): readonly number[] {
  if (terms.every(({ types }) => types === 0)) return [-1]
  const counts = new Map<number, number>()
  // Terms count types that all of them count together: each mask is one of those, or a part of one.
  for (const { types } of terms) counts.set(31 - Math.clz32(types), (counts.get(31 - Math.clz32(types)) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1]).map(([type]) => type)
}

/** The amounts that stand in sums. */
function askedIn({ diagrams, forms }: OpenRules, truths: readonly Truth[], given: readonly Some[]): ReadonlyMap<Fact, Asked> {
  const asked = new Map<Fact, Asked>()
  const numbers: (readonly [fact: Fact, least: number])[] = []
  diagrams.questions(truths, (variable, least) => {
    if (variable < firstForm) return void numbers.push([variable, least])
    const all = forms.termsOf(variable - firstForm)
    for (const term of all) {
      const { terms, turns } = asked.get(term.fact) ?? { terms: [], turns: new Set<number>() }
      asked.set(term.fact, { terms, turns })
      terms.push(term)
      turns.add(Math.ceil((least - sumOf(all, given)) / term.times))
    }
  })
  for (const [fact, least] of numbers) asked.get(fact)?.turns.add(least)
  return asked
}

function amountsAround(turns: readonly number[]): readonly number[] {
  const all = new Set([beyond, ...turns.flatMap((turn) => [turn - 1, turn, turn + 1])])
  return [...all].filter((amount) => amount > 0 && amount <= beyond)
}
