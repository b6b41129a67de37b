/** Exactly what a conjunction of steps hangs on, for the household that was heard. */
import { loosely, openHeard, wayOf, withMore, type Court } from './court'
import { canHold } from './shared-sums'
import { membersComplete, relationship } from './facts-by-number'
import {
  areDifferent,
  conjunctionOf,
  hangOn,
  mayHoldTogether,
  sureOf,
  type Conjunction,
  type Hanging,
  type Sure,
} from './hang-on'
import { TooManyNodes } from './truth'
import { add, addAll, areNamed, beginNames, isNamed, namesOf, unnamed } from './names'
import { factsMet, ofMember, walkFrom, type Fact, type Walk } from './open-facts'
import type { OpenRules } from './opening'
import { mostMembers } from './sheet'

export interface Exact {
  /** How it comes out whatever the open facts are; undefined where it comes out in more than one way. */
  readonly is: Sure | undefined
  readonly facts: Fact[]
  /** Set where that could not be told of each fact: then some among them may not matter. */
  readonly isCut: boolean
}

/** So many nodes are made for one answer before it is left at what Kleene logic names. */
const mostNodes = 10_000

/** The facts are in the order of the catalogue, however they were found. */
export function settle(court: Court, roots: readonly number[]): Exact {
  const found = bounded(court, roots, settleExactly) ?? { is: undefined, facts: askedFor(court, roots), isCut: true }
  sort(found.facts)
  return found
}

/** In place: they are few, and mostly in order already. */
function sort(facts: Fact[]): void {
  for (let next = 1; next < facts.length; next++) {
    const fact = facts[next]!
    let place = next
    for (; place > 0 && facts[place - 1]! > fact; place--) facts[place] = facts[place - 1]!
    facts[place] = fact
  }
}

/** Whether the roots can never all hold together with the others. */
export function excludeEachOther(court: Court, roots: readonly number[], others: readonly number[] = []): boolean {
  return bounded(court, roots, () => neverTogether(court, roots, others)) ?? false
}

function neverTogether(court: Court, some: readonly number[], others: readonly number[]): boolean {
  const { open } = court
  if (mayHoldTogether(open, conjunctionOf(open, some), conjunctionOf(open, others))) return false
  const roots = [...some, ...others]
  // What is supposed of those who are not listed may be: where it leaves a way, there is one.
  return sureOf(court.open, conjunctionOf(court.open, roots)) === 'NO' && settleExactly(court, roots).is === 'NO'
}

/** How a step comes out whatever the open facts are; undefined where it comes out in more than one way. */
export function comesOut(court: Court, at: number): Sure | undefined {
  return bounded(court, [at], comesOutExactly)?.is
}

function comesOutExactly(court: Court, roots: readonly number[]): { readonly is: Sure | undefined } {
  const is = sureOf(court.open, conjunctionOf(court.open, roots))
  // What is supposed of those who are not listed may be: where it comes out in two ways, it does.
  return { is: is === undefined || court.desk.sheet.further === 0 ? is : settleExactly(court, roots).is }
}

/** Whether a step may stay open for want of a source, whatever becomes known. */
export function wantsSource(court: Court, at: number): boolean {
  if (court.open.hollow[at] === 0) return false
  return bounded(court, [at], mayStayOpen) ?? true
}

function mayStayOpen(court: Court, roots: readonly number[]): boolean {
  const { either } = court.open.diagrams
  for (let number = 0; ; number++) {
    const way = wayOf(court, number)
    if (way === undefined) return false
    const { yes, no } = conjunctionOf(way, roots)
    if (canHold(way, either(yes, no) ^ 1)) return true
  }
}

/** Undefined where it would take too many nodes. */
function bounded<Found>(
  court: Court,
  roots: readonly number[],
  workOut: (court: Court, roots: readonly number[]) => Found,
): Found | undefined {
  openHeard(court).diagrams.allow(mostNodes)
  try {
    return workOut(court, roots)
  } catch (error) {
    if (error instanceof TooManyNodes) return undefined
    throw error
  }
}

function settleExactly(court: Court, roots: readonly number[]): Exact {
  const { desk, open } = court
  if (desk.sheet.further === 0) return settled(hangOn(open, conjunctionOf(open, roots)))
  const seen = seenOf(open.walk, roots)
  if (!open.walk.entangled && (!open.walk.hollow || seen.length === 0))
    return { is: seen.length === 0 ? 'OPEN' : undefined, facts: seen, isCut: false }
  const hanging = hangInWays(court, roots, open.walk.asksForHead ? [...seen, ...headsAsked(open)] : seen)
  if (!seen.includes(membersComplete)) return settled(hanging)
  const { facts } = hanging
  // They are named in the court from before.
  if (areNamed(court.facts, seen)) return { is: undefined, facts, isCut: false }
  const loose = loosely(court)
  const most = hangOn(loose, conjunctionOf(loose, roots))
  if (most.is !== undefined) return { is: most.is, facts: [], isCut: false }
  const wanted = unnamed(court.facts, [...most.facts, ...most.perhaps])
  if (wanted.length === 0) return { is: undefined, facts, isCut: false }
  return settleUnlisted(court, roots, new Set(facts), new Set(wanted))
}

function settled({ is, facts, perhaps }: Hanging): Exact {
  return { is, facts: perhaps.length === 0 ? facts : [...facts, ...perhaps], isCut: perhaps.length > 0 }
}

/** What it hangs on in any of the ways in which others may be there; no more of them are looked at once each wanted fact matters. */
function hangInWays(court: Court, roots: readonly number[], wanted: readonly Fact[]): Hanging {
  const { facts, perhaps } = court
  const { asksForHead } = court.open.walk
  beginNames(facts)
  beginNames(perhaps)
  let first: Conjunction | undefined
  let is: Sure | undefined
  for (let number = 0; ; number++) {
    const open = wayOf(court, number, asksForHead)
    if (open === undefined) break
    const conjunction = conjunctionOf(open, roots)
    const hanging = hangOn(open, conjunction)
    is = first === undefined || hanging.is === is ? hanging.is : undefined
    addAll(facts, hanging.facts)
    addAll(perhaps, hanging.perhaps)
    first ??= conjunction
    if (!isNamed(facts, membersComplete)) {
      const isOther = areDifferent(open, first, conjunction)
      if (isOther !== false) add(isOther === true ? facts : perhaps, membersComplete)
    }
    if (areNamed(facts, wanted)) break
  }
  const certain = namesOf(facts)
  return { is: certain.length === 0 ? is : undefined, facts: certain, perhaps: unnamed(facts, namesOf(perhaps)) }
}

/** What those are to the head who may be it. */
function headsAsked({ heads, listed }: OpenRules): readonly Fact[] {
  return heads.filter((head) => head < listed).map((head) => ofMember(relationship, head))
}

/** What Kleene logic names, and everybody who may be the head where it asks who is: that is one question. */
function askedFor({ open }: Court, roots: readonly number[]): Fact[] {
  const seen = seenOf(open.walk, roots)
  return open.walk.asksForHead ? [...new Set([...seen, ...headsAsked(open)])] : seen
}

/** What Kleene logic names. */
function seenOf(walk: Walk, roots: readonly number[]): Fact[] {
  walkFrom(walk, roots)
  return factsMet(walk)
}

/** So many more members are always tried; more of them only where that shows of no fact that it matters. */
const alwaysTried = 2

/**
 * While somebody may not be listed, the household is looked at as it would be were nobody else in it, and were there one more of whom
 * nothing is known, and one more. A fact matters where it does in one of these; who else is there, where what more people are like matters or
 * two of these come out differently.
 */
function settleUnlisted(court: Court, roots: readonly number[], found: Set<Fact>, wanted: Set<Fact>): Exact {
  const { members: listed, sure, further } = court.desk.sheet
  const isMore = (sure & further) !== 0
  const perhaps = new Set<Fact>()
  const ways = new Set<Sure | undefined>(found.size > 0 ? [undefined] : [])
  const note = (fact: Fact): void => {
    found.add(fact)
    wanted.delete(fact)
  }
  let before: Conjunction | undefined
  for (let more = isMore ? 1 : 0; more + listed <= mostMembers; more++) {
    if (wanted.size === 0) break
    if (more > alwaysTried && found.size > 0) {
      wanted.forEach((fact) => perhaps.add(fact))
      break
    }
    const open = withMore(court, more)
    const conjunction = conjunctionOf(open, roots)
    const { is, facts, perhaps: others } = hangOn(open, conjunction)
    ways.add(is)
    facts.forEach(note)
    for (const fact of others) perhaps.add(fact)
    if (before !== undefined && wanted.has(membersComplete)) {
      const isOther = areDifferent(open, before, conjunction)
      if (isOther === true) note(membersComplete)
      if (isOther === undefined) perhaps.add(membersComplete)
    }
    before = conjunction
  }
  const open = [...perhaps].filter((fact) => wanted.has(fact))
  const [only] = ways
  return {
    is: ways.size === 1 && found.size === 0 && open.length === 0 ? only : undefined,
    facts: [...found, ...open],
    isCut: open.length > 0,
  }
}
