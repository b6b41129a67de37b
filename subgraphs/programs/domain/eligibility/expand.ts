/**
 * The exact answer to what a rule still hangs on. A fact that stands in what is left of a rule more than once is supposed to have each of
 * its values in turn, until every fact stands there once; then {@link gatherMatters} says which matter. A fact that was tried out matters
 * where two of its values leave different rests. The search ends when every fact in question is found to matter, or at a bound.
 */
import type { Desk } from './desk'
import { gatherMatters, outcomesOf } from './matters'
import { householdByNumber, memberByNumber } from './facts-by-number'
import { memberOf, numberOf, type Fact } from './open-facts'
import { everyOne, factsIn, NO, residue, YES, type Residue } from './residue'
import { run } from './run'
import { isPossible, suppose, valuesOf, type Undo, type Value } from './suppose'

export interface Exact {
  /** YES, NO or OPEN where it comes out the same whatever the open facts are; else undefined. */
  readonly is: number | undefined
  readonly facts: ReadonlySet<Fact>
  /** Set where the search was cut: then facts may be among them that do not matter. */
  readonly isCut: boolean
}

/** Whether all of the facts in question are looked for, or any one. */
export type Which = 'ALL' | 'ANY'

/** How many rests are looked at before the search gives up. */
const mostRests = 80

interface Search {
  readonly which: Which
  readonly desk: Desk
  readonly roots: readonly number[]
  readonly steps: Int32Array
  /** Those of the facts in question that are not found yet. */
  readonly wanted: Set<Fact>
  readonly found: Set<Fact>
  /** What is supposed at the moment. */
  readonly supposed: Map<Fact, Supposed>
  /** Whether what is known already contradicts itself, as with two heads: then no supposition is refused for it. */
  readonly isContradictory: boolean
  /** How many rests were looked at, and whether amounts were among what was tried out: of these only some values are. */
  readonly spent: { rests: number; amounts: boolean }
}

interface Supposed {
  readonly value: Value
  readonly values: readonly Value[]
}

/** YES, NO, OPEN, or undefined where it comes out in more than one way; `impossible` for a household that cannot be. */
type Outcome = number | undefined | 'impossible'

/** Of the conjunction of the roots, for the household on the desk. `steps` are all that the roots stand on, in order. */
export function expand(desk: Desk, roots: readonly number[], steps: Int32Array, wanted: readonly Fact[], which: Which): Exact {
  const search = open(desk, roots, steps, wanted, which)
  for (const fact of wanted) if (search.wanted.has(fact) && !isDone(search)) prove(search, fact)
  const outcome = isDone(search) ? undefined : explore(search)
  run(desk, steps)
  const isCut = search.spent.rests >= mostRests && search.wanted.size > 0 && !(which === 'ANY' && search.found.size > 0)
  if (isCut) for (const fact of search.wanted) search.found.add(fact)
  // What is known contradicts itself, as with two heads: everything that is in question is asked again.
  if (outcome === 'impossible' || (search.isContradictory && search.found.size > 0))
    return { is: undefined, facts: new Set(wanted), isCut }
  if (search.found.size > 0) return { is: undefined, facts: search.found, isCut }
  // That it comes out in one way alone was seen of some amounts only: it stays open, for a wrong answer is worse than a question.
  if (outcome !== undefined && search.spent.amounts) return { is: undefined, facts: new Set(wanted), isCut: true }
  return { is: outcome, facts: search.found, isCut }
}

function open(desk: Desk, roots: readonly number[], steps: Int32Array, wanted: readonly Fact[], which: Which): Search {
  const isContradictory = !isPossible(desk.sheet)
  return {
    which,
    desk,
    roots,
    steps,
    wanted: new Set(wanted),
    found: new Set(),
    supposed: new Map(),
    isContradictory,
    spent: { rests: 0, amounts: false },
  }
}

function isDone({ which, wanted, found, spent }: Search): boolean {
  return wanted.size === 0 || spent.rests >= mostRests || (which === 'ANY' && found.size > 0)
}

function note(search: Search, fact: Fact): void {
  search.found.add(fact)
  search.wanted.delete(fact)
}

/**
 * The straight way to see that a fact matters: of the other facts that are entangled, each in turn is supposed to have the value that keeps
 * this one in the rest and leaves least beside it. It proves most facts at once; where it does not, nothing is said.
 */
function prove(search: Search, fact: Fact): void {
  const { desk, steps, supposed } = search
  const left = restOf(search, desk)
  if (left === undefined || left.kind === 'KNOWN') return
  const next = mostEntangled(left, fact)
  if (next === undefined) {
    if (mostEntangled(left) === undefined) {
      const facts = new Set<Fact>()
      gatherMatters(left, facts)
      for (const other of facts) note(search, other)
    } else lookForDifference(search, fact, valuesOf(desk, steps, fact))
    flip(search)
    return
  }
  const values = valuesOf(desk, steps, next)
  let [best, fewest]: [Value | undefined, number] = [undefined, Infinity]
  for (const value of values) {
    const undo = suppose(desk.sheet, next, value)
    const rest = restOf(search, desk)
    undo()
    const facts = rest === undefined ? [] : [...factsIn(rest)]
    if (facts.length < fewest && facts.includes(fact)) [best, fewest] = [value, facts.length]
  }
  if (best === undefined || isDone(search)) return
  const undo = suppose(desk.sheet, next, best)
  supposed.set(next, { value: best, values })
  prove(search, fact)
  supposed.delete(next)
  undo()
}

function explore(search: Search): Outcome {
  const { desk, steps, supposed } = search
  const left = restOf(search, desk)
  if (left === undefined) return 'impossible'
  const twice = mostEntangled(left)
  if (twice === undefined) {
    const facts = new Set<Fact>()
    gatherMatters(left, facts)
    for (const fact of facts) note(search, fact)
    flip(search)
    return left.kind === 'KNOWN' ? left.is : undefined
  }
  const outcomes = new Set<Outcome>()
  if (isAmount(twice)) search.spent.amounts = true
  const values = valuesOf(desk, steps, twice)
  for (const value of values) {
    if (isDone(search)) break
    const undo = suppose(desk.sheet, twice, value)
    supposed.set(twice, { value, values })
    const outcome = explore(search)
    supposed.delete(twice)
    undo()
    if (outcome !== 'impossible') outcomes.add(outcome)
  }
  if (search.wanted.has(twice) && outcomes.size > 0 && !(outcomes.size === 1 && !outcomes.has(undefined)))
    lookForDifference(search, twice, values)
  const [outcome] = outcomes
  return outcomes.size === 1 ? outcome : undefined
}

function restOf({ roots, steps, isContradictory, ...search }: Search, desk: Desk): Residue | undefined {
  if (!isContradictory && !isPossible(desk.sheet)) return undefined
  search.spent.rests++
  run(desk, steps)
  return everyOne(roots.map((root) => residue(desk, root, -1)))
}

/** With all else as it is supposed, another value of a supposed fact that leaves another rest shows at once that the fact matters. */
function flip(search: Search): void {
  for (const [fact, { value, values }] of search.supposed)
    if (search.wanted.has(fact)) lookForDifference(search, fact, [value, ...values.filter((other) => other !== value)])
}

/** Notes the fact where two of its values leave different rests: where none differs from the first, no two differ. */
function lookForDifference(search: Search, fact: Fact, [first, ...others]: readonly Value[]): void {
  const { desk } = search
  const side = (value: Value): Side => ({ desk, put: () => suppose(desk.sheet, fact, value) })
  for (const other of others) {
    if (isDone(search)) return
    if (differ(search, side(first!), side(other))) return note(search, fact)
  }
}

/** A household as it is on a desk with something more supposed. */
interface Side {
  readonly desk: Desk
  readonly put: () => Undo
}

/** Whether two households, alike in what is open, leave rests that differ. */
export function areDifferent(one: Desk, other: Desk, roots: readonly number[], steps: Int32Array): boolean {
  const side = (desk: Desk): Side => ({ desk, put: () => () => undefined })
  const found = differ(open(one, roots, steps, [], 'ANY'), side(one), side(other))
  for (const desk of [one, other]) run(desk, steps)
  return found
}

/** Whether two sides leave rests that differ, looked at together until every fact stands in each of them once. */
function differ(search: Search, one: Side, other: Side): boolean {
  if (search.spent.rests >= mostRests) return false
  const [left, right] = [under(one, () => restOf(search, one.desk)), under(other, () => restOf(search, other.desk))]
  if (left === undefined || right === undefined || signOf(left) === signOf(right)) return false
  const next = mostEntangled(left) ?? mostEntangled(right) ?? nextToTry(left, right)
  if (typeof next === 'boolean') return next
  const values = new Map<string, Value>()
  for (const side of [one, other])
    for (const value of under(side, () => valuesOf(side.desk, search.steps, next)))
      values.set(`${value.type ?? ''} ${value.value}`, value)
  return [...values.values()].some((value) => {
    const undo = [...new Set([one.desk, other.desk])].map(({ sheet }) => suppose(sheet, next, value))
    const found = differ(search, one, other)
    undo.forEach((back) => back())
    return found
  })
}

function under<T>({ put }: Side, look: () => T): T {
  const undo = put()
  const found = look()
  undo()
  return found
}

/**
 * Two rests in which each fact stands once differ if other facts matter in them, or one can come out as the other can't. Else they may say
 * the same in other words: then a fact of theirs is tried out.
 */
function nextToTry(left: Residue, right: Residue): Fact | boolean {
  if (outcomesOf(left) !== outcomesOf(right)) return true
  const [ofLeft, ofRight] = [new Set<Fact>(), new Set<Fact>()]
  gatherMatters(left, ofLeft)
  gatherMatters(right, ofRight)
  if (ofLeft.size !== ofRight.size || [...ofLeft].some((fact) => !ofRight.has(fact))) return true
  return [...ofLeft][0] ?? false
}

/**
 * The fact to try out first: one that stands in the rest twice or moves a range in steps, and of these the one met most often. Amounts come
 * last: where they meet a limit shows only once it is known whose they are and how large the household is.
 */
function mostEntangled(left: Residue, except?: Fact): Fact | undefined {
  if (left.kind === 'KNOWN' || (left.kind === 'LEAF' && left.stepping.length === 0)) return undefined
  const times = new Map<Fact, number>()
  for (const fact of factsIn(left)) times.set(fact, (times.get(fact) ?? 0) + 1)
  for (const fact of steppingIn(left)) times.set(fact, (times.get(fact) ?? 0) + 1)
  let [most, found]: [number, Fact | undefined] = [0, undefined]
  for (const [fact, count] of times) {
    if (count < 2 || fact === except) continue
    const weight = isAmount(fact) ? count : count + 1_000
    // Of those met equally often the one that is a later member's own, for it decides whose the other facts are.
    if (weight > most || (weight === most && memberOf(fact) > memberOf(found!))) [most, found] = [weight, fact]
  }
  return found
}

function isAmount(fact: Fact): boolean {
  const { kind } = memberOf(fact) < 0 ? householdByNumber[fact]! : memberByNumber[numberOf(fact)]!
  return kind === 'NUMBER' || kind === 'INCOMES' || kind === 'EXPENSES'
}

function* steppingIn(part: Residue): Generator<Fact> {
  if (part.kind === 'LEAF') yield* part.stepping
  else if (part.kind === 'NOT') yield* steppingIn(part.part)
  else if (part.kind !== 'KNOWN') for (const inner of part.parts) yield* steppingIn(inner)
}

function signOf(part: Residue): string {
  switch (part.kind) {
    case 'KNOWN':
      return part.is === YES ? 'YES' : part.is === NO ? 'NO' : 'OPEN'
    case 'LEAF':
      return part.sign
    case 'NOT':
      return `!(${signOf(part.part)})`
    case 'IF':
      return `if(${part.parts.map(signOf).join(',')})`
    case 'AT_LEAST':
      return `${part.least}of(${part.parts.map(signOf).sort().join(',')})`
    default:
      return `${part.kind}(${part.parts.map(signOf).sort().join(',')})`
  }
}
