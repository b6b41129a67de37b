/**
 * A truth as it is where each amount that is not known is one of a few. Sums that share an amount do not come out each for itself, so what
 * a diagram over sums says of them may be too much; what this says of a few amounts is never too much, but may be too little.
 */
import { always, never, type Truth } from './diagram'
import type { Term } from './forms'
import type { Fact } from './open-facts'
import { firstForm, type OpenRules } from './opening'

/** More than any limit, and small enough that sums of it are exact: cents a year. */
const beyond = 2 ** 40

/** So many combinations of amounts are looked at. */
const mostCombined = 4000

/** What an amount may be besides nothing: of a list of amounts, so much of one type. */
interface Amount {
  readonly amount: number
  readonly type: number
}

/** Each amount is nothing or, of one type, beyond all limits. */
export function withExtremes(open: OpenRules, truth: Truth): Truth {
  return rewrite(open, truth, questionsIn(open, truth), () => [beyond])
}

/** Each amount is nothing, beyond all limits, or one at which a sum with it turns. */
export function withTurns(open: OpenRules, truth: Truth): Truth {
  const questions = questionsIn(open, truth)
  const most = mostCombined ** (1 / questions.size)
  return rewrite(open, truth, questions, ({ turns }) => {
    const all = turnsOf([...turns])
    return all.length <= most ? all : [beyond]
  })
}

/** What a truth asks of a fact that stands in sums: in which of their terms it does, and where they turn for it. */
interface Asked {
  readonly terms: Term[]
  readonly turns: Set<number>
}

function questionsIn({ diagrams, forms }: OpenRules, truth: Truth): ReadonlyMap<Fact, Asked> {
  const asked = new Map<Fact, Asked>()
  const numbers: (readonly [fact: Fact, least: number])[] = []
  diagrams.rewrite(truth, (variable, least) => {
    if (variable < firstForm) numbers.push([variable, least])
    else
      for (const term of forms.termsOf(variable - firstForm)) {
        const { terms, turns } = asked.get(term.fact) ?? { terms: [], turns: new Set<number>() }
        asked.set(term.fact, { terms, turns })
        terms.push(term)
        turns.add(Math.ceil(least / term.times))
      }
    return diagrams.isAtLeast(variable, least)
  })
  for (const [fact, least] of numbers) asked.get(fact)?.turns.add(least)
  return asked
}

/** On both sides of each turn and, where there are few, as far from nothing as they lie apart: what is left for one amount beside another. */
function turnsOf(turns: readonly number[]): readonly number[] {
  const gaps = turns.length > 4 ? [] : turns.flatMap((one) => turns.map((other) => one - other))
  const all = [...turns, ...gaps].flatMap((turn) => [turn - 1, turn, turn + 1])
  return [...new Set([...all, beyond])].filter((amount) => amount > 0 && amount <= beyond).sort((low, high) => low - high)
}

function rewrite(
  open: OpenRules,
  truth: Truth,
  asked: ReadonlyMap<Fact, Asked>,
  amountsOf: (asked: Asked) => readonly number[],
): Truth {
  const { diagrams, forms } = open
  const amounts = new Map<Fact, readonly Amount[]>()
  for (const [fact, about] of asked) {
    const types = typesApart(about.terms)
    amounts.set(fact, types.length === 0 ? amountsOf(about).map((amount) => ({ amount, type: -1 })) : types.flatMap((type) => amountsOf(about).map((amount) => ({ amount, type }))))
  }
  return diagrams.rewrite(truth, (variable, least) => {
    if (variable >= firstForm) return sumIsFrom(open, forms.termsOf(variable - firstForm), least, amounts)
    const own = amounts.get(variable)
    if (own === undefined) return diagrams.isAtLeast(variable, least)
    const first = own.findIndex(({ amount }) => amount >= least)
    return least <= 0 ? always : first < 0 ? never : diagrams.isAtLeast(variable, first + 1)
  })
}

/** One type of amount for each set of terms that counts it. */
function typesApart(terms: readonly Term[]): readonly number[] {
  const first = new Map<string, number>()
  for (let type = 0; type < 32; type++) {
    const counted = terms.map(({ types }) => (types >>> type) & 1).join('')
    if (counted.includes('1') && !first.has(counted)) first.set(counted, type)
  }
  return [...first.values()]
}

/** That a sum is at least so much, by which of its amounts each fact has: the place of one of them, or 0 for none. */
function sumIsFrom(open: OpenRules, terms: readonly Term[], least: number, amounts: ReadonlyMap<Fact, readonly Amount[]>): Truth {
  const { diagrams } = open
  const facts = [...new Set(terms.map(({ fact }) => fact))]
  const adds = facts.map((fact) => {
    const own = terms.filter((term) => term.fact === fact)
    const added = ({ amount, type }: Amount) =>
      own.reduce((sum, { times, types }) => sum + (type < 0 || (types >>> type) & 1 ? amount * times : 0), 0)
    return [0, ...amounts.get(fact)!.map(added)]
  })
  const known = new Map<string, Truth>()
  const from = (index: number, sum: number): Truth => {
    if (index === facts.length) return sum >= least ? always : never
    const key = `${index} ${sum}`
    const found = known.get(key)
    if (found !== undefined) return found
    let truth = from(index + 1, sum)
    adds[index]!.forEach((added, place) => {
      if (place === 0 || added === adds[index]![place - 1]) return
      truth = diagrams.choose(diagrams.isAtLeast(facts[index]!, place), from(index + 1, sum + added), truth)
    })
    known.set(key, truth)
    return truth
  }
  return from(0, 0)
}
