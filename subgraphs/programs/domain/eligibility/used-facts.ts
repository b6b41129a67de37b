/**
 * The facts that what is known of a step rests on, and the limit it met. What is decided rests on the parts that decide it, what is open on
 * all of its parts.
 */
import type { Desk } from './desk'
import { age, birthDate, membersComplete, relationship } from './facts-by-number'
import { toldFirst, type Met } from './met'
import { ofMember, type Fact } from './open-facts'
import type { Bounds } from './range'
import { isSole, possibleHeads } from './heads'
import { ageFact, closingOf, isListWhole } from './sheet'
import { Op } from './tape'

export interface Basis {
  /** Each once. */
  readonly facts: Fact[]
  met: Met | undefined
}

/** What a step of the household or, with a member, of that member rests on. */
export function basisOf(desk: Desk, at: number, member: number): Basis {
  const basis: Basis = { facts: [], met: undefined }
  desk.sayings.lists = (desk.sayings.lists + 1) | 0
  rest(desk, at, member, basis)
  return basis
}

function add({ sayings }: Desk, basis: Basis, fact: Fact): void {
  if (sayings.listedIn[fact] === sayings.lists) return
  sayings.listedIn[fact] = sayings.lists
  basis.facts.push(fact)
}

/** Adds what the step rests on; `member` is -1 for the household. */
function rest(desk: Desk, at: number, member: number, basis: Basis): void {
  const { tape, sheet } = desk
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.CONSTANT:
    case Op.UNSOURCED:
      return
    case Op.HOUSEHOLD_IS:
      return add(desk, basis, a)
    case Op.MEMBER_TRUE:
    case Op.MEMBER_FALSE:
    case Op.MEMBER_IS:
      return add(desk, basis, ofMember(a, member))
    case Op.ALL:
    case Op.ANY:
    case Op.AT_LEAST: {
      const truth = truthOf(desk, at, member)
      const parts = tape.parts[at]!
      let someTell = false
      for (let index = 0; truth !== 0 && !someTell && index < parts.length; index++)
        someTell = truthOf(desk, parts[index]!, member) === truth
      for (let index = 0; index < parts.length; index++)
        if (!someTell || truthOf(desk, parts[index]!, member) === truth) restOfPart(desk, parts[index]!, member, basis, truth)
      return
    }
    case Op.NOT: {
      const met = basis.met
      rest(desk, a, member, basis)
      basis.met = met
      return
    }
    case Op.IF:
      return restOfBranches(desk, at, member, basis, rest)
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER: {
      const truth = truthOf(desk, at, -1)
      const decidesAlone = tape.op[at] === Op.ANY_MEMBER ? 1 : -1
      const telling = truth === 0 ? sheet.all : sheet.all & (truth > 0 ? desk.yes : desk.no)[a]!
      restOfMembers(desk, a, telling, basis, truth)
      if (truth !== decidesAlone) add(desk, basis, membersComplete)
      return
    }
    case Op.HEAD:
      return restOfHead(desk, a, basis)
    default: {
      restOfQuantity(desk, a, member, basis)
      restOfQuantity(desk, tape.b[at]!, member, basis)
      basis.met ??= metBy(desk, at, member)
    }
  }
}

/** What a comparison met. */
export function metBy(desk: Desk, at: number, member: number): Met {
  const { a, b, detail } = desk.tape
  const { operator, measure } = detail[at]!
  return {
    left: boundsOf(desk, a[at]!, member),
    operator: operator!,
    right: boundsOf(desk, b[at]!, member),
    measure: measure!,
  }
}

/** Only a part that comes out as the whole does tells of a limit. */
function restOfPart(desk: Desk, part: number, member: number, basis: Basis, truth: number): void {
  const met = basis.met
  rest(desk, part, member, basis)
  if (truthOf(desk, part, member) !== truth) basis.met = met
}

/** Of the members in the mask; where `truth` is given, only those tell of a limit of whom the step comes out so. */
function restOfMembers(desk: Desk, of: number, members: number, basis: Basis, truth?: number): void {
  const before = basis.met
  let told = before
  for (let one = 0; one < desk.sheet.members; one++) {
    if (((members >>> one) & 1) === 0) continue
    basis.met = before
    if (truth === undefined) rest(desk, of, one, basis)
    else restOfPart(desk, of, one, basis, truth)
    if (before === undefined) told = toldFirst(told, basis.met)
  }
  basis.met = told
}

function restOfBranches(
  desk: Desk,
  at: number,
  member: number,
  basis: Basis,
  branch: (desk: Desk, at: number, member: number, basis: Basis) => void,
): void {
  const { tape } = desk
  const [test, then, other] = [tape.a[at]!, tape.b[at]!, tape.c[at]!]
  const truth = truthOf(desk, test, member)
  const met = basis.met
  rest(desk, test, member, basis)
  basis.met = met
  if (truth >= 0) branch(desk, then, member, basis)
  if (truth <= 0) branch(desk, other, member, basis)
  if (truth === 0 && tape.isQuantity[at] === 0 && truthOf(desk, at, member) === 0) basis.met = met
}

function restOfHead(desk: Desk, of: number, basis: Basis): void {
  const { sheet } = desk
  const { heads, all, whole, members } = sheet
  const possible = possibleHeads(sheet)
  const candidates = possible & all
  const isSure = (possible & (possible - 1)) === 0
  const asked = heads !== 0 ? heads : isSole(sheet) ? 0 : candidates !== 0 ? candidates : all
  const relationships = () => {
    for (let one = 0; one < members; one++) if ((asked >>> one) & 1) add(desk, basis, ofMember(relationship, one))
  }
  if (isSure) relationships()
  restOfMembers(desk, of, candidates, basis)
  if (isSure) return
  relationships()
  if (heads === 0 && !whole) add(desk, basis, membersComplete)
}

/** A quantity tells of no limit: what it rests on is added once, however often it is met. */
function restOfQuantity(desk: Desk, at: number, member: number, basis: Basis): void {
  const { tape, sheet, sayings } = desk
  const place = (tape.block[at]! < 0 ? 0 : member + 1) * tape.length + at
  if (sayings.restedIn[place] === sayings.lists) return
  sayings.restedIn[place] = sayings.lists
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.NUMBER:
    case Op.UNFOUNDED:
      return
    case Op.SIZE:
      return add(desk, basis, membersComplete)
    case Op.HOUSEHOLD_FACT:
      return add(desk, basis, a)
    case Op.MEMBER_FACT:
      return add(desk, basis, ofMember(a, member))
    case Op.AGE: {
      const known = (sheet.memberKnown[birthDate]! >>> member) & 1
      const told = (sheet.ageKnown >>> member) & 1
      return add(desk, basis, ofMember(known ? birthDate : told ? age : ageFact(sheet, member), member))
    }
    case Op.AMOUNTS: {
      add(desk, basis, ofMember(a, member))
      const withheld = (sheet.memberWithheld[a]! >>> member) & 1
      const known = (sheet.memberKnown[a]! >>> member) & 1
      if (!known && !withheld && !isListWhole(sheet, a, member)) add(desk, basis, ofMember(closingOf(a), member))
      return
    }
    case Op.COUNT:
      for (let one = 0; one < sheet.members; one++) rest(desk, a, one, { facts: basis.facts, met: undefined })
      return add(desk, basis, membersComplete)
    case Op.SUM: {
      const where = tape.b[at]!
      for (let one = 0; one < sheet.members; one++) {
        if (where >= 0) rest(desk, where, one, { facts: basis.facts, met: undefined })
        if (where < 0 || truthOf(desk, where, one) >= 0) restOfQuantity(desk, a, one, basis)
      }
      return add(desk, basis, membersComplete)
    }
    case Op.ADD:
    case Op.MEMBER_ADD:
      for (const part of tape.parts[at]!) restOfQuantity(desk, part, member, basis)
      return
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      restOfQuantity(desk, a, member, basis)
      return restOfQuantity(desk, tape.b[at]!, member, basis)
    case Op.CHOOSE:
    case Op.MEMBER_CHOOSE:
      return restOfBranches(desk, at, member, basis, restOfQuantity)
    default:
      return restOfQuantity(desk, a, member, basis)
  }
}

/** 1, -1 or, where it is open, 0. */
export function truthOf({ tape, yes, no }: Desk, at: number, member: number): number {
  const bit = member < 0 || tape.ofMember[at] === 0 ? -1 : 1 << member
  return (yes[at]! & bit) !== 0 ? 1 : (no[at]! & bit) !== 0 ? -1 : 0
}

function boundsOf({ tape, sheet, low, high, memberLow, memberHigh }: Desk, at: number, member: number): Bounds {
  const block = tape.block[at]! * 32
  // While somebody may not be listed the limit is told as the one for those who are, "or more".
  if (tape.op[at] === Op.TABLE && !sheet.whole && low[at] !== high[at]) return { low: low[at]!, high: Infinity }
  return block < 0 ? { low: low[at]!, high: high[at]! } : { low: memberLow[block + member]!, high: memberHigh[block + member]! }
}
