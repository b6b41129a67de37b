/**
 * Decision diagrams: truths that hang on values, each written in one way only, so that two that say the same are the same number. A node
 * asks whether a variable is at least some number; below it, on the side of less, the variable is not asked again. A variable stands in a
 * diagram exactly where the truth hangs on it. (Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986.)
 */

import { openQuantityDiagrams, type QuantityDiagrams } from './quantity-diagram'
import { always, never, TooManyNodes, type Truth } from './truth'

/** The codes of a fact that pass, as the numbers at which passing begins or ends, from the highest down. */
export interface Passing {
  readonly turns: readonly number[]
  /** Whether the highest code passes. */
  readonly last: boolean
}

/** Whether a variable is at least some number, with the truth where it is less and the truth where it is not. */
export interface Question {
  readonly variable: number
  readonly least: number
  readonly less: Truth
  readonly rest: Truth
}

export interface Diagrams {
  /** How many nodes there are. */
  readonly size: () => number
  /** So many nodes may be made from here on: then `TooManyNodes` is thrown, and what there is stays right. */
  readonly allow: (nodes: number) => void
  /** Forgets every node, and how many were allowed. Truths from before mean nothing afterwards. */
  readonly clear: () => void
  /** How often all was forgotten, and once more. */
  readonly age: () => number
  readonly isAtLeast: (variable: number, least: number) => Truth
  readonly passes: (variable: number, passing: Passing) => Truth
  readonly both: (one: Truth, other: Truth) => Truth
  readonly either: (one: Truth, other: Truth) => Truth
  readonly choose: (test: Truth, then: Truth, other: Truth) => Truth
  /** Puts down each variable on which some truth hangs, once, and says how many they are. */
  readonly support: (truths: readonly Truth[], into: Int32Array) => number
  /** Whether somewhere one variable is asked after another for which that is `wanted`; variables below `from` are passed over. */
  readonly isAskedAfter: (truth: Truth, from: number, wanted: (before: number, after: number) => boolean) => boolean
  /** Puts down the variables asked on some way on which both hold, and says how many they are; -1 where none is found soon. */
  readonly wayTo: (one: Truth, other: Truth, into: Int32Array) => number
  /** What a truth that is neither `always` nor `never` asks first. */
  readonly questionOf: (truth: Truth) => Question
  /** What is left of a truth once the questions are answered for which `answer` has one. */
  readonly decided: (truth: Truth, answer: (variable: number, least: number) => boolean | undefined) => Truth
  readonly quantities: QuantityDiagrams
}

/** How many results of `both` are kept: for each place the last. */
const places = 1 << 14
/** So many questions are tried for a way. */
const mostTries = 200
/** There is room for so many nodes. */
const room = 1 << 17
const hashes = 1 << 15
/** No count of nodes comes to that. */
const unbounded = 0

/**
 * For variables from 0 and below `variables`, asked in their order. What the nodes are kept in is made once and never changed for larger:
 * so V8 knows where it is. Memory that no node has been put into takes no room.
 */
export function openDiagrams(variables: number): Diagrams {
  const variableOf = new Int32Array(room)
  const leastOf = new Float64Array(room)
  /** The truth where the variable is less, which is never an opposite, and the truth where it is not. */
  const lessOf = new Int32Array(room)
  const restOf = new Int32Array(room)
  /** Of each hash the node made last, and of each node the one before it with the same hash. */
  const lastOf = new Int32Array(hashes)
  const beforeOf = new Int32Array(room)
  const visitedIn = new Int32Array(room)
  /** What was left of the node in that visit. */
  const decidedAs = new Int32Array(room)
  const lookedIn = new Int32Array(room)
  const metIn = new Int32Array(variables)
  const [ones, others, results] = [new Int32Array(places), new Int32Array(places), new Int32Array(places)]
  let count = 1
  let allowed = unbounded
  let visit = 0
  let look = 0
  let triesLeft = 0
  let age = 1
  // An end of a quantity comes after every variable, and what asks nothing at all after it.
  variableOf[0] = variables + 1
  const nodes = { variableOf, leastOf, lessOf, restOf, ask, find }
  const quantities = openQuantityDiagrams(nodes, variables, choose)

  function clear(): void {
    count = 1
    allowed = unbounded
    age++
    ones.fill(0)
    lastOf.fill(0)
    quantities.clear()
  }

  function hash(variable: number, least: number, less: Truth, rest: Truth): number {
    let mixed = Math.imul(variable, 0x9e3779b1) + (least | 0)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) + less
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) + rest
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x27d4eb2f)
    return (mixed ^ (mixed >>> 15)) & (hashes - 1)
  }

  function ask(variable: number, least: number, less: Truth, rest: Truth): Truth {
    if (less === rest) return less
    // A question that the next one about the same variable makes needless.
    if (variableOf[rest >>> 1] === variable && (lessOf[rest >>> 1]! ^ (rest & 1)) === less) return rest
    const opposite = less & 1
    return find(variable, least, less ^ opposite, rest ^ opposite) | opposite
  }

  function find(variable: number, least: number, less: Truth, rest: Truth): Truth {
    const place = hash(variable, least, less, rest)
    for (let found = lastOf[place]!; found !== 0; found = beforeOf[found]!)
      if (variableOf[found] === variable && leastOf[found] === least && lessOf[found] === less && restOf[found] === rest)
        return found << 1
    if (count === allowed || count === room) throw new TooManyNodes()
    variableOf[count] = variable
    leastOf[count] = least
    lessOf[count] = less
    restOf[count] = rest
    beforeOf[count] = lastOf[place]!
    lastOf[place] = count
    return count++ << 1
  }

  function both(one: Truth, other: Truth): Truth {
    if (one === other || other === always) return one
    if (one === always) return other
    if (one === never || other === never || (one ^ other) === 1) return never
    if (one > other) return both(other, one)
    const place = (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) >>> 18
    if (ones[place] === one && others[place] === other) return results[place]!
    const result = bothAnew(one, other)
    ones[place] = one
    others[place] = other
    results[place] = result
    return result
  }

  function bothAnew(one: Truth, other: Truth): Truth {
    const first = one >>> 1
    const second = other >>> 1
    const isSame = variableOf[first] === variableOf[second]
    const order = isSame ? leastOf[first]! - leastOf[second]! : variableOf[first]! - variableOf[second]!
    const asked = order <= 0 ? first : second
    const less = both(
      order <= 0 || isSame ? lessOf[first]! ^ (one & 1) : one,
      order >= 0 || isSame ? lessOf[second]! ^ (other & 1) : other,
    )
    const rest = both(order <= 0 ? restOf[first]! ^ (one & 1) : one, order >= 0 ? restOf[second]! ^ (other & 1) : other)
    return ask(variableOf[asked]!, leastOf[asked]!, less, rest)
  }

  const either = (one: Truth, other: Truth): Truth => both(one ^ 1, other ^ 1) ^ 1

  function choose(test: Truth, then: Truth, other: Truth): Truth {
    return either(both(test, then), both(test ^ 1, other))
  }

  function passes(variable: number, { turns, last }: Passing): Truth {
    let truth = Number(last)
    let isPassing = last
    for (let index = 0; index < turns.length; index++) {
      isPassing = !isPassing
      truth = ask(variable, turns[index]!, Number(isPassing), truth)
    }
    return truth
  }

  function isAskedAfter(truth: Truth, from: number, wanted: (before: number, after: number) => boolean): boolean {
    look++
    return isAskedIn(truth >>> 1, from, wanted)
  }

  function isAskedIn(at: number, from: number, wanted: (before: number, after: number) => boolean): boolean {
    if (at === 0 || lookedIn[at] === look) return false
    lookedIn[at] = look
    visit = (visit + 1) | 0
    if (variableOf[at]! >= from && isAskedBelow(at, variableOf[at]!, wanted)) return true
    return isAskedIn(lessOf[at]! >>> 1, from, wanted) || isAskedIn(restOf[at]! >>> 1, from, wanted)
  }

  function isAskedBelow(at: number, before: number, wanted: (before: number, after: number) => boolean): boolean {
    if (at === 0 || visitedIn[at] === visit) return false
    visitedIn[at] = visit
    if (variableOf[at] !== before && wanted(before, variableOf[at]!)) return true
    return isAskedBelow(lessOf[at]! >>> 1, before, wanted) || isAskedBelow(restOf[at]! >>> 1, before, wanted)
  }

  function wayTo(one: Truth, other: Truth, into: Int32Array): number {
    triesLeft = mostTries
    return goOn(one, other, into, 0)
  }

  function goOn(one: Truth, other: Truth, into: Int32Array, asked: number): number {
    if (one === never || other === never || (one ^ other) === 1 || triesLeft-- <= 0) return -1
    if (one === always && other === always) return asked
    const first = one >>> 1
    const second = other >>> 1
    const isSame = variableOf[first] === variableOf[second]
    const order = isSame ? leastOf[first]! - leastOf[second]! : variableOf[first]! - variableOf[second]!
    into[asked] = variableOf[order <= 0 ? first : second]!
    const less = goOn(
      order <= 0 || isSame ? lessOf[first]! ^ (one & 1) : one,
      order >= 0 || isSame ? lessOf[second]! ^ (other & 1) : other,
      into,
      asked + 1,
    )
    if (less >= 0) return less
    return goOn(
      order <= 0 ? restOf[first]! ^ (one & 1) : one,
      order >= 0 ? restOf[second]! ^ (other & 1) : other,
      into,
      asked + 1,
    )
  }

  function questionOf(truth: Truth): Question {
    const at = truth >>> 1
    const opposite = truth & 1
    return { variable: variableOf[at]!, least: leastOf[at]!, less: lessOf[at]! ^ opposite, rest: restOf[at]! ^ opposite }
  }

  function support(truths: readonly Truth[], into: Int32Array): number {
    visit = (visit + 1) | 0
    let count = 0
    for (let index = 0; index < truths.length; index++) count = gather(truths[index]!, into, count)
    return count
  }

  function gather(truth: Truth, into: Int32Array, before: number): number {
    let count = before
    for (let at = truth >>> 1; at !== 0 && visitedIn[at] !== visit; at = restOf[at]! >>> 1) {
      visitedIn[at] = visit
      const variable = variableOf[at]!
      if (metIn[variable] !== visit) {
        metIn[variable] = visit
        into[count++] = variable
      }
      if (lessOf[at]! > always) count = gather(lessOf[at]!, into, count)
    }
    return count
  }

  function decided(truth: Truth, answer: (variable: number, least: number) => boolean | undefined): Truth {
    visit = (visit + 1) | 0
    return decide(truth, answer)
  }

  function decide(truth: Truth, answer: (variable: number, least: number) => boolean | undefined): Truth {
    const at = truth >>> 1
    if (at === 0) return truth
    if (visitedIn[at] === visit) return decidedAs[at]! ^ (truth & 1)
    const is = answer(variableOf[at]!, leastOf[at]!)
    const less = is === true ? never : decide(lessOf[at]!, answer)
    const rest = is === false ? never : decide(restOf[at]!, answer)
    const made = is === undefined ? ask(variableOf[at]!, leastOf[at]!, less, rest) : is ? rest : less
    visitedIn[at] = visit
    decidedAs[at] = made
    return made ^ (truth & 1)
  }

  return {
    size: () => count,
    allow(nodes) {
      allowed = count + nodes
    },
    clear,
    age: () => age,
    isAtLeast: (variable, least) => ask(variable, least, never, always),
    passes,
    both,
    either,
    choose,
    support,
    isAskedAfter,
    wayTo,
    questionOf,
    decided,
    quantities,
  }
}
