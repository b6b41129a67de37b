/** Judges one household by all programs of a day: outcomes, the facts that are missing, and those still to be verified. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { Outcome } from './answer'
import type { CompiledProgram } from './compiled'
import { openDesk, type Desk } from './desk'
import { areDifferent, expand, type Exact, type Which } from './expand'
import { membersComplete, relationship } from './facts-by-number'
import { begin, factsMet, meet, memberOf, numberOf, openWalk, type Fact, type Walk } from './open-facts'
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
      // What the search could not see of all together it may still see of one.
      if (
        isCut &&
        undecided.length > 1 &&
        undecided.some((at) => settle(court, [at], program, seenOf(walk, at), 'ANY').is === NO)
      )
        return refused
    }
  }
  if (excludeEachOther(court, program)) return refused
  let toVerify = none
  const unverified = verify.filter((at) => desk.yes[at] === 0)
  if (unverified.length > 0) {
    begin(walk)
    for (const at of unverified) meet(walk, at, -1)
    toVerify = factsMet(walk)
    if (walk.entangled || (walk.hollow && walk.count > 0)) toVerify = [...settle(court, unverified, program, toVerify).facts]
  }
  const outcome = isOpen ? 'NEEDS_INFORMATION' : rules.discretionary === undefined ? 'ELIGIBLE' : 'DISCRETIONARY'
  return { outcome, missing, toVerify, isCut }
}

function seenOf(walk: Walk, at: number): Fact[] {
  begin(walk)
  meet(walk, at, -1)
  return factsMet(walk)
}

/** Whether what is asked and what is verified, each still open, can never hold together. */
function excludeEachOther(court: Court, program: TapedProgram): boolean {
  const { desk, walk } = court
  const open = program.criteria.filter((at) => desk.yes[at] === 0)
  if (!program.verify.some((at) => desk.yes[at] === 0)) return false
  begin(walk)
  for (const at of open) meet(walk, at, -1)
  return walk.entangled && settle(court, open, program, factsMet(walk), 'ANY').is === NO
}

const refused: Judgement = { outcome: 'INELIGIBLE', missing: none, toVerify: none, isCut: false }

/**
 * Exactly what the roots hang on; `seen` are the facts that Kleene logic names. ANY only asks whether they hang on anything, and gives back
 * one fact or some.
 */
export function settle(
  court: Court,
  roots: readonly number[],
  program: TapedProgram,
  seen: readonly Fact[],
  which: Which = 'ALL',
): Exact {
  const { desk } = court
  const isListed = desk.sheet.whole || !seen.includes(membersComplete)
  const exact = isListed ? expand(desk, roots, program.steps, seen, which) : settleUnlisted(court, roots, program, seen, which)
  // Who the head is, is one question: where it matters of one who may be, it does of all.
  const heads = seen.filter((fact) => memberOf(fact) >= 0 && numberOf(fact) === relationship && desk.sheet.heads === 0)
  if (!heads.some((fact) => exact.facts.has(fact))) return exact
  return { ...exact, facts: new Set([...exact.facts, ...heads]) }
}

/** How many more members are tried first: a few, then crowds, for what counts heads or grows with the household. */
const triedFirst = [0, 1, 2, 4, 8]

/**
 * While somebody may not be listed, the household is judged as it would be were nobody else in it, and were there one more of whom nothing
 * is known, and so on. A fact matters where it does in one of these; who else is there, where what more people are like matters or two of
 * these come out differently. That it comes out in one way alone is said only once every number of members was tried.
 */
function settleUnlisted(
  court: Court,
  roots: readonly number[],
  program: TapedProgram,
  seen: readonly Fact[],
  which: Which,
): Exact {
  const listed = court.desk.sheet.members
  const wanted = new Set(seen)
  const facts = new Set<Fact>()
  const outcomes = new Set<number | undefined>()
  let isCut = false
  let before: Desk | undefined
  const further = Array.from({ length: mostMembers - listed + 1 }, (_, more) => more).filter((more) => listed + more > 0)
  for (const more of new Set([...triedFirst.filter((many) => further.includes(many)), ...further])) {
    const isFirst = triedFirst.includes(more)
    if (wanted.size === 0 || (!isFirst && (outcomes.size > 1 || outcomes.has(undefined)))) break
    const walk = variant(court, more)
    const exact = settleListed(walk, roots, program, wanted, which)
    outcomes.add(exact.is)
    isCut ||= exact.isCut
    for (const fact of exact.facts) facts.add(memberOf(fact) < listed ? fact : membersComplete)
    const isOther =
      outcomes.size > 1 ||
      (before !== undefined &&
        exact.is === undefined &&
        wanted.has(membersComplete) &&
        areDifferent(before, walk.desk, roots, program.steps))
    if (isOther) facts.add(membersComplete)
    before = exact.is === undefined ? walk.desk : undefined
    for (const fact of facts) wanted.delete(fact)
    if (which === 'ANY' && facts.size > 0) break
  }
  const [only] = outcomes
  if (outcomes.size === 1 && only !== undefined && facts.size === 0) return { is: only, facts: new Set(), isCut }
  if (which === 'ALL') for (const fact of wanted) facts.add(fact)
  return { is: undefined, facts, isCut: isCut || wanted.size > 0 }
}

/** The same for a household whose list is whole. */
function settleListed(
  walk: Walk,
  roots: readonly number[],
  program: TapedProgram,
  wanted: ReadonlySet<Fact>,
  which: Which,
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
  const asked = seen.filter((fact) => wanted.has(fact))
  // Nothing in question is left, but whether it comes out in one way alone is still to be seen.
  return asked.length > 0 ? expand(desk, open, program.steps, asked, which) : expand(desk, open, program.steps, seen, 'ANY')
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
