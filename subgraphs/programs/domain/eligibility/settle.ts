/** Exactly what a conjunction of steps hangs on, for the household that was heard. */
import { openHeard, waysOf, withMore, type Court } from './court'
import { always, TooManyNodes } from './diagram'
import { membersComplete, relationship } from './facts-by-number'
import { areDifferent, conjunctionOf, hangOn, sureOf, type Conjunction, type Hanging, type Sure } from './hang-on'
import { factsMet, ofMember, walkFrom, type Fact, type Walk } from './open-facts'
import type { OpenRules } from './opening'
import { mostMembers } from './sheet'

export interface Exact {
  /** How it comes out whatever the open facts are; undefined where it comes out in more than one way. */
  readonly is: Sure | undefined
  readonly facts: readonly Fact[]
  /** Set where that could not be told of each fact: then some among them may not matter. */
  readonly isCut: boolean
}

const none: readonly Fact[] = []

/** So many nodes are made for one answer before it is left at what Kleene logic names. */
const mostNodes = 10_000

export function settle(court: Court, roots: readonly number[]): Exact {
  const found = bounded(court, () => settleExactly(court, roots))
  const { is, facts, isCut } = found ?? { is: undefined, facts: askedFor(court, roots), isCut: true }
  // In the order of the catalogue, however they were found.
  return { is, facts: facts.length > 1 ? facts.toSorted((one, other) => one - other) : facts, isCut }
}

/** Whether the roots, each of them open, can never hold together. */
export function excludeEachOther(court: Court, roots: readonly number[]): boolean {
  const found = bounded(court, () => {
    const { no } = conjunctionOf(court.open, roots)
    // What is supposed of those who are not listed may be: where it leaves a way, there is one.
    return no === always && settleExactly(court, roots).is === 'NO'
  })
  return found ?? false
}

/** How a step comes out whatever the open facts are; undefined where it comes out in more than one way. */
export function comesOut(court: Court, at: number): Sure | undefined {
  const found = bounded(court, () => {
    const is = sureOf(conjunctionOf(court.open, [at]))
    // What is supposed of those who are not listed may be: where it comes out in two ways, it does.
    return { is: is === undefined || court.desk.sheet.further === 0 ? is : settleExactly(court, [at]).is }
  })
  return found?.is
}

/** Whether a step may stay open for want of a source, whatever becomes known. */
export function wantsSource(court: Court, at: number): boolean {
  const { open } = court
  if (open.hollow[at] === 0) return false
  const found = bounded(court, () => {
    for (const way of waysOf(court)) {
      const { yes, no } = conjunctionOf(way, [at])
      if (open.diagrams.either(yes, no) !== always) return true
    }
    return false
  })
  return found ?? true
}

/** Undefined where it would take too many nodes. */
function bounded<Found>(court: Court, workOut: () => Found): Found | undefined {
  openHeard(court).diagrams.allow(mostNodes)
  try {
    return workOut()
  } catch (error) {
    if (error instanceof TooManyNodes) return undefined
    throw error
  }
}

function settleExactly(court: Court, roots: readonly number[]): Exact {
  const { desk, open, loose } = court
  const isWhole = desk.sheet.further === 0
  const seen = isWhole ? none : seenOf(open.walk, roots)
  if (!isWhole && !open.walk.entangled && (!open.walk.hollow || seen.length === 0))
    return { is: seen.length === 0 ? 'OPEN' : undefined, facts: seen, isCut: false }
  if (isWhole) return settled(hangOn(open, conjunctionOf(open, roots)))
  const hanging = hangInWays(court, roots, open.walk.asksForHead ? [...seen, ...headsAsked(open)] : seen)
  if (!seen.includes(membersComplete)) return settled(hanging)
  const { facts } = hanging
  if (seen.every((fact) => facts.includes(fact))) return { is: undefined, facts, isCut: false }
  const most = hangOn(loose, conjunctionOf(loose, roots))
  if (most.is !== undefined) return { is: most.is, facts: none, isCut: false }
  const wanted = [...most.facts, ...most.perhaps].filter((fact) => !facts.includes(fact))
  if (wanted.length === 0) return { is: undefined, facts, isCut: false }
  return settleUnlisted(court, roots, new Set(facts), new Set(wanted))
}

function settled({ is, facts, perhaps }: Hanging): Exact {
  return { is, facts: perhaps.length === 0 ? facts : [...facts, ...perhaps], isCut: perhaps.length > 0 }
}

/** What it hangs on in any of the ways in which others may be there; no more of them are looked at once each wanted fact matters. */
function hangInWays(court: Court, roots: readonly number[], wanted: readonly Fact[]): Hanging {
  const facts = new Set<Fact>()
  const perhaps = new Set<Fact>()
  const outcomes = new Set<Sure | undefined>()
  let first: Conjunction | undefined
  for (const open of waysOf(court, court.open.walk.asksForHead)) {
    const conjunction = conjunctionOf(open, roots)
    const hanging = hangOn(open, conjunction)
    outcomes.add(hanging.is)
    for (const fact of hanging.facts) facts.add(fact)
    for (const fact of hanging.perhaps) perhaps.add(fact)
    first ??= conjunction
    if (!facts.has(membersComplete)) {
      const isOther = areDifferent(open, first, conjunction)
      if (isOther !== false) (isOther === true ? facts : perhaps).add(membersComplete)
    }
    if (wanted.every((fact) => facts.has(fact))) break
  }
  const [only] = outcomes
  const is = outcomes.size === 1 && facts.size === 0 ? only : undefined
  return { is, facts: [...facts], perhaps: [...perhaps].filter((fact) => !facts.has(fact)) }
}

/** What those are to the head who may be it. */
function headsAsked({ heads, listed }: OpenRules): readonly Fact[] {
  return heads.filter((head) => head < listed).map((head) => ofMember(relationship, head))
}

/** What Kleene logic names, and everybody who may be the head where it asks who is: that is one question. */
function askedFor({ open }: Court, roots: readonly number[]): readonly Fact[] {
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
