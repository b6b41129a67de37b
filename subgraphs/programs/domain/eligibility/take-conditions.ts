/** Takes conditions: strong Kleene logic over masks. Each function takes the steps of its kind that stand together. */
import type { Desk } from './desk'
import { headCode, relationship, relationships } from './facts-by-number'
import { possibleHeads } from './heads'
import { Op } from './tape'

/** Of the household: all bits where it is so, none where it is not. */
const everyBit = (is: boolean) => 0 - Number(is)

export function takeHouseholdIs({ tape, sheet, yes, no }: Desk, from: number, to: number): void {
  const { a, detail } = tape
  const { known, value } = sheet
  for (let at = from; at < to; at++) {
    const fact = a[at]!
    const is = -known[fact]!
    const passes = -detail[at]!.codes![value[fact]!]!
    yes[at] = is & passes
    no[at] = is & ~passes
  }
}

/** MEMBER_TRUE, and MEMBER_FALSE as its mirror. */
export function takeMemberTruth({ tape, sheet, yes, no }: Desk, from: number, to: number): void {
  const { op, a } = tape
  const { memberKnown, memberTrue } = sheet
  for (let at = from; at < to; at++) {
    const is = memberTrue[a[at]!]!
    const isNot = memberKnown[a[at]!]! & ~is
    if (op[at] === Op.MEMBER_TRUE) {
      yes[at] = is
      no[at] = isNot
    } else {
      yes[at] = isNot
      no[at] = is
    }
  }
}

export function takeMemberIs({ tape, sheet, yes, no }: Desk, from: number, to: number): void {
  const { a, detail } = tape
  const { memberKnown, memberValue, span, all, further, heads } = sheet
  for (let at = from; at < to; at++) {
    const fact = a[at]!
    const { codes } = detail[at]!
    const known = memberKnown[fact]!
    let passing = 0
    for (let member = 0; member < span; member++) passing |= codes![memberValue[fact * 32 + member]!]! << member
    yes[at] = known & passing
    no[at] = known & ~passing
    if (fact !== relationship || heads === 0) continue
    // Where the head is known, nobody else is.
    const others = (all | further) & ~known
    if (others === 0) continue
    const rest = otherThanHead(codes!)
    if (rest > 0) yes[at]! |= others
    if (rest < 0) no[at]! |= others
  }
}

/** 1 where every relationship but that of the head passes, -1 where none does, else 0. */
function otherThanHead(codes: Uint8Array): number {
  let passing = 0
  for (let code = 0; code < relationships; code++) if (code !== headCode) passing += codes[code]!
  return passing === relationships - 1 ? 1 : passing === 0 ? -1 : 0
}

/** ALL, and ANY as its mirror: all hold where each does, and do not where one does not. */
export function takeGroup({ tape, yes, no }: Desk, from: number, to: number): void {
  const { op, firstPart, partList } = tape
  let place = firstPart[from]!
  for (let at = from; at < to; at++) {
    const end = firstPart[at + 1]!
    let each = -1
    let one = 0
    if (op[at] === Op.ALL) {
      for (; place < end; place++) {
        const part = partList[place]!
        each &= yes[part]!
        one |= no[part]!
      }
      yes[at] = each
      no[at] = one
    } else {
      for (; place < end; place++) {
        const part = partList[place]!
        each &= no[part]!
        one |= yes[part]!
      }
      no[at] = each
      yes[at] = one
    }
  }
}

export function takeNot({ tape, yes, no }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const of = tape.a[at]!
    yes[at] = no[of]!
    no[at] = yes[of]!
  }
}

export function takeAtLeast({ tape, sheet, yes, no }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const least = tape.a[at]!
    const isOfMember = tape.ofMember[at] === 1
    const members = isOfMember ? sheet.span : 1
    let always = 0
    let never = 0
    for (let member = 0; member < members; member++) {
      let sure = 0
      let possible = 0
      for (const part of tape.parts[at]!) {
        if ((yes[part]! >>> member) & 1) sure++
        if (((no[part]! >>> member) & 1) === 0) possible++
      }
      if (sure >= least) always |= 1 << member
      if (possible < least) never |= 1 << member
    }
    yes[at] = isOfMember ? always : -always
    no[at] = isOfMember ? never : -never
  }
}

export function takeIf({ tape, yes, no }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const test = tape.a[at]!
    const then = tape.b[at]!
    const other = tape.c[at]!
    yes[at] = (yes[test]! & yes[then]!) | (no[test]! & yes[other]!) | (yes[then]! & yes[other]!)
    no[at] = (yes[test]! & no[then]!) | (no[test]! & no[other]!) | (no[then]! & no[other]!)
  }
}

/** ANY_MEMBER, and EVERY_MEMBER as its mirror: somebody is where one who is there is, and nobody where none of those is who may be. */
export function takeMembers({ tape, sheet, yes, no }: Desk, from: number, to: number): void {
  const { op, a } = tape
  const there = sheet.sure
  const possible = sheet.all | sheet.further
  for (let at = from; at < to; at++) {
    const isMirror = op[at] === Op.EVERY_MEMBER
    const is = isMirror ? no : yes
    const isNot = isMirror ? yes : no
    const of = a[at]!
    is[at] = everyBit((is[of]! & there) !== 0)
    isNot[at] = everyBit((isNot[of]! & possible) === possible)
  }
}

/**
 * A household has one head, so a listed head decides even before the list is whole, and a sole member is the head. With two heads that
 * differ, or none, it stays open who is.
 */
export function takeHead({ tape, sheet, yes, no }: Desk, from: number, to: number): void {
  const candidates = possibleHeads(sheet)
  for (let at = from; at < to; at++) {
    const of = tape.a[at]!
    // Two heads who differ contradict each other; of two who agree it does not matter who is.
    yes[at] = everyBit(candidates !== 0 && (yes[of]! & candidates) === candidates)
    no[at] = everyBit(candidates !== 0 && (no[of]! & candidates) === candidates)
  }
}
