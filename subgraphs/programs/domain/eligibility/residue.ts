/** What is left of a rule once everything known is put in: the undecided parts alone, member by member, as a small tree. */
import type { Desk } from './desk'
import { membersComplete, relationship } from './facts-by-number'
import { isOpenList, isUnfounded, ofMember, type Fact } from './open-facts'
import { order, possibleHeads } from './run'
import { ageFact } from './sheet'
import { Op } from './tape'

/** What something may still turn out to be, as bits. OPEN is for ever: what hangs on something without a source. */
export const YES = 1
export const NO = 2
export const OPEN = 4

export type Residue =
  | { readonly kind: 'KNOWN'; readonly is: typeof YES | typeof NO | typeof OPEN }
  | Leaf
  | { readonly kind: 'ALL' | 'ANY'; readonly parts: readonly Residue[] }
  | { readonly kind: 'NOT'; readonly part: Residue }
  | { readonly kind: 'IF'; readonly parts: readonly [Residue, Residue, Residue] }
  | { readonly kind: 'AT_LEAST'; readonly least: number; readonly parts: readonly Residue[] }

export interface Leaf {
  readonly kind: 'LEAF'
  /** The same for leaves that say the same of the same facts. */
  readonly sign: string
  readonly can: number
  readonly facts: readonly Fact[]
  /** Facts that move its range in steps: they are tried out one by one. */
  readonly stepping: readonly Fact[]
}

const yes: Residue = { kind: 'KNOWN', is: YES }
const no: Residue = { kind: 'KNOWN', is: NO }
const open: Residue = { kind: 'KNOWN', is: OPEN }

/** Of a step, for one member or, with -1, for the household. */
export function residue(desk: Desk, at: number, member: number): Residue {
  const { tape, sheet } = desk
  const bit = member < 0 || tape.ofMember[at] === 0 ? -1 : 1 << member
  if ((desk.yes[at]! & bit) !== 0) return yes
  if ((desk.no[at]! & bit) !== 0) return no
  const a = tape.a[at]!
  const inner = (part: number) => residue(desk, part, member)
  switch (tape.op[at]) {
    case Op.UNSOURCED:
      return open
    case Op.HOUSEHOLD_IS:
      return leaf(`${at}`, [a])
    case Op.MEMBER_TRUE:
    case Op.MEMBER_FALSE:
    case Op.MEMBER_IS: {
      const fact = ofMember(a, member)
      // While it is open who the head is, one member's relationship says something of the others'.
      return leaf(
        `${at}.${member}`,
        [fact],
        a === relationship && tape.op[at] === Op.MEMBER_IS && sheet.heads === 0 ? [fact] : [],
      )
    }
    case Op.ALL:
      return group('ALL', tape.parts[at]!.map(inner))
    case Op.ANY:
      return group('ANY', tape.parts[at]!.map(inner))
    case Op.AT_LEAST: {
      const parts = tape.parts[at]!.map(inner)
      const sure = parts.filter((part) => part === yes).length
      const left = parts.filter((part) => part !== yes && part !== no)
      return left.every((part) => part === open) ? open : { kind: 'AT_LEAST', least: a - sure, parts: left }
    }
    case Op.NOT: {
      const part = inner(a)
      return part === open ? open : { kind: 'NOT', part }
    }
    case Op.IF: {
      const test = inner(a)
      if (test === yes) return inner(tape.b[at]!)
      if (test === no) return inner(tape.c[at]!)
      return { kind: 'IF', parts: [test, inner(tape.b[at]!), inner(tape.c[at]!)] }
    }
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER: {
      const parts = Array.from({ length: sheet.members }, (_, one) => residue(desk, a, one))
      if (!sheet.whole) parts.push(leaf('whole', [membersComplete]))
      return group(tape.op[at] === Op.ANY_MEMBER ? 'ANY' : 'ALL', parts)
    }
    case Op.HEAD:
      return headResidue(desk, at, a)
    default:
      return comparison(desk, at, member)
  }
}

/** Parts that change nothing are left out, and a single part is the whole. */
function group(kind: 'ALL' | 'ANY', parts: readonly Residue[]): Residue {
  const neutral = kind === 'ALL' ? yes : no
  const all = parts.filter((part) => part !== neutral).flatMap((part) => (part.kind === kind ? part.parts : [part]))
  // Of parts that stay open for ever one says it all.
  const left = all.filter((part, index) => part !== open || all.indexOf(open) === index)
  const [only] = left
  if (only === undefined) return neutral
  return left.length === 1 ? only : { kind, parts: left }
}

export function everyOne(parts: readonly Residue[]): Residue {
  return parts.includes(no) ? no : group('ALL', parts)
}

function leaf(sign: string, facts: readonly Fact[], stepping: readonly Fact[] = [], can = YES | NO): Leaf {
  return { kind: 'LEAF', sign, can, facts, stepping }
}

function headResidue(desk: Desk, at: number, of: number): Residue {
  const { sheet } = desk
  const each = (mask: number) =>
    Array.from({ length: sheet.members }, (_, member) => member).filter((member) => (mask >>> member) & 1)
  const candidates = each(possibleHeads(sheet))
  const [only] = candidates
  if (only !== undefined && candidates.length === 1) return residue(desk, of, only)
  const asked = (candidates.length > 0 ? candidates : each(sheet.all)).map((member) => ofMember(relationship, member))
  const facts = [...asked, ...candidates.flatMap((member) => [...factsIn(residue(desk, of, member))])]
  return leaf(`${at}`, [...new Set(facts)], sheet.heads !== 0 ? [] : asked.slice(0, -1))
}

/** All facts of a residue, as often as they stand in it. */
export function* factsIn(part: Residue): Generator<Fact> {
  if (part.kind === 'LEAF') yield* part.facts
  else if (part.kind === 'NOT') yield* factsIn(part.part)
  else if (part.kind !== 'KNOWN') for (const inner of part.parts) yield* factsIn(inner)
}

interface Read {
  readonly facts: Fact[]
  readonly stepping: Fact[]
  lacksSource: boolean
}

function comparison(desk: Desk, at: number, member: number): Residue {
  const { tape } = desk
  const [a, b] = [tape.a[at]!, tape.b[at]!]
  if (isUnfounded(desk, a, member) || isUnfounded(desk, b, member)) return open
  const read: Read = { facts: [], stepping: [], lacksSource: false }
  readQuantity(desk, a, member, read)
  readQuantity(desk, b, member, read)
  if (read.facts.length === 0) return open
  // A limit that no source gives for a size so large is at least the highest that is given.
  const operator = tape.c[at]!
  const can = read.lacksSource
    ? OPEN |
      besideNoLimit(operator, bound(desk.low, desk.memberLow, desk, a, member), bound(desk.low, desk.memberLow, desk, b, member))
    : YES | NO
  const range = (step: number) =>
    `${bound(desk.low, desk.memberLow, desk, step, member)}-${bound(desk.high, desk.memberHigh, desk, step, member)}`
  // A fact that stands on both sides of a comparison, or twice on one, is tried out too.
  const twice = read.facts.filter((fact, index) => read.facts.indexOf(fact) !== index)
  return leaf(`${at}.${member}:${range(a)}:${range(b)}`, [...new Set(read.facts)], [...read.stepping, ...twice], can)
}

/** What is still sure of a limit that no source gives, and that is at least the highest that is given. */
function besideNoLimit(operator: number, value: number, highest: number): number {
  const truth = order(operator, value, value, highest, highest)
  return operator <= 1 ? (truth > 0 ? YES : 0) : truth < 0 ? NO : 0
}

function bound(own: Float64Array, ofMembers: Float64Array, { tape }: Desk, at: number, member: number): number {
  const block = tape.block[at]! * 32
  return block < 0 ? own[at]! : ofMembers[block + member]!
}

function readQuantity(desk: Desk, at: number, member: number, read: Read): void {
  const { tape, sheet } = desk
  const a = tape.a[at]!
  const inner = (step: number, of = member) => readQuantity(desk, step, of, read)
  switch (tape.op[at]) {
    case Op.NUMBER:
    case Op.UNFOUNDED:
      return
    case Op.SIZE:
      if (!sheet.whole) read.facts.push(membersComplete)
      return
    case Op.HOUSEHOLD_FACT:
      if (sheet.known[a] === 0) read.facts.push(a)
      return
    case Op.TABLE:
    case Op.MEMBER_TABLE:
      if (desk.lacksSource[at] === 1) read.lacksSource = true
      return inner(a)
    case Op.COUNT:
      for (let one = 0; one < sheet.members; one++) tryOut(desk, a, one, read)
      if (!sheet.whole) read.facts.push(membersComplete)
      return
    case Op.SUM:
      for (let one = 0; one < sheet.members; one++) {
        const where = tape.b[at]!
        if (where >= 0 && (desk.no[where]! >>> one) & 1) continue
        if (where >= 0) tryOut(desk, where, one, read)
        inner(a, one)
      }
      if (!sheet.whole) read.facts.push(membersComplete)
      return
    case Op.ADD:
    case Op.MEMBER_ADD:
      for (const part of tape.parts[at]!) inner(part)
      return
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      inner(a)
      return inner(tape.b[at]!)
    case Op.SHARE:
    case Op.MEMBER_SHARE:
      return inner(a)
    case Op.MEMBER_FACT:
      if (((sheet.memberKnown[a]! >>> member) & 1) === 0) read.facts.push(ofMember(a, member))
      return
    case Op.AGE:
      if (((sheet.ageKnown >>> member) & 1) === 0) read.facts.push(ofMember(ageFact(sheet, member), member))
      return
    case Op.AMOUNTS:
      if (isOpenList(desk, at, member)) read.facts.push(ofMember(a, member))
      return
    default: {
      const bit = member < 0 ? -1 : 1 << member
      tryOut(desk, a, member, read)
      if ((desk.no[a]! & bit) === 0) inner(tape.b[at]!)
      if ((desk.yes[a]! & bit) === 0) inner(tape.c[at]!)
    }
  }
}

/** The facts of a condition inside a quantity. */
function tryOut(desk: Desk, condition: number, member: number, read: Read): void {
  const facts = [...factsIn(residue(desk, condition, member))]
  read.facts.push(...facts)
  read.stepping.push(...facts)
}
