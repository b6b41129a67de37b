/**
 * Whether a truth can hold, with sums as they can be. Sums that share an amount do not come out each for itself: wages above a limit are not
 * found where all income is below it. So a way through the diagram counts only where the sums on it fit together.
 */
import { always, never, TooManyNodes, type Truth } from './truth'
import type { Term } from './forms'
import { canAllHold, pointBeside, sumAt, type Bound, type Point } from './linear'
import type { Fact } from './open-facts'
import { firstForm, variableOfSum, type OpenRules } from './opening'

/** So many bounds are put on the sums of a truth before that is too much. */
const mostBounds = 1000

/** So much further on is the number of what takes the place of a fact. */
const others = 128 * 64

/** More than any limit, and small enough that sums of it are exact: cents a year. */
export const beyond = 2 ** 40

/** What truths ask for of which some share an amount, each as bounds name its amounts; beside these sums, all is as it likes. */
export interface Sums {
  readonly timesOf: ReadonlyMap<number, readonly number[]>
  readonly amounts: readonly Term[]
}

/** So much of each amount that was given; what was not may be as it likes. */
export interface Given {
  readonly amounts: readonly Term[]
  readonly point: Point
}

export const nothingGiven: Given = { amounts: [], point: [] }

/** Whether the truth holds for some amounts, whatever else is not known. The sums may be those of more truths. */
export function canHold(open: OpenRules, truth: Truth, sums?: Sums): boolean {
  return amountsFor(open, truth, sums) !== undefined
}

/** Amounts for which the truth holds, where all else is as it must be; undefined where there are none. */
export function amountsFor(open: OpenRules, truth: Truth, known?: Sums): Given | undefined {
  if (truth === never) return undefined
  const sums = known ?? sumsIn(open, [truth])
  if (sums === undefined) return nothingGiven
  const { amounts } = sums
  const way: Way = { open, sums, bounds: [], seen: new Set(), left: mostBounds, found: undefined }
  const nothing = Array<number>(amounts.length).fill(0)
  if (!isReached(way, truth, nothing)) return undefined
  // They are somewhere, though they were not come across.
  return way.found === undefined ? nothingGiven : { amounts, point: way.found }
}

/**
 * Finds facts that matter for certain, each as the variable or the amount that asks for it: on which the truths hang at a point, and where
 * one amount is nothing or more than any limit. The amounts that are wanted alone are looked at.
 */
export function lookAround(
  { diagrams, variables }: OpenRules,
  truths: readonly Truth[],
  { timesOf, amounts }: Sums,
  given: Given,
  isWanted: (fact: Fact) => boolean,
  found: (fact: Fact) => void,
): void {
  const leftAt = (at: Point): readonly Truth[] => {
    const left = truths.map((truth) =>
      diagrams.decided(truth, (variable, least) => {
        const times = timesOf.get(variable)
        return times && sumAt(times, at) >= least
      }),
    )
    const count = diagrams.support(left, variables)
    for (let index = 0; index < count; index++) found(variables[index]!)
    return left
  }
  // What is not given is nothing.
  const point = amounts.map((term) => given.point[placeOf(given.amounts, term)] ?? 0)
  const before = leftAt(point)
  amounts.forEach(({ fact }, place) => {
    for (const amount of [beyond, 0]) {
      if (amount === point[place] || !isWanted(fact)) continue
      const left = leftAt(point.with(place, amount))
      if (left.some((truth, index) => truth !== before[index])) found(fact)
    }
  })
}

/**
 * Amounts for which the fact, and nothing else, being another makes a difference to the truth; undefined where it makes none. With the facts
 * that its sums are of.
 */
export function amountsWhereMatters(
  open: OpenRules,
  truth: Truth,
  fact: Fact,
  summed: ReadonlySet<Fact>,
  seen = new Set<Truth>(),
): Given | undefined {
  if (truth <= always || seen.has(truth & ~1)) return undefined
  seen.add(truth & ~1)
  const { both, questionOf } = open.diagrams
  const { variable, less, rest } = questionOf(truth)
  // Sums are asked for last. What is asked before, and is in none, may be as it likes.
  if (variable >= firstForm || summed.has(variable)) {
    if (variable >= firstForm && !summed.has(fact)) return undefined
    return amountsFor(open, both(truth, withAnother(open, truth, fact) ^ 1))
  }
  const between =
    variable === fact ? (amountsFor(open, both(less, rest ^ 1)) ?? amountsFor(open, both(less ^ 1, rest))) : undefined
  return between ?? amountsWhereMatters(open, less, fact, summed, seen) ?? amountsWhereMatters(open, rest, fact, summed, seen)
}

interface Way {
  readonly open: OpenRules
  readonly sums: Sums
  /** On the sums that were asked for on the way here. */
  readonly bounds: Bound[]
  /** From where nothing was found with no bounds on the way. */
  readonly seen: Set<Truth>
  left: number
  /** The point to which the way led. */
  found: Point | undefined
}

/** The point is one at which the bounds hold; undefined where they are only known to hold somewhere. */
function isReached(way: Way, truth: Truth, point: Point | undefined): boolean {
  if (truth === always) way.found = point
  if (truth <= always) return truth === always
  const { open, sums, bounds, seen } = way
  if (bounds.length === 0) {
    if (seen.has(truth)) return false
    seen.add(truth)
  }
  const { variable, least, less, rest } = open.diagrams.questionOf(truth)
  const times = sums.timesOf.get(variable)
  if (times === undefined) return isReached(way, rest, point) || isReached(way, less, point)
  return (
    isReachedBelow(way, { times: times.map((one) => -one), most: -least }, rest, point) ||
    isReachedBelow(way, { times, most: times.every(Number.isInteger) ? least - 1 : least }, less, point)
  )
}

function isReachedBelow(way: Way, bound: Bound, truth: Truth, before: Point | undefined): boolean {
  if (truth === never) return false
  if (way.left-- === 0) throw new TooManyNodes()
  const { bounds, sums } = way
  bounds.push(bound)
  const point = before && pointBeside(before, bounds)
  const found = (point !== undefined || fitTogether(bounds, sums.amounts.length)) && isReached(way, truth, point)
  bounds.pop()
  return found
}

function fitTogether(bounds: readonly Bound[], amounts: number): boolean {
  const fit = canAllHold(bounds, amounts)
  if (fit === undefined) throw new TooManyNodes()
  return fit
}

/** Undefined where no two share an amount. */
export function sumsIn({ diagrams, forms, variables }: OpenRules, truths: readonly Truth[]): Sums | undefined {
  const count = diagrams.support(truths, variables)
  if (count < 2) return undefined
  const sums: Sum[] = []
  const amounts: Term[] = []
  let isTied = false
  for (let index = 0; index < count; index++)
    if (variables[index]! >= firstForm)
      isTied = note(sums, amounts, variables[index]!, forms.termsOf(variables[index]! - firstForm)) || isTied
  if (sums.length === 0) return undefined
  for (let index = 0; index < count; index++) {
    const number = { fact: variables[index]!, types: 0, times: 1 }
    if (number.fact < firstForm && placeOf(amounts, number) >= 0) isTied = note(sums, amounts, number.fact, [number]) || isTied
  }
  if (!isTied) return undefined
  const timesOf = new Map<number, readonly number[]>()
  for (const { variable, terms } of sums) {
    const times = Array<number>(amounts.length).fill(0)
    for (const term of terms) times[placeOf(amounts, term)] = term.times
    timesOf.set(variable, times)
  }
  return { timesOf, amounts }
}

interface Sum {
  readonly variable: number
  readonly terms: readonly Term[]
}

/** Says whether any amount of it is in another sum. */
function note(sums: Sum[], amounts: Term[], variable: number, terms: readonly Term[]): boolean {
  let isTied = false
  sums.push({ variable, terms })
  for (const term of terms) {
    if (placeOf(amounts, term) < 0) amounts.push(term)
    else isTied = true
  }
  return isTied
}

function placeOf(amounts: readonly Term[], { fact, types }: Term): number {
  for (let place = 0; place < amounts.length; place++)
    if (amounts[place]!.fact === fact && amounts[place]!.types === types) return place
  return -1
}

/** The truth where another has taken the place of the fact, in sums too. */
function withAnother({ diagrams, forms }: OpenRules, truth: Truth, fact: Fact): Truth {
  const other = fact + others
  const variableOf = (variable: number) => {
    if (variable === fact) return variableOfSum(forms.of(other, 0))
    return variable < firstForm ? variable : variableOfSum(forms.replaced(variable - firstForm, fact, other))
  }
  const known = new Map<Truth, Truth>()
  const replace = (of: Truth): Truth => {
    if (of <= always) return of
    const opposite = of & 1
    let made = known.get(of ^ opposite)
    if (made === undefined) {
      const { variable, least, less, rest } = diagrams.questionOf(of ^ opposite)
      made = diagrams.choose(diagrams.isAtLeast(variableOf(variable), least), replace(rest), replace(less))
      known.set(of ^ opposite, made)
    }
    return made ^ opposite
  }
  return replace(truth)
}
