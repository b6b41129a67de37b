/** What a quantity may be where facts behind it are not known: a diagram with a sum of what is not known, and a number, at each end. */
import type { Desk } from './desk'
import { age } from './facts-by-number'
import { nothing, type Form } from './forms'
import { ofMember } from './open-facts'
import { adding, between, fails, holds, type OpenRules, type Side } from './opening'
import { zero, type Quantity } from './quantity-diagram'
import { beyond } from './shared-sums'
import { closingOf, isListWhole, mostMembers, vagueTypes } from './sheet'
import { limitFor } from './take-quantities'
import { Op } from './tape'
import type { Truth } from './truth'

/** A quantity that may come to more ends than these hangs on too much at once. */
const mostEnds = 48

/** It is too much to tell what a comparison says. */
export class TooMuch extends Error {}

/** Says whether a step holds. */
export type TruthOf = (open: OpenRules, at: number, member: number, side: Side) => Truth

/** Who is supposed to be there besides those listed: nobody, a crowd all of one kind, or one who may be the head. */
type Others = 0 | 1 | 2
export const nobodyElse: Others = 0
export const crowd: Others = 1
export const oneAlone: Others = 2

export interface Weighing {
  readonly open: OpenRules
  readonly truthOf: TruthOf
  readonly others: Others
}

/** For a quantity of the household it is all one which member is meant. */
export function quantityOf(weighing: Weighing, at: number, member: number): Quantity {
  const { open } = weighing
  const { desk, quantities, quantitiesIn, round } = open
  const own = desk.tape.block[at]! < 0 ? -1 : member
  const place = ((own + 1) * 3 + weighing.others) * desk.tape.length + at
  if (quantitiesIn[place] === round) return quantities[place]!
  const low = own < 0 ? desk.low[at]! : desk.memberLow[desk.tape.block[at]! * 32 + own]!
  const high = own < 0 ? desk.high[at]! : desk.memberHigh[desk.tape.block[at]! * 32 + own]!
  const found = low === high ? known(open, low) : openQuantity(weighing, at, own, low)
  quantities[place] = found
  quantitiesIn[place] = round
  return found
}

export function isKnown({ tape, low, high, memberLow, memberHigh }: Desk, at: number, member: number): boolean {
  const block = tape.block[at]! * 32
  return block < 0 ? low[at] === high[at] : memberLow[block + member] === memberHigh[block + member]
}

function openQuantity(weighing: Weighing, at: number, member: number, low: number): Quantity {
  const { open } = weighing
  const { desk, forms } = open
  const { end, mapped } = open.diagrams.quantities
  const { tape, sheet } = desk
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.UNFOUNDED:
      return end(-Infinity, Infinity, nothing)
    case Op.SIZE:
      return known(open, sheet.members + besides(weighing))
    case Op.HOUSEHOLD_FACT:
      return end(0, 0, forms.times(forms.of(a, 0), tape.factor[at]!))
    case Op.MEMBER_FACT:
      return end(0, 0, forms.times(forms.of(ofMember(a, member), 0), tape.factor[at]!))
    case Op.AGE:
      return end(0, 0, forms.of(ofMember(age, member), 0))
    case Op.AMOUNTS:
      return member < sheet.members ? end(low, low, openAmounts(open, at, member)) : someAmount(open, at, member)
    case Op.TABLE:
    case Op.MEMBER_TABLE:
      return mapped(quantityOf(weighing, a, member), (size) => limitOf(open, at, size))
    case Op.COUNT:
      return sumOf(weighing, a, counting)
    case Op.SUM:
      return sumOf(weighing, tape.b[at]!, a)
    case Op.ADD:
    case Op.MEMBER_ADD:
      return tape.parts[at]!.reduce((sum, part) => add(open, sum, quantityOf(weighing, part, member)), zero)
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      return add(open, quantityOf(weighing, a, member), scale(open, quantityOf(weighing, tape.b[at]!, member), -1, 1))
    case Op.SHARE:
    case Op.MEMBER_SHARE:
      return scale(open, quantityOf(weighing, a, member), tape.factor[at]!, tape.divisor[at]!)
    default: {
      const [then, other] = [quantityOf(weighing, tape.b[at]!, member), quantityOf(weighing, tape.c[at]!, member)]
      return branch(weighing, a, member, then, other)
    }
  }
}

function known({ diagrams }: OpenRules, value: number): Quantity {
  return diagrams.quantities.end(value, value, nothing)
}

/** The limit that a table has for a size, which is a number. */
function limitOf(open: OpenRules, at: number, size: Quantity): Quantity {
  const { end, lowOf, highOf, sumOf } = open.diagrams.quantities
  if (sumOf(size) !== nothing) throw new TooMuch()
  return end(leastLimit(open, at, lowOf(size)), mostLimit(open, at, highOf(size)), nothing)
}

/** Where the table has none for the size, it is at least the last that it has. */
export function leastLimit({ desk }: OpenRules, at: number, size: number): number {
  const { sizes, perPerson } = desk.tape.detail[at]!
  return limitFor(size, sizes!, perPerson) ?? sizes!.at(-1) ?? 0
}

export function mostLimit({ desk }: OpenRules, at: number, size: number): number {
  const { sizes, perPerson } = desk.tape.detail[at]!
  return limitFor(size, sizes!, perPerson) ?? Infinity
}

/** Of who is not listed it is enough to suppose nothing, or one amount beyond all limits. */
function someAmount(open: OpenRules, at: number, member: number): Quantity {
  const { desk, diagrams, together } = open
  const { a, b } = desk.tape
  if ((b[at]! & together(a[at]!)[0]!) === 0) return zero
  return diagrams.quantities.branched(diagrams.isAtLeast(ofMember(a[at]!, member), 1), known(open, beyond), zero)
}

/** Of listed amounts those that are not known, and what is not listed, each by the fact that asks for it. */
function openAmounts({ desk, forms }: OpenRules, at: number, member: number): Form {
  const { tape, sheet } = desk
  const [list, types] = [tape.a[at]!, tape.b[at]!]
  if (((sheet.memberKnown[list]! >>> member) & 1) === 0) return forms.of(ofMember(list, member), types)
  const vague = vagueTypes(sheet, list, member) & types
  const listed = vague === 0 ? nothing : forms.of(ofMember(list, member), vague)
  if (isListWhole(sheet, list, member)) return listed
  return forms.plus(listed, forms.of(ofMember(closingOf(list), member), types))
}

/** Stands for the step of what each member adds: each is one. */
const counting = -1

/** What each member adds for whom the condition holds; with no condition, each. */
function sumOf(weighing: Weighing, where: number, of: number): Quantity {
  const { open, others } = weighing
  const { members } = open.desk.sheet
  let sum = zero
  for (let member = 0; member < members; member++) sum = add(open, sum, counted(weighing, where, of, member))
  if (others === nobodyElse) return sum
  return add(open, sum, scale(open, counted(weighing, where, of, members), besides(weighing), 1))
}

function counted(weighing: Weighing, where: number, of: number, member: number): Quantity {
  const { open } = weighing
  const { tape, yes, no } = open.desk
  const bit = where >= 0 && tape.ofMember[where] === 1 ? 1 << member : 1
  if (where >= 0 && (no[where]! & bit) !== 0) return zero
  const own = of === counting ? known(open, 1) : quantityOf(weighing, of, member)
  return where < 0 || (yes[where]! & bit) !== 0 ? own : branch(weighing, where, member, own, zero)
}

/** The first where the test holds and the other where it does not; for want of a source it may be either. */
function branch(weighing: Weighing, test: number, member: number, then: Quantity, other: Quantity): Quantity {
  const { open, truthOf } = weighing
  const { branched, isEnd, joined } = open.diagrams.quantities
  const is = truthOf(open, test, member, holds)
  const isNot = truthOf(open, test, member, fails)
  if (isNot === (is ^ 1) && isEnd(then) && isEnd(other)) return branched(is, then, other)
  const ofEnds = (first: Quantity, second: Quantity) => fromTo(open, first, second)
  const rest = isNot === (is ^ 1) ? other : branched(isNot, other, joined(then, other, { way: open.ways + between, ofEnds }))
  return unlessTooMuch(open, branched(is, then, rest))
}

/** Somewhere between two ends. */
function fromTo({ diagrams }: OpenRules, one: Quantity, other: Quantity): Quantity {
  const { lowOf, highOf, sumOf, end } = diagrams.quantities
  if (sumOf(one) !== sumOf(other)) throw new TooMuch()
  return end(Math.min(lowOf(one), lowOf(other)), Math.max(highOf(one), highOf(other)), sumOf(one))
}

function add(open: OpenRules, one: Quantity, other: Quantity): Quantity {
  if (one === zero) return other
  if (other === zero) return one
  const { diagrams, forms, ways } = open
  const { lowOf, highOf, sumOf, end, isEnd, joined } = diagrams.quantities
  const ofEnds = (first: Quantity, second: Quantity) =>
    end(lowOf(first) + lowOf(second), highOf(first) + highOf(second), forms.plus(sumOf(first), sumOf(second)))
  const sum = joined(one, other, { way: ways + adding, isSum: true, ofEnds })
  // One number more or less, and there are as many ends as before.
  return isEnd(one) || isEnd(other) ? sum : unlessTooMuch(open, sum)
}

function unlessTooMuch({ diagrams }: OpenRules, quantity: Quantity): Quantity {
  const { isEnd, ends } = diagrams.quantities
  if (!isEnd(quantity) && ends(quantity) > mostEnds) throw new TooMuch()
  return quantity
}

function scale({ forms, diagrams }: OpenRules, quantity: Quantity, factor: number, divisor: number): Quantity {
  const { lowOf, highOf, sumOf, end, mapped } = diagrams.quantities
  return mapped(quantity, (of) => {
    if (factor === 0) return zero
    const one = (lowOf(of) * factor) / divisor
    const other = (highOf(of) * factor) / divisor
    return end(Math.min(one, other), Math.max(one, other), forms.times(sumOf(of), factor / divisor))
  })
}

/** How many there are besides those listed. */
function besides({ others, open }: Weighing): number {
  return others === nobodyElse ? 0 : others === oneAlone ? 1 : mostMembers - open.desk.sheet.members
}
