/** What a quantity may be where facts behind it are not known: case by case a number, and a sum of what is not known. */
import type { Desk } from './desk'
import { always, never, type Truth } from './diagram'
import { age } from './facts-by-number'
import { beyond } from './shared-sums'
import { nothing, type Form } from './forms'
import { isUnfounded, ofMember } from './open-facts'
import { chosen, fails, firstForm, holds, loose, variableOfSum, type Case, type OpenRules, type Side } from './opening'
import { limitFor } from './take-quantities'
import { closingOf, isListWhole, mostMembers, vagueTypes } from './sheet'
import { above, below, equals, Op } from './tape'

/** Past these a quantity hangs on too much at once. */
const mostCases = 48

/** Says whether a step holds. */
type TruthOf = (open: OpenRules, at: number, member: number, side: Side) => Truth

/** Who is supposed to be there besides those listed: nobody, a crowd all of one kind, or one who may be the head. */
type Others = 0 | 1 | 2
const nobodyElse: Others = 0
const crowd: Others = 1
const oneAlone: Others = 2

interface Weighing {
  readonly open: OpenRules
  readonly truthOf: TruthOf
  readonly others: Others
  isTooMuch: boolean
}

/** How one quantity should stand to another, of whom, and whether surely so or surely not. */
interface Asked {
  readonly operator: number
  readonly member: number
  readonly side: Side
}

/** Whether a comparison holds, of a member or with -1 of the household. */
export function compared(open: OpenRules, at: number, member: number, side: Side, truthOf: TruthOf): Truth {
  const { desk, someone, isAlone } = open
  const { a, b, c, op } = desk.tape
  const [left, right] = [a[at]!, b[at]!]
  if (op[left] === Op.AGE && desk.tape.block[right]! < 0 && desk.low[right] === desk.high[right])
    return ageIs(open, c[at]!, ofMember(age, member), desk.low[right]!) ^ side
  // Beside a figure without a source no fact decides anything.
  if (open.hollow[at] === 1 && (isUnfounded(desk, left, member) || isUnfounded(desk, right, member))) return never
  if (open.isLoose && open.countsMembers[at] === 1) return loose(open, at, member, side)
  const others = open.countsMembers[at] === 0 || someone === never ? nobodyElse : isAlone === always ? oneAlone : crowd
  const weighing: Weighing = { open, truthOf, others, isTooMuch: false }
  const isInVain = open.hollow[at] === 1 && (isChosenInVain(open, left) || isChosenInVain(open, right))
  const truth = isInVain
    ? comparedInVain(weighing, left, right, { operator: c[at]!, member, side })
    : comparedByCases(weighing, left, right, c[at]!, member, side)
  return weighing.isTooMuch ? loose(open, at, member, side) : truth
}

/** Whether one quantity stands to another as asked, where one of them at least may not be to be had: as {@link ofEither} says. */
function comparedInVain(weighing: Weighing, left: number, right: number, asked: Asked): Truth {
  const { operator, member, side } = asked
  const [isLeft, isRight] = [isChosenInVain(weighing.open, left), isChosenInVain(weighing.open, right)]
  if (!isLeft && !isRight) return comparedByCases(weighing, left, right, operator, member, side)
  // Two amounts of which one is less and one is more say nothing of what is equal, though neither is.
  if (operator === equals && side === fails) {
    const stands = (to: number) => comparedInVain(weighing, left, right, { operator: to, member, side: holds })
    return weighing.open.diagrams.either(stands(below), stands(above))
  }
  if (isLeft) return ofEither(weighing, left, member, (part) => comparedInVain(weighing, part, right, asked))
  return ofEither(weighing, right, member, (part) => comparedInVain(weighing, left, part, asked))
}

/** Of quantities between which nothing may be able to choose, neither is to be had; but it may be that both compare as they should. */
function ofEither({ open, truthOf }: Weighing, choice: number, member: number, compare: (part: number) => Truth): Truth {
  const { a, b, c } = open.desk.tape
  const test = a[choice]!
  const [is, isNot] = [truthOf(open, test, member, holds), truthOf(open, test, member, fails)]
  return chosen(open, is, isNot, compare(b[choice]!), compare(c[choice]!))
}

function isChosenInVain({ desk, hollow }: OpenRules, at: number): boolean {
  const { op, a } = desk.tape
  return (op[at] === Op.CHOOSE || op[at] === Op.MEMBER_CHOOSE) && hollow[a[at]!] === 1
}

/** Where it is too much to tell, what comes out means nothing. */
function comparedByCases(weighing: Weighing, left: number, right: number, operator: number, member: number, side: Side): Truth {
  const { open } = weighing
  const { both, either } = open.diagrams
  const lefts = casesOf(weighing, left, member)
  const rights = casesOf(weighing, right, member)
  if (weighing.isTooMuch) return never
  if (lefts.length === 1 && rights.length === 1) return order(open, operator, lefts[0]!, rights[0]!, side)
  let truth = never
  for (let one = 0; one < lefts.length; one++)
    for (let other = 0; other < rights.length; other++) {
      const [first, second] = [lefts[one]!, rights[other]!]
      const when = both(first.when, second.when)
      if (when !== never) truth = either(truth, both(when, order(open, operator, first, second, side)))
    }
  return truth
}

/** Whether an age, in whole years, stands to a limit as the operator says: most comparisons are of this kind. */
function ageIs({ diagrams }: OpenRules, operator: number, variable: number, limit: number): Truth {
  const isFrom = (least: number) => (least <= 0 ? always : diagrams.isAtLeast(variable, least))
  switch (operator) {
    case 0:
      return isFrom(Math.floor(limit) + 1) ^ 1
    case 1:
      return isFrom(Math.ceil(limit)) ^ 1
    case 2:
      return isFrom(Math.ceil(limit))
    case 3:
      return isFrom(Math.floor(limit) + 1)
    default:
      return diagrams.both(isFrom(Math.ceil(limit)), isFrom(Math.floor(limit) + 1) ^ 1)
  }
}

/** Whether one surely stands to the other as the operator says, or surely does not. */
function order(open: OpenRules, operator: number, left: Case, right: Case, side: Side): Truth {
  const sum = open.forms.plus(left.sum, open.forms.times(right.sum, -1))
  switch (operator) {
    case 0:
      return side === holds ? isAbove(open, sum, right.low - left.high) ^ 1 : isAbove(open, sum, right.high - left.low)
    case 1:
      return side === holds ? isFrom(open, sum, right.low - left.high) ^ 1 : isFrom(open, sum, right.high - left.low)
    case 2:
      return side === holds ? isFrom(open, sum, right.high - left.low) : isFrom(open, sum, right.low - left.high) ^ 1
    case 3:
      return side === holds ? isAbove(open, sum, right.high - left.low) : isAbove(open, sum, right.low - left.high) ^ 1
    default: {
      if (side === fails)
        return open.diagrams.either(isFrom(open, sum, right.low - left.high) ^ 1, isAbove(open, sum, right.high - left.low))
      if (left.low !== left.high || right.low !== right.high) return never
      const gap = right.low - left.low
      return open.diagrams.both(isFrom(open, sum, gap), isAbove(open, sum, gap) ^ 1)
    }
  }
}

/** That a sum is at least so much. */
function isFrom(open: OpenRules, sum: Form, least: number): Truth {
  if (sum === nothing) return least <= 0 ? always : never
  const { form, times } = open.forms.unitOf(sum)
  return times > 0 ? unitIsFrom(open, form, quotient(least, times)) : unitIsAbove(open, form, quotient(least, times)) ^ 1
}

/** That a sum is more than so much. */
function isAbove(open: OpenRules, sum: Form, most: number): Truth {
  if (sum === nothing) return most < 0 ? always : never
  const { form, times } = open.forms.unitOf(sum)
  return times > 0 ? unitIsAbove(open, form, quotient(most, times)) : unitIsFrom(open, form, quotient(most, times)) ^ 1
}

/** A share is not exact in binary: what is all but a whole number is that number. */
function quotient(value: number, times: number): number {
  const exactly = value / times
  const near = Math.round(exactly)
  return Math.abs(exactly - near) <= Math.abs(near) * 1e-12 ? near : exactly
}

function unitIsFrom(open: OpenRules, form: Form, least: number): Truth {
  const { isAmount, isWhole } = open.forms.unitOf(form)
  if ((isAmount && least <= 0) || least === -Infinity) return always
  if (least === Infinity) return never
  return open.diagrams.isAtLeast(variableOf(open, form), isWhole ? Math.ceil(least) : least)
}

function unitIsAbove(open: OpenRules, form: Form, most: number): Truth {
  const { isWhole } = open.forms.unitOf(form)
  return unitIsFrom(open, form, isWhole ? Math.floor(most) + 1 : nextAfter(most))
}

/** A number that is more, and as little as can be told or twice that. */
function nextAfter(value: number): number {
  if (!Number.isFinite(value)) return value
  return value + Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE)
}

/** A number alone is the variable of its fact. */
function variableOf({ forms }: OpenRules, form: Form): number {
  const terms = forms.termsOf(form)
  return terms.length === 1 && terms[0]!.types === 0 && terms[0]!.fact < firstForm ? terms[0]!.fact : variableOfSum(form)
}

const nobody: readonly Case[] = [{ when: always, low: 0, high: 0, sum: nothing }]

function casesOf(weighing: Weighing, at: number, member: number): readonly Case[] {
  const { open } = weighing
  const { desk, cases, caseOf, casesIn, round } = open
  const own = desk.tape.block[at]! < 0 ? -1 : member
  const place = ((own + 1) * 3 + weighing.others) * desk.tape.length + at
  if (casesIn[place] === round) return cases[caseOf[place]!]!
  const low = own < 0 ? desk.low[at]! : desk.memberLow[desk.tape.block[at]! * 32 + own]!
  const high = own < 0 ? desk.high[at]! : desk.memberHigh[desk.tape.block[at]! * 32 + own]!
  const found = low === high ? exactly(low, low) : openCases(weighing, at, own, low)
  if (weighing.isTooMuch) return found
  cases[open.casesFound] = found
  caseOf[place] = open.casesFound++
  casesIn[place] = round
  return found
}

function openCases(weighing: Weighing, at: number, member: number, low: number): readonly Case[] {
  const { open } = weighing
  const { desk, forms } = open
  const { tape, sheet } = desk
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.UNFOUNDED:
      return exactly(-Infinity, Infinity)
    case Op.SIZE:
      return exactly(sheet.members + besides(weighing), sheet.members + besides(weighing))
    case Op.HOUSEHOLD_FACT:
      return unknown(forms.times(forms.of(a, 0), tape.factor[at]!), 0)
    case Op.MEMBER_FACT:
      return unknown(forms.times(forms.of(ofMember(a, member), 0), tape.factor[at]!), 0)
    case Op.AGE:
      return unknown(forms.of(ofMember(age, member), 0), 0)
    case Op.AMOUNTS:
      return member < sheet.members ? unknown(openAmounts(open, at, member), low) : someAmount(open, at, member)
    case Op.TABLE:
    case Op.MEMBER_TABLE: {
      const sizes = casesOf(weighing, a, member)
      if (sizes.some(({ sum }) => sum !== nothing)) return giveUp(weighing)
      return sizes.map((size) => limits(desk, at, size))
    }
    case Op.COUNT:
      return sumOf(weighing, a, counting)
    case Op.SUM:
      return sumOf(weighing, tape.b[at]!, a)
    case Op.ADD:
    case Op.MEMBER_ADD:
      return tape.parts[at]!.reduce<readonly Case[]>((sum, part) => add(weighing, sum, casesOf(weighing, part, member)), nobody)
    case Op.SUBTRACT:
    case Op.MEMBER_SUBTRACT:
      return add(weighing, casesOf(weighing, a, member), scale(open, casesOf(weighing, tape.b[at]!, member), -1, 1))
    case Op.SHARE:
    case Op.MEMBER_SHARE:
      return scale(open, casesOf(weighing, a, member), tape.factor[at]!, tape.divisor[at]!)
    default: {
      const [then, other] = [casesOf(weighing, tape.b[at]!, member), casesOf(weighing, tape.c[at]!, member)]
      return branch(weighing, a, member, then, other)
    }
  }
}

function exactly(low: number, high: number): readonly Case[] {
  return [{ when: always, low, high, sum: nothing }]
}

function unknown(sum: Form, known: number): readonly Case[] {
  return [{ when: always, low: known, high: known, sum }]
}

function limits({ tape }: Desk, at: number, { when, low, high }: Case): Case {
  const { sizes, perPerson } = tape.detail[at]!
  return {
    when,
    low: limitFor(low, sizes!, perPerson) ?? sizes!.at(-1) ?? 0,
    high: limitFor(high, sizes!, perPerson) ?? Infinity,
    sum: nothing,
  }
}

/** Of who is not listed it is enough to suppose nothing, or one amount beyond all limits. */
function someAmount({ desk, diagrams, together }: OpenRules, at: number, member: number): readonly Case[] {
  const { a, b } = desk.tape
  if ((b[at]! & together(a[at]!)[0]!) === 0) return nobody
  const isBeyond = diagrams.isAtLeast(ofMember(a[at]!, member), 1)
  return [
    { when: isBeyond ^ 1, low: 0, high: 0, sum: nothing },
    { when: isBeyond, low: beyond, high: beyond, sum: nothing },
  ]
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
const oneEach = exactly(1, 1)

/** What each member adds for whom the condition holds; with no condition, each. */
function sumOf(weighing: Weighing, where: number, of: number): readonly Case[] {
  const { open } = weighing
  const { members } = open.desk.sheet
  let sum = nobody
  for (let member = 0; member < members; member++) {
    const own = counted(weighing, where, of, member)
    if (!isNothing(own)) sum = add(weighing, sum, own)
  }
  if (weighing.others === nobodyElse) return sum
  return add(weighing, sum, scale(open, counted(weighing, where, of, members), besides(weighing), 1))
}

function isNothing(cases: readonly Case[]): boolean {
  return cases.length === 1 && cases[0]!.low === 0 && cases[0]!.high === 0 && cases[0]!.sum === nothing
}

function counted(weighing: Weighing, where: number, of: number, member: number): readonly Case[] {
  const { tape, yes, no } = weighing.open.desk
  const bit = where >= 0 && tape.ofMember[where] === 1 ? 1 << member : 1
  if (where >= 0 && (no[where]! & bit) !== 0) return nobody
  const own = of === counting ? oneEach : casesOf(weighing, of, member)
  return where < 0 || (yes[where]! & bit) !== 0 ? own : branch(weighing, where, member, own, nobody)
}

/** The first cases where the test holds and the others where it does not; for want of a source it may be either. */
function branch(
  weighing: Weighing,
  test: number,
  member: number,
  then: readonly Case[],
  other: readonly Case[],
): readonly Case[] {
  const { open, truthOf } = weighing
  const is = truthOf(open, test, member, holds)
  const isNot = truthOf(open, test, member, fails)
  const { both } = open.diagrams
  const cases: Case[] = []
  for (const { when, low, high, sum } of then) put(open, cases, both(is, when), low, high, sum)
  for (const { when, low, high, sum } of other) put(open, cases, both(isNot, when), low, high, sum)
  const neither = both(is ^ 1, isNot ^ 1)
  if (neither !== never)
    for (const first of then)
      for (const second of other) {
        if (first.sum !== second.sum) return giveUp(weighing)
        const when = both(neither, both(first.when, second.when))
        put(open, cases, when, Math.min(first.low, second.low), Math.max(first.high, second.high), first.sum)
      }
  return unlessTooMany(weighing, cases)
}

function add(weighing: Weighing, one: readonly Case[], other: readonly Case[]): readonly Case[] {
  if (one === nobody) return other
  if (other === nobody) return one
  const { open } = weighing
  const { both } = open.diagrams
  const { plus } = open.forms
  const sums: Case[] = []
  for (const first of one)
    for (const second of other)
      put(
        open,
        sums,
        both(first.when, second.when),
        first.low + second.low,
        first.high + second.high,
        plus(first.sum, second.sum),
      )
  return unlessTooMany(weighing, sums)
}

/** Adds a case to others. Equal cases are one, and what cannot be is none. */
function put({ diagrams }: OpenRules, cases: Case[], when: Truth, low: number, high: number, sum: Form): void {
  if (when === never) return
  for (let index = 0; index < cases.length; index++) {
    const same = cases[index]!
    if (same.low !== low || same.high !== high || same.sum !== sum) continue
    cases[index] = { when: diagrams.either(same.when, when), low, high, sum }
    return
  }
  cases.push({ when, low, high, sum })
}

function unlessTooMany(weighing: Weighing, cases: readonly Case[]): readonly Case[] {
  return cases.length > mostCases ? giveUp(weighing) : cases
}

function scale({ forms }: OpenRules, cases: readonly Case[], factor: number, divisor: number): readonly Case[] {
  return cases.map(({ when, low, high, sum }) => {
    if (factor === 0) return { when, low: 0, high: 0, sum: nothing }
    const one = (low * factor) / divisor
    const other = (high * factor) / divisor
    return { when, low: Math.min(one, other), high: Math.max(one, other), sum: forms.times(sum, factor / divisor) }
  })
}

/** How many there are besides those listed. */
function besides({ others, open }: Weighing): number {
  return others === nobodyElse ? 0 : others === oneAlone ? 1 : mostMembers - open.desk.sheet.members
}

function giveUp(weighing: Weighing): readonly Case[] {
  weighing.isTooMuch = true
  return nobody
}
