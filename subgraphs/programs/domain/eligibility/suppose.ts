/** Supposes a value for a fact that is not known: puts it on the sheet, and takes it off again. */
import type { Desk } from './desk'
import {
  age,
  birthDate,
  expenses,
  headCode,
  householdByNumber,
  incomes,
  memberByNumber,
  otherType,
  relationship,
  type NumberedFact,
} from './facts-by-number'
import { memberOf, numberOf, type Fact } from './open-facts'
import { run } from './run'
import type { Sheet } from './sheet'
import { Op } from './tape'
import { valuesApart } from './values-apart'

/** A boolean's 0 or 1, an enum's or a text's code, a number; of a list of amounts, cents a year of one further amount of a type. */
export interface Value {
  readonly value: number
  readonly type?: number
}

/** Takes the supposition off again, and leaves the sheet as it was. */
export type Undo = () => void

export function suppose(sheet: Sheet, fact: Fact, { value, type = otherType }: Value): Undo {
  const member = memberOf(fact)
  const number = numberOf(fact)
  if (member < 0) {
    const before = [sheet.known[number]!, sheet.value[number]!] as const
    sheet.known[number] = 1
    sheet.value[number] = value
    return () => {
      sheet.known[number] = before[0]
      sheet.value[number] = before[1]
    }
  }
  const bit = 1 << member
  if (number === age || number === birthDate) {
    const before = [sheet.ageKnown, sheet.ages[member]!] as const
    sheet.ageKnown |= bit
    sheet.ages[member] = value
    return () => {
      sheet.ageKnown = before[0]
      sheet.ages[member] = before[1]
    }
  }
  if (number === incomes || number === expenses) {
    const columns = number === incomes ? sheet.incomes : sheet.expenses
    const before = [columns.supposed, columns.furtherTypes[member]!, columns.furtherCents[member]!] as const
    columns.supposed |= bit
    columns.furtherTypes[member] = type
    columns.furtherCents[member] = value
    return () => {
      columns.supposed = before[0]
      columns.furtherTypes[member] = before[1]
      columns.furtherCents[member] = before[2]
    }
  }
  const place = number * 32 + member
  const before = [sheet.memberKnown[number]!, sheet.memberTrue[number]!, sheet.memberValue[place]!, sheet.heads] as const
  sheet.memberKnown[number]! |= bit
  if (memberByNumber[number]!.kind === 'BOOLEAN') sheet.memberTrue[number] = value === 1 ? before[1] | bit : before[1] & ~bit
  else sheet.memberValue[place] = value
  if (number === relationship) sheet.heads = value === headCode ? sheet.heads | bit : sheet.heads & ~bit
  return () => {
    sheet.memberKnown[number] = before[0]
    sheet.memberTrue[number] = before[1]
    sheet.memberValue[place] = before[2]
    sheet.heads = before[3]
  }
}

/**
 * Values of a fact, one for each way in which the tests among the steps can come out: the two of a boolean, codes that no test tells apart
 * taken once, and of a number those on either side of where a test turns. A quantity is a sum of amounts, so where it meets its limit is
 * read off two of its values; what else is open counts for nothing then.
 */
export function valuesOf(desk: Desk, steps: Int32Array, fact: Fact): readonly Value[] {
  const apart = valuesApart(desk.tape, steps, fact)
  if (apart !== undefined) return apart.map((value) => ({ value }))
  const { kind }: NumberedFact = memberOf(fact) < 0 ? householdByNumber[fact]! : memberByNumber[numberOf(fact)]!
  const isList = kind === 'INCOMES' || kind === 'EXPENSES'
  const candidates = isList
    ? typesApart(desk, steps, kind === 'INCOMES' ? incomes : expenses).flatMap((type) => turns(desk, steps, fact, type))
    : turns(desk, steps, fact)
  return firstOfEach(candidates, desk, steps, fact)
}

/** One type of amount for each set of steps that counts it. */
function typesApart({ tape }: Desk, steps: Int32Array, list: number): number[] {
  const kinds = [...steps].filter((at) => tape.op[at] === Op.AMOUNTS && tape.a[at] === list).map((at) => tape.b[at]!)
  const first = new Map<string, number>()
  for (let type = 0; type <= otherType; type++) {
    const counted = kinds.map((mask) => (mask >>> type) & 1).join('')
    if (counted.includes('1') && !first.has(counted)) first.set(counted, type)
  }
  return [...first.values()]
}

function firstOfEach(values: readonly Value[], desk: Desk, steps: Int32Array, fact: Fact): readonly Value[] {
  const first = new Map<string, Value>()
  for (const value of values) {
    const undo = suppose(desk.sheet, fact, value)
    run(desk, steps)
    undo()
    const seen = testsOf(desk, steps)
    if (!first.has(seen)) first.set(seen, value)
  }
  return [...first.values()]
}

/** How every test came out. */
function testsOf({ tape, sheet, yes, no }: Desk, steps: Int32Array): string {
  let outcomes = ''
  for (const at of steps) {
    const op = tape.op[at]!
    if (op !== Op.COMPARE && op !== Op.MEMBER_COMPARE && op !== Op.MEMBER_IS && op !== Op.HOUSEHOLD_IS && op !== Op.HEAD) continue
    const mask = tape.ofMember[at] === 1 ? sheet.all : -1
    outcomes += `${yes[at]! & mask},${no[at]! & mask};`
  }
  return outcomes
}

/** Nothing, more than any limit, and the whole numbers around every place at which a comparison turns. */
function turns(desk: Desk, steps: Int32Array, fact: Fact, type?: number): Value[] {
  const gapsAt = (value: number): number[] => {
    const undo = suppose(desk.sheet, fact, type === undefined ? { value } : { value, type })
    run(desk, steps)
    undo()
    return gaps(desk, steps)
  }
  const [none, one] = [gapsAt(0), gapsAt(unit)]
  const found = new Set([0, most])
  none.forEach((gap, index) => {
    const slope = (one[index]! - gap) / unit
    const turn = -gap / slope
    if (!Number.isFinite(turn)) return
    for (const value of [Math.ceil(turn) - 1, Math.floor(turn), Math.ceil(turn), Math.floor(turn) + 1])
      if (value >= 0 && value <= most) found.add(value)
  })
  return [...found].sort((low, high) => low - high).map((value) => (type === undefined ? { value } : { value, type }))
}

/** Small enough that no limit lies below it, and whole. */
const unit = 1

/** More than any limit. */
const most = 1e13

/** How far the lower ends of the two sides of each comparison lie apart. */
function gaps({ tape, sheet, low, memberLow }: Desk, steps: Int32Array): number[] {
  const found: number[] = []
  const lowOf = (at: number, member: number) => (tape.block[at]! < 0 ? low[at]! : memberLow[tape.block[at]! * 32 + member]!)
  for (const at of steps) {
    const [a, b] = [tape.a[at]!, tape.b[at]!]
    if (tape.op[at] === Op.COMPARE) found.push(low[a]! - low[b]!)
    else if (tape.op[at] === Op.MEMBER_COMPARE)
      for (let member = 0; member < sheet.members; member++) found.push(lowOf(a, member) - lowOf(b, member))
  }
  return found
}
