/** Judges one household by all programs of a day: outcomes, the facts that are missing, and those still to be verified. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { Outcome } from './answer'
import type { CompiledProgram } from './compiled'
import { openDesk, type Desk } from './desk'
import { expand, type Exact } from './expand'
import { membersComplete } from './facts-by-number'
import { begin, factsMet, meet, memberOf, openWalk, type Fact, type Walk } from './open-facts'
import { NO, OPEN, YES } from './residue'
import { run } from './run'
import { fill, mostMembers } from './sheet'
import type { Tape } from './tape'

/** A program's rules as steps of the tape. */
export interface TapedProgram {
  readonly rules: CompiledProgram
  /** The step of each criterion, in order, and of each stage. */
  readonly criteria: readonly number[]
  readonly screen: readonly number[]
  readonly verify: readonly number[]
  /** Every step that the criteria stand on, in order. */
  readonly steps: Int32Array
}

export interface Judgement {
  readonly outcome: Outcome
  readonly missing: readonly Fact[]
  readonly toVerify: readonly Fact[]
  /** Whether the search for facts that do not matter was cut: then some among them may not. */
  readonly isCut: boolean
}

/** Everything one thread needs to judge households of one day, one after the other. */
export interface Court {
  readonly tape: Tape
  readonly desk: Desk
  readonly walk: Walk
  /** The same household were nobody else in it, and were there one more or several: laid out when first asked for. */
  readonly variants: Map<number, Walk>
  readonly laidOut: Set<number>
  household: HouseholdFacts
  asOf: string
}

export function openCourt(tape: Tape): Court {
  const desk = openDesk(tape)
  return { tape, desk, walk: openWalk(desk), variants: new Map(), laidOut: new Set(), household: { members: [] }, asOf: '' }
}

/** Lays the household on the desk and takes the steps: all of them, or those of one program. */
export function hear(court: Court, household: HouseholdFacts, asOf: string, steps?: Int32Array): void {
  court.household = household
  court.asOf = asOf
  court.laidOut.clear()
  fill(court.desk.sheet, household, asOf)
  run(court.desk, steps)
}

const none: readonly Fact[] = []

/** Of the household that was heard. */
export function judge(court: Court, program: TapedProgram): Judgement {
  const { desk, walk } = court
  const { rules, screen, verify, criteria } = program
  if (!rules.open) return { outcome: 'CLOSED', missing: none, toVerify: none, isCut: false }
  for (const at of criteria) if (desk.no[at] !== 0) return refused
  let missing = none
  let isOpen = !rules.inForce
  let isCut = false
  const undecided = screen.filter((at) => desk.yes[at] === 0)
  if (undecided.length > 0) {
    begin(walk)
    for (const at of undecided) meet(walk, at, -1)
    missing = factsMet(walk)
    isOpen = true
    if (walk.entangled || (walk.hollow && walk.count > 0)) {
      const exact = settle(court, undecided, program, missing)
      if (exact.is === NO) return refused
      isOpen = isOpen && exact.is !== YES
      missing = [...exact.facts]
      isCut = exact.isCut
    }
  }
  const toVerify = new Set<Fact>()
  for (const at of verify) {
    if (desk.yes[at] !== 0) continue
    begin(walk)
    meet(walk, at, -1)
    let facts: Iterable<Fact> = factsMet(walk)
    if (walk.entangled || (walk.hollow && walk.count > 0)) {
      const exact = settle(court, [at], program, factsMet(walk))
      if (exact.is === NO) return refused
      facts = exact.facts
    }
    for (const fact of facts) toVerify.add(fact)
  }
  const outcome = isOpen ? 'NEEDS_INFORMATION' : rules.discretionary === undefined ? 'ELIGIBLE' : 'DISCRETIONARY'
  return { outcome, missing, toVerify: toVerify.size === 0 ? none : [...toVerify], isCut }
}

const refused: Judgement = { outcome: 'INELIGIBLE', missing: none, toVerify: none, isCut: false }

/** Exactly what the roots hang on; `seen` are the facts that Kleene logic names. */
export function settle(court: Court, roots: readonly number[], program: TapedProgram, seen: readonly Fact[]): Exact {
  if (court.desk.sheet.whole || !seen.includes(membersComplete)) return expand(court.desk, roots, program.steps, seen)
  return settleUnlisted(court, roots, program, seen)
}

/**
 * While somebody may not be listed, the household is judged as it would be were nobody else in it, and were there one more of whom nothing
 * is known, and so on to the largest household there is. A fact matters where it does in one of these; who else is there, where what more
 * people are like matters or two of these come out differently.
 */
function settleUnlisted(court: Court, roots: readonly number[], program: TapedProgram, seen: readonly Fact[]): Exact {
  const listed = court.desk.sheet.members
  const wanted = new Set(seen)
  const facts = new Set<Fact>()
  const outcomes = new Set<number | undefined>()
  let isCut = false
  for (let more = listed === 0 ? 1 : 0; listed + more <= mostMembers && wanted.size > 0; more++) {
    const walk = variant(court, more)
    const exact = settleListed(walk, roots, program, wanted, listed)
    outcomes.add(exact.is)
    isCut ||= exact.isCut
    for (const fact of exact.facts) facts.add(memberOf(fact) < listed ? fact : membersComplete)
    if (outcomes.size > 1) facts.add(membersComplete)
    for (const fact of facts) wanted.delete(fact)
  }
  const [is] = outcomes
  return { is: outcomes.size === 1 ? is : undefined, facts, isCut }
}

/** The same for a household whose list is whole; of the members beyond `listed` any one fact is enough. */
function settleListed(
  walk: Walk,
  roots: readonly number[],
  program: TapedProgram,
  wanted: ReadonlySet<Fact>,
  listed: number,
): Exact {
  const { desk } = walk
  if (roots.some((at) => desk.no[at] !== 0)) return { is: NO, facts: new Set(), isCut: false }
  const open = roots.filter((at) => desk.yes[at] === 0)
  if (open.length === 0) return { is: YES, facts: new Set(), isCut: false }
  begin(walk)
  for (const at of open) meet(walk, at, -1)
  const seen = factsMet(walk)
  if (seen.length === 0) return { is: OPEN, facts: new Set(), isCut: false }
  if (!walk.entangled && !walk.hollow) return { is: undefined, facts: new Set(seen), isCut: false }
  const asked = wanted.has(membersComplete)
    ? (fact: Fact) => memberOf(fact) >= listed || wanted.has(fact)
    : (fact: Fact) => wanted.has(fact)
  return expand(desk, open, program.steps, seen.filter(asked))
}

function variant(court: Court, more: number): Walk {
  const walk = court.variants.get(more) ?? openWalk(openDesk(court.tape))
  court.variants.set(more, walk)
  if (court.laidOut.has(more)) return walk
  court.laidOut.add(more)
  const { desk } = walk
  fill(desk.sheet, court.household, court.asOf)
  desk.sheet.members += more
  desk.sheet.all = 2 ** desk.sheet.members - 1
  desk.sheet.whole = true
  desk.sheet.further = 0
  desk.sheet.span = desk.sheet.members
  run(desk)
  return walk
}
