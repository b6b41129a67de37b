/**
 * Quantities that hang on values, as diagrams with numbers at their ends: which number it is, the same questions say that truths ask. An
 * end is a sum of what is not known, and between `low` and `high` besides, which differ only for want of a source. Each is written in one
 * way only. (Bahar and others, Algebraic Decision Diagrams and their Applications, 1993.)
 */
import { always, never, type Nodes, type Truth } from './truth'

/** The number of a node, doubled. */
export type Quantity = number

/** The end that is no sum, and 0. */
export const zero: Quantity = 2
/** No quantity. */
const none: Quantity = -1

/** A quantity or a truth, as two quantities are joined to the one or to the other. */
export type Joined = number

/** How quantities are joined, end by end. */
export interface Joining {
  /** From {@link QuantityDiagrams.reserve}: what came out in one way is kept. */
  readonly way: number
  /** Whether what is joined with {@link zero} is left as it is. */
  readonly isSum?: boolean
  readonly ofEnds: (one: Quantity, other: Quantity) => Joined
}

export interface QuantityDiagrams {
  readonly end: (low: number, high: number, sum: number) => Quantity
  readonly isEnd: (quantity: Quantity) => boolean
  readonly lowOf: (end: Quantity) => number
  readonly highOf: (end: Quantity) => number
  readonly sumOf: (end: Quantity) => number
  /** To how many different ends a quantity may come. */
  readonly ends: (quantity: Quantity) => number
  /** One quantity where the test holds, and another where it does not. */
  readonly branched: (test: Truth, then: Quantity, other: Quantity) => Quantity
  readonly mapped: (quantity: Quantity, ofEnd: (end: Quantity) => Quantity) => Quantity
  readonly joined: (one: Quantity, other: Quantity, joining: Joining) => Joined
  /** The first of so many ways to join that nobody else has. */
  readonly reserve: (ways: number) => number
  /** Forgets what came out, as the nodes were forgotten. */
  readonly clear: () => void
}

/** How many results are kept of branches, and how many of what was joined: for each place the last. */
const places = 1 << 11

const placeOf = (one: number, other: number, third: number) =>
  ((Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35)) >>> 21) * 4

/** On nodes with variables from 0 and below `variables`, which stands for an end; `choose` is that of the truths. */
export function openQuantityDiagrams(
  nodes: Nodes,
  variables: number,
  choose: (test: Truth, then: Truth, other: Truth) => Truth,
): QuantityDiagrams {
  const { variableOf, leastOf, lessOf, restOf, ask, find } = nodes
  const visitedIn = new Int32Array(variableOf.length)
  const madeOf = new Int32Array(variableOf.length)
  const [joins, branches] = [new Int32Array(places * 4), new Int32Array(places * 4)]
  let visit = 0
  let ways = 0
  // It comes first of all, here and whenever all was forgotten: so it always has the same number.
  end(0, 0, 0)

  /** The node of an end is at least `low`, and leads to twice the sum and to the end that is `high`, unless that is the same. */
  function end(low: number, high: number, sum: number): Quantity {
    return find(variables, low, sum << 1, low === high ? always : find(variables, high, never, always))
  }

  const isEnd = (quantity: Quantity): boolean => variableOf[quantity >>> 1] === variables

  function highOf(end: Quantity): number {
    const most = restOf[end >>> 1]!
    return leastOf[(most === always ? end : most) >>> 1]!
  }

  function ends(quantity: Quantity): number {
    visit = (visit + 1) | 0
    return endsBelow(quantity >>> 1)
  }

  function endsBelow(at: number): number {
    if (visitedIn[at] === visit) return 0
    visitedIn[at] = visit
    return variableOf[at] === variables ? 1 : endsBelow(lessOf[at]! >>> 1) + endsBelow(restOf[at]! >>> 1)
  }

  function branched(test: Truth, then: Quantity, other: Quantity): Quantity {
    if (test === always || then === other) return then
    if (test === never) return other
    if ((test & 1) === 1) return branched(test ^ 1, other, then)
    const place = placeOf(test, then, other)
    if (branches[place] === test && branches[place + 1] === then && branches[place + 2] === other) return branches[place + 3]!
    const [first, second, third] = [test >>> 1, then >>> 1, other >>> 1]
    let at = isBefore(second, first) ? second : first
    if (isBefore(third, at)) at = third
    const [variable, least] = [variableOf[at]!, leastOf[at]!]
    const [isFirst, isSecond, isThird] = [isOf(first, variable), isOf(second, variable), isOf(third, variable)]
    const less = branched(isFirst ? lessOf[first]! : test, isSecond ? lessOf[second]! : then, isThird ? lessOf[third]! : other)
    const rest = branched(
      isFirst && leastOf[first] === least ? restOf[first]! : test,
      isSecond && leastOf[second] === least ? restOf[second]! : then,
      isThird && leastOf[third] === least ? restOf[third]! : other,
    )
    const result = ask(variable, least, less, rest)
    branches[place] = test
    branches[place + 1] = then
    branches[place + 2] = other
    branches[place + 3] = result
    return result
  }

  const isOf = (at: number, variable: number): boolean => variableOf[at] === variable

  function isBefore(one: number, other: number): boolean {
    return variableOf[one]! < variableOf[other]! || (variableOf[one] === variableOf[other] && leastOf[one]! < leastOf[other]!)
  }

  function mapped(quantity: Quantity, ofEnd: (end: Quantity) => Quantity): Quantity {
    visit = (visit + 1) | 0
    return mapBelow(quantity, ofEnd)
  }

  function mapBelow(quantity: Quantity, ofEnd: (end: Quantity) => Quantity): Quantity {
    const at = quantity >>> 1
    if (variableOf[at] === variables) return ofEnd(quantity)
    if (visitedIn[at] === visit) return madeOf[at]!
    const made = ask(variableOf[at]!, leastOf[at]!, mapBelow(lessOf[at]!, ofEnd), mapBelow(restOf[at]!, ofEnd))
    visitedIn[at] = visit
    madeOf[at] = made
    return made
  }

  function joined(one: Quantity, other: Quantity, { way, isSum, ofEnds }: Joining): Joined {
    return joinBelow(one, other, way, isSum ? zero : none, ofEnds)
  }

  /** Each by itself: to read them off an object at every step costs 1 % of a household. */
  function joinBelow(one: Quantity, other: Quantity, way: number, neutral: Quantity, ofEnds: Joining['ofEnds']): Joined {
    if (one === neutral) return other
    if (other === neutral) return one
    const [first, second] = [one >>> 1, other >>> 1]
    const isSame = variableOf[first] === variableOf[second]
    if (isSame && variableOf[first] === variables) return ofEnds(one, other)
    const place = placeOf(one, other, way)
    if (joins[place] === one && joins[place + 1] === other && joins[place + 2] === way) return joins[place + 3]!
    const order = isSame ? leastOf[first]! - leastOf[second]! : variableOf[first]! - variableOf[second]!
    const at = order <= 0 ? first : second
    const less = joinBelow(
      order <= 0 || isSame ? lessOf[first]! : one,
      order >= 0 || isSame ? lessOf[second]! : other,
      way,
      neutral,
      ofEnds,
    )
    const rest = joinBelow(order <= 0 ? restOf[first]! : one, order >= 0 ? restOf[second]! : other, way, neutral, ofEnds)
    const result = asked(variableOf[at]!, leastOf[at]!, less, rest)
    joins[place] = one
    joins[place + 1] = other
    joins[place + 2] = way
    joins[place + 3] = result
    return result
  }

  /** Quantities ask only for what comes after the question; truths that come of two ends may ask for anything. */
  function asked(variable: number, least: number, less: Truth, rest: Truth): Truth {
    const [first, second] = [less >>> 1, rest >>> 1]
    const isInOrder = variableOf[second]! > variable || (variableOf[second] === variable && leastOf[second]! > least)
    if (isInOrder && variableOf[first]! > variable) return ask(variable, least, less, rest)
    return choose(ask(variable, least, never, always), rest, less)
  }

  return {
    end,
    isEnd,
    lowOf: (end) => leastOf[end >>> 1]!,
    highOf,
    sumOf: (end) => lessOf[end >>> 1]! >>> 1,
    ends,
    branched,
    mapped,
    joined,
    reserve(count) {
      ways += count
      return ways - count
    },
    clear() {
      joins.fill(0)
      branches.fill(0)
      end(0, 0, 0)
    },
  }
}
