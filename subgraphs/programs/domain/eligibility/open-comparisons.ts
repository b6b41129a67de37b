/** Whether one quantity stands to another as a rule asks, where facts behind them are not known. */
import { age } from './facts-by-number'
import { nothing, type Form } from './forms'
import { isUnfounded, ofMember } from './open-facts'
import {
  crowd,
  isKnown,
  leastLimit,
  mostLimit,
  nobodyElse,
  oneAlone,
  quantityOf,
  TooMuch,
  type TruthOf,
  type Weighing,
} from './open-quantities'
import { chosen, comparing, fails, firstForm, holds, loose, variableOfSum, type OpenRules, type Side } from './opening'
import type { Quantity } from './quantity-diagram'
import { above, below, equals, Op } from './tape'
import { always, never, type Truth } from './truth'

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
  const weighing: Weighing = { open, truthOf, others }
  const isInVain = open.hollow[at] === 1 && (isChosenInVain(open, left) || isChosenInVain(open, right))
  const asked: Asked = { operator: c[at]!, member, side }
  try {
    return isInVain ? comparedInVain(weighing, left, right, asked) : comparedEndByEnd(weighing, left, right, asked)
  } catch (error) {
    if (error instanceof TooMuch) return loose(open, at, member, side)
    throw error
  }
}

/** Whether one quantity stands to another as asked, where one of them at least may not be to be had: as {@link ofEither} says. */
function comparedInVain(weighing: Weighing, left: number, right: number, asked: Asked): Truth {
  const { operator, member, side } = asked
  const [isLeft, isRight] = [isChosenInVain(weighing.open, left), isChosenInVain(weighing.open, right)]
  if (!isLeft && !isRight) return comparedEndByEnd(weighing, left, right, asked)
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

/** Every end of one with every end of the other that may be at once. */
function comparedEndByEnd(weighing: Weighing, left: number, right: number, { operator, member, side }: Asked): Truth {
  const { open } = weighing
  const { desk, diagrams, ways } = open
  const { op, a } = desk.tape
  const { isEnd, joined } = diagrams.quantities
  // A limit is looked up for each size only where it is compared.
  const isTable = (op[right] === Op.TABLE || op[right] === Op.MEMBER_TABLE) && !isKnown(desk, right, member)
  const table = isTable ? right : -1
  const one = quantityOf(weighing, left, member)
  const other = quantityOf(weighing, isTable ? a[right]! : right, member)
  const how: Order = { open, operator, side, table }
  if (isEnd(one) && isEnd(other)) return order(how, one, other)
  const ofEnds = (end: Quantity, than: Quantity) => order(how, end, than)
  return joined(one, other, { way: ways + comparing + (table + 1) * 10 + operator * 2 + side, ofEnds })
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

/** How one end should stand to another, and whether surely so or surely not. */
interface Order {
  readonly open: OpenRules
  readonly operator: number
  readonly side: Side
  /** Where there is one the other is a size, for which it has a limit; else -1. */
  readonly table: number
}

function order({ open, operator, side, table }: Order, end: Quantity, than: Quantity): Truth {
  const { forms, diagrams } = open
  const { lowOf, highOf, sumOf } = diagrams.quantities
  const negative = sumOf(than)
  const sum = negative === nothing ? sumOf(end) : forms.plus(sumOf(end), forms.times(negative, -1))
  if (table >= 0 && negative !== nothing) throw new TooMuch()
  const [lower, upper] = [lowOf(than), highOf(than)]
  const least = (table < 0 ? lower : leastLimit(open, table, lower)) - highOf(end)
  const most = (table < 0 ? upper : mostLimit(open, table, upper)) - lowOf(end)
  switch (operator) {
    case 0:
      return side === holds ? isAbove(open, sum, least) ^ 1 : isAbove(open, sum, most)
    case 1:
      return side === holds ? isFrom(open, sum, least) ^ 1 : isFrom(open, sum, most)
    case 2:
      return side === holds ? isFrom(open, sum, most) : isFrom(open, sum, least) ^ 1
    case 3:
      return side === holds ? isAbove(open, sum, most) : isAbove(open, sum, least) ^ 1
    default: {
      if (side === fails) return diagrams.either(isFrom(open, sum, least) ^ 1, isAbove(open, sum, most))
      if (least !== most) return never
      return diagrams.both(isFrom(open, sum, least), isAbove(open, sum, least) ^ 1)
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
