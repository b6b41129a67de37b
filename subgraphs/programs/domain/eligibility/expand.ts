/**
 * The exact answer to what a rule still hangs on. A fact that stands in what is left of a rule more than once is supposed to have each of
 * its values in turn, until every fact stands there once; then {@link gatherMatters} says which matter. A fact that was tried out matters
 * where two of its values leave different rests. The search ends when every fact in question is found to matter, or at a bound.
 */
import type { Desk } from './desk'
import { gatherMatters, outcomesOf } from './matters'
import { memberOf, type Fact } from './open-facts'
import { everyOne, factsIn, NO, residue, YES, type Residue } from './residue'
import { run } from './run'
import { isPossible, suppose, valuesOf, type Value } from './suppose'

export interface Exact {
  /** YES, NO or OPEN where it comes out the same whatever the open facts are; else undefined. */
  readonly is: number | undefined
  readonly facts: ReadonlySet<Fact>
  /** Set where the search was cut: then facts may be among them that do not matter. */
  readonly isCut: boolean
}

/** How many rests are looked at before the search gives up. */
const mostRests = 600

interface Search {
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
  rests: number
}

interface Supposed {
  readonly value: Value
  readonly values: readonly Value[]
}

/** YES, NO, OPEN, or undefined where it comes out in more than one way; `impossible` for a household that cannot be. */
type Outcome = number | undefined | 'impossible'

/** Of the conjunction of the roots, for the household on the desk. `steps` are all that the roots stand on, in order. */
export function expand(desk: Desk, roots: readonly number[], steps: Int32Array, wanted: readonly Fact[]): Exact {
  const search: Search = { desk, roots, steps, wanted: new Set(wanted), found: new Set(), supposed: new Map(), isContradictory: !isPossible(desk.sheet), rests: 0 }
  const outcome = explore(search)
  run(desk, steps)
  const isCut = search.rests >= mostRests && search.wanted.size > 0
  if (isCut) for (const fact of search.wanted) search.found.add(fact)
  // What is known contradicts itself, as with two heads: everything that is in question is asked again.
  if (outcome === 'impossible') return { is: undefined, facts: new Set(wanted), isCut }
  return { is: search.found.size > 0 ? undefined : outcome, facts: search.found, isCut }
}

function isDone({ wanted, rests }: Search): boolean {
  return wanted.size === 0 || rests >= mostRests
}

function note(search: Search, fact: Fact): void {
  search.found.add(fact)
  search.wanted.delete(fact)
}

function explore(search: Search): Outcome {
  const { desk, steps, supposed } = search
  const left = restOf(search)
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

function restOf(search: Search): Residue | undefined {
  const { desk, roots, steps, isContradictory } = search
  if (!isContradictory && !isPossible(desk.sheet)) return undefined
  search.rests++
  run(desk, steps)
  return everyOne(roots.map((root) => residue(desk, root, -1)))
}

/** With all else as it is supposed, another value of a supposed fact that leaves another rest shows at once that the fact matters. */
function flip(search: Search): void {
  const { desk, supposed } = search
  for (const [fact, { value, values }] of supposed) {
    if (!search.wanted.has(fact)) continue
    lookForDifference(search, fact, [value, ...values.filter((other) => other !== value)])
    suppose(desk.sheet, fact, value)
  }
}

/** Notes the fact where two of its values leave different rests: where none differs from the first, no two differ. */
function lookForDifference(search: Search, fact: Fact, [first, ...others]: readonly Value[]): void {
  for (const other of others) {
    if (isDone(search)) return
    if (differ(search, fact, first!, other)) return note(search, fact)
  }
}

/** Whether two values of a fact leave rests that differ, looked at side by side until every other fact stands in each once. */
function differ(search: Search, fact: Fact, one: Value, other: Value): boolean {
  if (search.rests >= mostRests) return false
  const { sheet } = search.desk
  const rest = (value: Value) => {
    const undo = suppose(sheet, fact, value)
    const left = restOf(search)
    undo()
    return left
  }
  const [left, right] = [rest(one), rest(other)]
  if (left === undefined || right === undefined) return false
  if (signOf(left) === signOf(right)) return false
  const next = mostEntangled(left) ?? mostEntangled(right) ?? nextToTry(left, right)
  if (typeof next === 'boolean') return next
  return valuesWith(search, next, fact, [one, other]).some((value) => {
    const undo = suppose(sheet, next, value)
    const found = differ(search, fact, one, other)
    undo()
    return found
  })
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

/** The values of a fact under each of another's. */
function valuesWith({ desk, steps }: Search, fact: Fact, under: Fact, suppositions: readonly Value[]): readonly Value[] {
  const values = new Map<string, Value>()
  for (const supposition of suppositions) {
    const undo = suppose(desk.sheet, under, supposition)
    for (const value of valuesOf(desk, steps, fact)) values.set(`${value.type ?? ''} ${value.value}`, value)
    undo()
  }
  return [...values.values()]
}

/** The fact to try out first: one that stands in the rest twice or moves a range in steps, and of these the one met most often. */
function mostEntangled(left: Residue): Fact | undefined {
  if (left.kind === 'KNOWN' || left.kind === 'LEAF') return left.kind === 'LEAF' ? left.stepping[0] : undefined
  const times = new Map<Fact, number>()
  for (const fact of factsIn(left)) times.set(fact, (times.get(fact) ?? 0) + 1)
  for (const fact of steppingIn(left)) times.set(fact, (times.get(fact) ?? 0) + 1)
  let [most, found]: [number, Fact | undefined] = [1, undefined]
  for (const [fact, count] of times) {
    if (count < most || count < 2) continue
    // Of those met equally often the one that is the member's own, for it decides whose the other facts are.
    if (count > most || found === undefined || memberOf(fact) > memberOf(found)) [most, found] = [count, fact]
  }
  return found
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
