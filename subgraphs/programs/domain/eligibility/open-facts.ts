/**
 * The facts on which what is still open of a rule hangs, as Kleene logic sees it: whatever an undecided part of an undecided whole reads.
 * That is every fact that matters. It may be one too many where a fact is met twice ("entangled"), or beside a part that has no source
 * ("hollow"): for these the diagrams decide (hang-on.ts).
 */
import type { Desk } from './desk'
import { membersComplete, relationship } from './facts-by-number'
import { possibleHeads } from './heads'
import { ageFact, closingOf, isListWhole, vagueTypes } from './sheet'
import { Op } from './tape'

/** A fact of the household is its number; of a member, 128 for each member before and itself, and the number. */
export type Fact = number

export function ofMember(fact: number, member: number): Fact {
  return (member + 1) * 128 + fact
}

/** The member of a fact, or -1 for the household's. */
export function memberOf(fact: Fact): number {
  return (fact >>> 7) - 1
}

export function numberOf(fact: Fact): number {
  return fact & 127
}

export interface Walk {
  readonly desk: Desk
  /** The facts met, each once; the first `count` of them. */
  readonly facts: Int32Array
  count: number
  entangled: boolean
  hollow: boolean
  /** Nobody is known to be the head, and what somebody is to the head was asked. */
  asksForHead: boolean
  /** In which walk a fact was last met. */
  readonly met: Int32Array
  round: number
}

export function openWalk(desk: Desk): Walk {
  const facts = 128 * 33
  return {
    desk,
    facts: new Int32Array(facts),
    count: 0,
    entangled: false,
    hollow: false,
    asksForHead: false,
    met: new Int32Array(facts),
    round: 0,
  }
}

export function begin(walk: Walk): void {
  walk.count = 0
  walk.entangled = false
  walk.hollow = false
  walk.asksForHead = false
  walk.round++
}

/** Meets every open fact below a step, for the members of the mask; -1 for the household as a whole. */
export function meet(walk: Walk, at: number, members: number): void {
  const { tape, sheet, yes, no } = walk.desk
  let open = ~(yes[at]! | no[at]!)
  if (tape.ofMember[at] === 1) open &= members & (sheet.all | sheet.further)
  if (open === 0) return
  // Asked by several members at once, a fact of the household is met by each.
  else if (tape.ofMember[at] === 0 && members !== -1 && (members & (members - 1)) !== 0) walk.entangled = true
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.UNSOURCED:
      walk.hollow = true
      return
    case Op.HOUSEHOLD_IS:
      return found(walk, a)
    case Op.MEMBER_TRUE:
    case Op.MEMBER_FALSE:
    case Op.MEMBER_IS:
      if (a === relationship && tape.op[at] === Op.MEMBER_IS && sheet.heads === 0) walk.entangled = walk.asksForHead = true
      for (let member = 0; member < sheet.span; member++) if ((open >>> member) & 1) found(walk, ofMember(a, member))
      return
    case Op.ALL:
    case Op.ANY:
    case Op.AT_LEAST:
      for (const part of tape.parts[at]!) meet(walk, part, tape.ofMember[at] === 1 ? open : -1)
      return
    case Op.NOT:
      return meet(walk, a, tape.ofMember[at] === 1 ? open : -1)
    case Op.IF: {
      const asked = tape.ofMember[at] === 1 ? open : -1
      meet(walk, a, asked)
      if ((asked & ~no[a]!) !== 0) meet(walk, tape.b[at]!, asked & ~no[a]!)
      if ((asked & ~yes[a]!) !== 0) meet(walk, tape.c[at]!, asked & ~yes[a]!)
      return
    }
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER:
      return meetMembers(walk, a, tape.op[at] === Op.ANY_MEMBER ? no[a]! : yes[a]!)
    case Op.HEAD:
      return meetHead(walk, a)
    case Op.COMPARE:
      return meetBoth(walk, a, tape.b[at]!, -1)
    default:
      for (let member = 0; member < sheet.span; member++) if ((open >>> member) & 1) meetBoth(walk, a, tape.b[at]!, member)
  }
}

/** Who else is there is asked for too, unless the condition comes out for them as it must to change nothing. */
function meetMembers(walk: Walk, of: number, neutral: number): void {
  const { all, further } = walk.desk.sheet
  // Somebody is there, whoever it is: what is the same for all does not hang on who.
  if (all === 0) walk.entangled = true
  meet(walk, of, all | further)
  if ((neutral & further) !== further) found(walk, membersComplete)
}

function meetHead(walk: Walk, of: number): void {
  const { sheet } = walk.desk
  const { heads, members, further } = sheet
  const candidates = possibleHeads(sheet)
  meet(walk, of, candidates)
  // Somebody is the head: where nobody else can be, it is the one who can.
  if ((candidates & (candidates - 1)) === 0 && (candidates & further) === 0) return
  // Who the head is, is one question, however many are asked.
  if ((candidates & (candidates - 1)) !== 0) walk.entangled = true
  for (let member = 0; member < members; member++) if ((candidates >>> member) & 1) found(walk, ofMember(relationship, member))
  if (heads === 0 && further !== 0) found(walk, membersComplete)
}

/** Against a limit without a source no fact decides anything, so none is asked for. */
function meetBoth(walk: Walk, left: number, right: number, member: number): void {
  if (isUnfounded(walk.desk, left, member) || isUnfounded(walk.desk, right, member)) {
    walk.hollow = true
    return
  }
  meetQuantity(walk, left, member)
  meetQuantity(walk, right, member)
}

/** Whether a quantity stands on a figure without a source, so that nothing at all is known of it whatever else is. */
export function isUnfounded(desk: Desk, at: number, member: number): boolean {
  const { tape, yes, no } = desk
  if (tape.unfounded[at] === 0) return false
  const inner = (part: number) => isUnfounded(desk, part, member)
  const [a, b, c] = [tape.a[at]!, tape.b[at]!, tape.c[at]!]
  switch (tape.op[at]) {
    case Op.UNFOUNDED:
      return true
    case Op.ADD:
    case Op.MEMBER_ADD:
      return tape.parts[at]!.some(inner)
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      return inner(a) || inner(b)
    case Op.SHARE:
    case Op.MEMBER_SHARE:
    case Op.TABLE:
    case Op.MEMBER_TABLE:
      return inner(a)
    case Op.CHOOSE:
    case Op.MEMBER_CHOOSE: {
      const bit = member < 0 ? -1 : 1 << member
      return ((no[a]! & bit) !== 0 || inner(b)) && ((yes[a]! & bit) !== 0 || inner(c))
    }
    default:
      return false
  }
}

function meetQuantity(walk: Walk, at: number, member: number): void {
  const { tape, sheet, yes, no, low, high, memberLow, memberHigh, lacksSource } = walk.desk
  const place = tape.block[at]! * 32 + member
  if (place < 0 ? low[at] === high[at] : memberLow[place] === memberHigh[place]) return
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.UNFOUNDED:
      walk.hollow = true
      return
    case Op.SIZE:
      return found(walk, membersComplete)
    case Op.HOUSEHOLD_FACT:
      return found(walk, a)
    case Op.TABLE:
    case Op.MEMBER_TABLE:
      if (lacksSource[at] === 1) walk.hollow = true
      return meetQuantity(walk, a, member)
    case Op.COUNT:
      return meetMembers(walk, a, no[a]!)
    case Op.SUM:
      return meetSum(walk, at)
    case Op.ADD:
    case Op.MEMBER_ADD:
      for (const part of tape.parts[at]!) meetQuantity(walk, part, member)
      return
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      meetQuantity(walk, a, member)
      return meetQuantity(walk, tape.b[at]!, member)
    case Op.SHARE:
    case Op.MEMBER_SHARE:
      return meetQuantity(walk, a, member)
    case Op.MEMBER_FACT:
      return found(walk, ofMember(a, member))
    case Op.AGE:
      return found(walk, ofMember(ageFact(sheet, member), member))
    case Op.AMOUNTS:
      return meetAmounts(walk, at, member)
    default: {
      const bit = member < 0 ? -1 : 1 << member
      if ((yes[a]! & bit) === 0 && (no[a]! & bit) === 0) {
        // The ranges of both branches are taken together, which says more than either.
        walk.entangled = true
        meet(walk, a, bit)
      }
      if ((no[a]! & bit) === 0) meetQuantity(walk, tape.b[at]!, member)
      if ((yes[a]! & bit) === 0) meetQuantity(walk, tape.c[at]!, member)
    }
  }
}

function meetSum(walk: Walk, at: number): void {
  const { tape, sheet, yes, no } = walk.desk
  const where = tape.b[at]!
  for (let member = 0; member < sheet.span; member++) {
    if (where >= 0 && (no[where]! >>> member) & 1) continue
    if (member >= sheet.members) found(walk, membersComplete)
    if (where >= 0 && ((yes[where]! >>> member) & 1) === 0) {
      // A share that may be added or not is taken as a range, which says more than either.
      if (member < sheet.members) walk.entangled = true
      meet(walk, where, 1 << member)
    }
    meetQuantity(walk, tape.a[at]!, member)
  }
}

/** Of a list of amounts one asks for what is on it that is not known, and where it does not say so, whether that is all. */
function meetAmounts(walk: Walk, at: number, member: number): void {
  const { tape, sheet } = walk.desk
  const list = tape.a[at]!
  const isListed = ((sheet.memberKnown[list]! >>> member) & 1) === 1
  if (!isListed || (vagueTypes(sheet, list, member) & tape.b[at]!) !== 0) found(walk, ofMember(list, member))
  if (isListed && !isListWhole(sheet, list, member)) found(walk, ofMember(closingOf(list), member))
}

function found(walk: Walk, fact: Fact): void {
  if (walk.met[fact] === walk.round) {
    walk.entangled = true
    return
  }
  walk.met[fact] = walk.round
  walk.facts[walk.count++] = fact
}

/** The facts of the walk that was just made. What is not known of members who are not listed is who they are. */
export function factsMet({ facts, count, desk }: Walk): Fact[] {
  const met: Fact[] = []
  for (let index = 0; index < count; index++) if (memberOf(facts[index]!) < desk.sheet.members) met.push(facts[index]!)
  return met
}
