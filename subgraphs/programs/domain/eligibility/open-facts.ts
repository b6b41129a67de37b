/**
 * The facts on which what is still open of a rule hangs, as Kleene logic sees it: whatever an undecided part of an undecided whole reads.
 * That is every fact that matters. It may be one too many where a fact is met twice ("entangled"), or beside a part that has no source
 * ("hollow"): for these the diagrams decide (hang-on.ts).
 */
import type { Desk } from './desk'
import { age, birthDate, membersComplete, relationship } from './facts-by-number'
import { possibleHeads } from './heads'
import { closingOf, vagueTypes } from './sheet'
import { equals, Op } from './tape'

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
  /** The facts met, each once, by their numbers: those of members 128 further on, with a bit for each member. */
  readonly numbers: Int32Array
  readonly of: Int32Array
  count: number
  /** Something was met twice. */
  entangled: boolean
  /** A part that has no source was met. */
  hollow: boolean
  /** Nobody is known to be the head, and what somebody is to the head was asked. */
  asksForHead: boolean
  /** For whom each step is still to be taken, a bit a member and all bits for the household; and a bit for each such step. */
  readonly members: Int32Array
  readonly ahead: Int32Array
}

const firstOfMembers = 128

export function openWalk(desk: Desk): Walk {
  const { length } = desk.tape
  return {
    desk,
    numbers: new Int32Array(2 * firstOfMembers),
    of: new Int32Array(2 * firstOfMembers),
    count: 0,
    entangled: false,
    hollow: false,
    asksForHead: false,
    members: new Int32Array(length),
    ahead: new Int32Array((length >>> 5) + 1),
  }
}

/**
 * Meets every open fact below the steps, for the members of the mask; -1 for the household as a whole. Steps are taken from the last to the
 * first: each stands after those it reads, so it is taken once, for everybody for whom it was met.
 */
export function walkFrom(walk: Walk, roots: readonly number[], members = -1): void {
  const { numbers, of, ahead } = walk
  for (let index = 0; index < walk.count; index++) of[numbers[index]!] = 0
  walk.count = 0
  walk.entangled = false
  walk.hollow = false
  walk.asksForHead = false
  for (let index = 0; index < roots.length; index++) meet(walk, roots[index]!, members)
  for (let word = ahead.length - 1; word >= 0; word--)
    while (ahead[word] !== 0) {
      const bit = 31 - Math.clz32(ahead[word]!)
      ahead[word]! ^= 1 << bit
      take(walk, word * 32 + bit)
    }
}

/** A condition is met by an open one: for whom it is open, it is still to be taken. */
function meet(walk: Walk, at: number, members: number): void {
  const { tape, sheet, yes, no } = walk.desk
  let open = ~(yes[at]! | no[at]!)
  if (tape.ofMember[at] === 1) open &= members & (sheet.all | sheet.further)
  if (open !== 0) putAhead(walk, at, members, open)
}

function meetQuantity(walk: Walk, at: number, members: number): void {
  const { tape, sheet, low, high, memberLow, memberHigh } = walk.desk
  const block = tape.block[at]! * 32
  let open = 0
  if (block < 0) open = low[at] === high[at] ? 0 : -1
  else
    for (let member = 0; member < sheet.span; member++)
      if ((members >>> member) & 1 && memberLow[block + member] !== memberHigh[block + member]) open |= 1 << member
  if (open !== 0) putAhead(walk, at, members, open)
}

/** Met twice by one member, or by several what is the same for all: then the facts below are met twice. */
function putAhead(walk: Walk, at: number, by: number, open: number): void {
  const { tape } = walk.desk
  if ((walk.members[at]! & open) !== 0 || (tape.ofMember[at] === 0 && by !== -1 && (by & (by - 1)) !== 0)) walk.entangled = true
  walk.members[at]! |= open
  walk.ahead[at >>> 5]! |= 1 << at
}

function take(walk: Walk, at: number): void {
  const { tape, sheet, yes, no } = walk.desk
  const open = walk.members[at]!
  walk.members[at] = 0
  const a = tape.a[at]!
  const b = tape.b[at]!
  switch (tape.op[at]) {
    case Op.UNSOURCED:
    case Op.UNFOUNDED:
      walk.hollow = true
      return
    case Op.HOUSEHOLD_IS:
    case Op.HOUSEHOLD_FACT:
      return found(walk, a, -1)
    case Op.MEMBER_IS:
      if (a === relationship && sheet.heads === 0) walk.entangled = walk.asksForHead = true
      return found(walk, firstOfMembers + a, open)
    case Op.MEMBER_TRUE:
    case Op.MEMBER_FALSE:
    case Op.MEMBER_FACT:
      return found(walk, firstOfMembers + a, open)
    case Op.ALL:
    case Op.ANY:
    case Op.AT_LEAST: {
      const { firstPart, partList } = tape
      for (let part = firstPart[at]!; part < firstPart[at + 1]!; part++) meet(walk, partList[part]!, open)
      return
    }
    case Op.NOT:
      return meet(walk, a, open)
    case Op.IF:
      meet(walk, a, open)
      if ((open & ~no[a]!) !== 0) meet(walk, b, open & ~no[a]!)
      if ((open & ~yes[a]!) !== 0) meet(walk, tape.c[at]!, open & ~yes[a]!)
      return
    case Op.ANY_MEMBER:
      return meetMembers(walk, a, no[a]!)
    case Op.EVERY_MEMBER:
      return meetMembers(walk, a, yes[a]!)
    case Op.HEAD:
      return meetHead(walk, a)
    case Op.COMPARE:
    case Op.MEMBER_COMPARE: {
      const founded = open & ~unfoundedOf(walk, at, open)
      if (founded === 0) return
      // What lies between the least and the most that a limit may be need not be any that it may be.
      if (tape.c[at] === equals) walk.entangled = true
      meetQuantity(walk, a, founded)
      return meetQuantity(walk, b, founded)
    }
    case Op.SIZE:
      return found(walk, membersComplete, -1)
    case Op.TABLE:
    case Op.MEMBER_TABLE:
      if (walk.desk.lacksSource[at] === 1) walk.hollow = true
      return meetQuantity(walk, a, open)
    case Op.COUNT:
      return meetMembers(walk, a, no[a]!)
    case Op.SUM:
      return meetSum(walk, a, b)
    case Op.ADD:
    case Op.MEMBER_ADD: {
      const { firstPart, partList } = tape
      for (let part = firstPart[at]!; part < firstPart[at + 1]!; part++) meetQuantity(walk, partList[part]!, open)
      return
    }
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      meetQuantity(walk, a, open)
      return meetQuantity(walk, b, open)
    case Op.SHARE:
    case Op.MEMBER_SHARE:
      return meetQuantity(walk, a, open)
    case Op.AGE: {
      // The one fact behind an age: the birth date, or the age itself where the birth date may not be read.
      const untold = sheet.memberWithheld[birthDate]!
      found(walk, firstOfMembers + birthDate, open & ~untold)
      return found(walk, firstOfMembers + age, open & untold)
    }
    case Op.AMOUNTS:
      return meetAmounts(walk, at, open)
    default: {
      const either = open & ~(yes[a]! | no[a]!)
      if (either !== 0) {
        // The ranges of both branches are taken together, which says more than either.
        walk.entangled = true
        meet(walk, a, either)
      }
      if ((open & ~no[a]!) !== 0) meetQuantity(walk, b, open & ~no[a]!)
      if ((open & ~yes[a]!) !== 0) meetQuantity(walk, tape.c[at]!, open & ~yes[a]!)
    }
  }
}

/** Who else is there is asked for too, unless the condition comes out for them as it must to change nothing. */
function meetMembers(walk: Walk, of: number, neutral: number): void {
  const { all, further } = walk.desk.sheet
  // Somebody is there, whoever it is: what is the same for all does not hang on who.
  if (all === 0) walk.entangled = true
  meet(walk, of, all | further)
  if ((neutral & further) !== further) found(walk, membersComplete, -1)
}

function meetHead(walk: Walk, of: number): void {
  const { sheet } = walk.desk
  const { heads, all, further } = sheet
  const candidates = possibleHeads(sheet)
  meet(walk, of, candidates)
  // Somebody is the head: where nobody else can be, it is the one who can.
  if ((candidates & (candidates - 1)) === 0 && (candidates & further) === 0) return
  // Who the head is, is one question, however many are asked.
  if ((candidates & (candidates - 1)) !== 0) walk.entangled = true
  found(walk, firstOfMembers + relationship, candidates & all)
  if (heads === 0 && further !== 0) found(walk, membersComplete, -1)
}

/** Against a limit without a source no fact decides anything, so none is asked for: the members for whom there is none. */
function unfoundedOf(walk: Walk, at: number, members: number): number {
  const { tape, sheet } = walk.desk
  const [left, right] = [tape.a[at]!, tape.b[at]!]
  if (tape.unfounded[left] === 0 && tape.unfounded[right] === 0) return 0
  const isIn = (member: number) => isUnfounded(walk.desk, left, member) || isUnfounded(walk.desk, right, member)
  let unfounded = 0
  if (tape.op[at] === Op.COMPARE) unfounded = isIn(-1) ? -1 : 0
  else for (let member = 0; member < sheet.span; member++) if ((members >>> member) & 1 && isIn(member)) unfounded |= 1 << member
  if (unfounded !== 0) walk.hollow = true
  return unfounded
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

/** What each member has for whom `where` may hold; -1 where everybody counts. */
function meetSum(walk: Walk, of: number, where: number): void {
  const { sheet, yes, no } = walk.desk
  const { all, further } = sheet
  const counted = (all | further) & (where < 0 ? -1 : ~no[where]!)
  if ((counted & further) !== 0) found(walk, membersComplete, -1)
  const open = where < 0 ? 0 : counted & ~yes[where]!
  if (open !== 0) {
    // A share that may be added or not is taken as a range, which says more than either.
    if ((open & all) !== 0) walk.entangled = true
    meet(walk, where, open)
  }
  if (counted !== 0) meetQuantity(walk, of, counted)
}

/** Of a list of amounts one asks for what is on it that is not known, and where it does not say so, whether that is all. */
function meetAmounts(walk: Walk, at: number, open: number): void {
  const { tape, sheet } = walk.desk
  const list = tape.a[at]!
  const closing = closingOf(list)
  const listed = open & sheet.memberKnown[list]!
  let asked = open & ~listed
  for (let member = 0; member < sheet.members; member++)
    if ((listed >>> member) & 1 && (vagueTypes(sheet, list, member) & tape.b[at]!) !== 0) asked |= 1 << member
  found(walk, firstOfMembers + list, asked)
  found(walk, firstOfMembers + closing, listed & ~(sheet.memberKnown[closing]! & sheet.memberTrue[closing]!))
}

function found(walk: Walk, number: number, members: number): void {
  const { numbers, of } = walk
  if (members === 0) return
  const before = of[number]!
  if (before === 0) numbers[walk.count++] = number
  if ((before & members) !== 0) walk.entangled = true
  of[number] = before | members
}

/** The facts of the walk that was just made. What is not known of members who are not listed is who they are. */
export function factsMet({ numbers, of, count, desk }: Walk): Fact[] {
  const met: Fact[] = []
  for (let index = 0; index < count; index++) {
    const number = numbers[index]!
    if (number < firstOfMembers) met.push(number)
    else
      for (let member = 0, left = of[number]! & desk.sheet.all; left !== 0; member++, left >>>= 1)
        if ((left & 1) !== 0) met.push(ofMember(number - firstOfMembers, member))
  }
  return met
}

/** Whether the walk that was just made met a fact of somebody who is not listed. */
export function asksWhoElse({ numbers, of, count, desk }: Walk): boolean {
  for (let index = 0; index < count; index++)
    if (numbers[index]! >= firstOfMembers && (of[numbers[index]!]! & ~desk.sheet.all) !== 0) return true
  return false
}
