/** Takes quantities of members: for each the range that it lies in. Where one of the household is read, it is the same for all. */
import type { Desk } from './desk'
import { expensesComplete, incomes, incomesComplete } from './facts-by-number'
import { limitFor } from './take-quantities'

export function takeMemberFact({ tape, sheet, memberLow, memberHigh }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const fact = tape.a[at]!
    const own = tape.block[at]! * 32
    for (let member = 0; member < sheet.span; member++) {
      const known = (sheet.memberKnown[fact]! >>> member) & 1
      memberLow[own + member] = known ? sheet.memberValue[fact * 32 + member]! * tape.factor[at]! : 0
      memberHigh[own + member] = known ? memberLow[own + member]! : Infinity
    }
  }
}

export function takeAge({ tape, sheet, memberLow, memberHigh }: Desk, at: number): void {
  const own = tape.block[at]! * 32
  for (let member = 0; member < sheet.span; member++) {
    const known = (sheet.ageKnown >>> member) & 1
    memberLow[own + member] = known ? sheet.ages[member]! : 0
    memberHigh[own + member] = known ? sheet.ages[member]! : Infinity
  }
}

export function takeAmounts({ tape, sheet, memberLow, memberHigh }: Desk, from: number, to: number): void {
  const { memberKnown, memberTrue, span, incomes: earned, expenses: spent } = sheet
  for (let at = from; at < to; at++) {
    const list = tape.a[at]!
    const kinds = tape.b[at]!
    const own = tape.block[at]! * 32
    const { starts, types, cents, vague, supposed, furtherTypes, furtherCents } = list === incomes ? earned : spent
    const closing = list === incomes ? incomesComplete : expensesComplete
    const whole = memberKnown[closing]! & memberTrue[closing]!
    const known = memberKnown[list]! | supposed
    for (let member = 0; member < span; member++) {
      if (((known >>> member) & 1) === 0) {
        memberLow[own + member] = 0
        memberHigh[own + member] = Infinity
        continue
      }
      let sum = 0
      let open = ((whole >>> member) & 1) ^ 1
      const end = starts[member + 1]!
      for (let entry = starts[member]!; entry < end; entry++) {
        if (((kinds >>> types[entry]!) & 1) === 0) continue
        sum += cents[entry]!
        open |= vague[entry]!
      }
      if ((supposed >>> member) & 1) {
        open = 0
        if ((kinds >>> furtherTypes[member]!) & 1) sum += furtherCents[member]!
      }
      memberLow[own + member] = sum
      memberHigh[own + member] = open ? Infinity : sum
    }
  }
}

export function takeMemberAdd(desk: Desk, from: number, to: number): void {
  const { tape, sheet, memberLow, memberHigh } = desk
  for (let at = from; at < to; at++) {
    const own = tape.block[at]! * 32
    for (let member = 0; member < sheet.span; member++) {
      let least = 0
      let most = 0
      for (const part of tape.parts[at]!) {
        least += lowOf(desk, part, member)
        most += highOf(desk, part, member)
      }
      memberLow[own + member] = least
      memberHigh[own + member] = most
    }
  }
}

export function takeMemberSubtract(desk: Desk, from: number, to: number): void {
  const { tape, sheet, memberLow, memberHigh } = desk
  for (let at = from; at < to; at++) {
    const left = tape.a[at]!
    const right = tape.b[at]!
    const own = tape.block[at]! * 32
    for (let member = 0; member < sheet.span; member++) {
      memberLow[own + member] = lowOf(desk, left, member) - highOf(desk, right, member)
      memberHigh[own + member] = highOf(desk, left, member) - lowOf(desk, right, member)
    }
  }
}

export function takeMemberShare(desk: Desk, from: number, to: number): void {
  const { tape, sheet, memberLow, memberHigh } = desk
  for (let at = from; at < to; at++) {
    const of = tape.a[at]!
    const own = tape.block[at]! * 32
    for (let member = 0; member < sheet.span; member++) {
      memberLow[own + member] = (lowOf(desk, of, member) * tape.factor[at]!) / tape.divisor[at]!
      memberHigh[own + member] = (highOf(desk, of, member) * tape.factor[at]!) / tape.divisor[at]!
    }
  }
}

export function takeMemberChoose(desk: Desk, from: number, to: number): void {
  const { tape, sheet, yes, no, memberLow, memberHigh } = desk
  for (let at = from; at < to; at++) {
    const test = tape.a[at]!
    const then = tape.b[at]!
    const other = tape.c[at]!
    const own = tape.block[at]! * 32
    for (let member = 0; member < sheet.span; member++) {
      const is = (yes[test]! >>> member) & 1
      const isNot = (no[test]! >>> member) & 1
      const least = lowOf(desk, then, member)
      const leastElse = lowOf(desk, other, member)
      const most = highOf(desk, then, member)
      const mostElse = highOf(desk, other, member)
      memberLow[own + member] = is ? least : isNot ? leastElse : Math.min(least, leastElse)
      memberHigh[own + member] = is ? most : isNot ? mostElse : Math.max(most, mostElse)
    }
  }
}

export function takeMemberTable(desk: Desk, from: number, to: number): void {
  const { tape, sheet, memberLow, memberHigh, lacksSource } = desk
  for (let at = from; at < to; at++) {
    const { sizes, perPerson } = tape.detail[at]!
    const of = tape.a[at]!
    const own = tape.block[at]! * 32
    if (sheet.span > 0) lacksSource[at] = 0
    for (let member = 0; member < sheet.span; member++) {
      const lowest = limitFor(lowOf(desk, of, member), sizes!, perPerson)
      memberLow[own + member] = lowest ?? sizes![sizes!.length - 1] ?? 0
      memberHigh[own + member] = limitFor(highOf(desk, of, member), sizes!, perPerson) ?? Infinity
      if (lowest === undefined) lacksSource[at] = 1
    }
  }
}

function lowOf({ tape, low, memberLow }: Desk, at: number, member: number): number {
  const block = tape.block[at]! * 32
  return block < 0 ? low[at]! : memberLow[block + member]!
}

function highOf({ tape, high, memberHigh }: Desk, at: number, member: number): number {
  const block = tape.block[at]! * 32
  return block < 0 ? high[at]! : memberHigh[block + member]!
}
