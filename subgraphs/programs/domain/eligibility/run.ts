/** Takes the steps of a tape for the household on the desk: strong Kleene logic over masks, intervals over quantities. */
import type { Desk } from './desk'
import { headCode, incomes, relationship, relationships } from './facts-by-number'
import { isListWhole, mostMembers, type Sheet } from './sheet'
import { Op } from './tape'

/** Takes all steps, or those given, in order. */
export function run(desk: Desk, steps?: Int32Array): void {
  const { op } = desk.tape
  const count = steps?.length ?? op.length
  for (let index = 0; index < count; index++) {
    const at = steps === undefined ? index : steps[index]!
    if (op[at]! < Op.COMPARE) judge(desk, at, op[at]!)
    else if (op[at]! < Op.NUMBER) compare(desk, at)
    else if (op[at]! < Op.MEMBER_FACT) weigh(desk, at, op[at]!)
    else weighMembers(desk, at, op[at]!)
  }
}

function judge(desk: Desk, at: number, op: number): void {
  const { tape, sheet, yes, no } = desk
  const a = tape.a[at]!
  switch (op) {
    case Op.CONSTANT:
      yes[at] = -a
      no[at] = a - 1
      return
    case Op.UNSOURCED:
      yes[at] = 0
      no[at] = 0
      return
    case Op.HOUSEHOLD_IS: {
      const known = sheet.known[a] === 1
      const passes = known && tape.detail[at]!.codes![sheet.value[a]!] === 1
      yes[at] = passes ? -1 : 0
      no[at] = known && !passes ? -1 : 0
      return
    }
    case Op.MEMBER_TRUE:
      yes[at] = sheet.memberTrue[a]!
      no[at] = sheet.memberKnown[a]! & ~sheet.memberTrue[a]!
      return
    case Op.MEMBER_FALSE:
      yes[at] = sheet.memberKnown[a]! & ~sheet.memberTrue[a]!
      no[at] = sheet.memberTrue[a]!
      return
    case Op.MEMBER_IS: {
      const codes = tape.detail[at]!.codes!
      const known = sheet.memberKnown[a]!
      let passing = 0
      for (let member = 0; member < sheet.span; member++)
        if ((known >>> member) & 1 && codes[sheet.memberValue[a * 32 + member]!] === 1) passing |= 1 << member
      yes[at] = passing
      no[at] = known & ~passing
      if (a === relationship && sheet.heads !== 0) {
        // Where the head is known, nobody else is.
        const others = (sheet.all | sheet.further) & ~known
        const rest = otherThanHead(codes)
        if (rest > 0) yes[at] = passing | others
        if (rest < 0) no[at] = (known & ~passing) | others
      }
      return
    }
    case Op.ALL: {
      let every = -1
      let never = 0
      for (const part of tape.parts[at]!) {
        every &= yes[part]!
        never |= no[part]!
      }
      yes[at] = every
      no[at] = never
      return
    }
    case Op.ANY: {
      let some = 0
      let none = -1
      for (const part of tape.parts[at]!) {
        some |= yes[part]!
        none &= no[part]!
      }
      yes[at] = some
      no[at] = none
      return
    }
    case Op.NOT:
      yes[at] = no[a]!
      no[at] = yes[a]!
      return
    case Op.AT_LEAST:
      return judgeAtLeast(desk, at, a)
    case Op.IF: {
      const [then, other] = [tape.b[at]!, tape.c[at]!]
      yes[at] = (yes[a]! & yes[then]!) | (no[a]! & yes[other]!) | (yes[then]! & yes[other]!)
      no[at] = (yes[a]! & no[then]!) | (no[a]! & no[other]!) | (no[then]! & no[other]!)
      return
    }
    case Op.ANY_MEMBER:
      yes[at] = (yes[a]! & someone(sheet)) !== 0 ? -1 : 0
      no[at] = (no[a]! & anyone(sheet)) === anyone(sheet) ? -1 : 0
      return
    case Op.EVERY_MEMBER:
      yes[at] = (yes[a]! & anyone(sheet)) === anyone(sheet) ? -1 : 0
      no[at] = (no[a]! & someone(sheet)) !== 0 ? -1 : 0
      return
    default:
      return judgeHead(desk, at, a)
  }
}

/** 1 where every relationship but that of the head passes, -1 where none does, else 0. */
function otherThanHead(codes: Uint8Array): number {
  let passing = 0
  for (let code = 0; code < relationships; code++) if (code !== headCode) passing += codes[code]!
  return passing === relationships - 1 ? 1 : passing === 0 ? -1 : 0
}

/** Those who are there for sure: a household has someone. */
function someone({ all, further }: Sheet): number {
  return all !== 0 ? all : further
}

/** Those who are there or may be. */
function anyone({ all, further }: Sheet): number {
  return all | further
}

function judgeAtLeast({ tape, sheet, yes, no }: Desk, at: number, least: number): void {
  const parts = tape.parts[at]!
  let always = 0
  let never = 0
  const members = tape.ofMember[at] === 1 ? sheet.span : 1
  for (let member = 0; member < members; member++) {
    let sure = 0
    let possible = 0
    for (const part of parts) {
      if ((yes[part]! >>> member) & 1) sure++
      if (((no[part]! >>> member) & 1) === 0) possible++
    }
    if (sure >= least) always |= 1 << member
    if (possible < least) never |= 1 << member
  }
  yes[at] = tape.ofMember[at] === 1 ? always : -always
  no[at] = tape.ofMember[at] === 1 ? never : -never
}

/**
 * A household has one head, so a listed head decides even before the list is whole, and a sole member is the head. With two heads that
 * differ, or none, it stays open who is.
 */
function judgeHead({ sheet, yes, no }: Desk, at: number, of: number): void {
  const candidates = possibleHeads(sheet)
  // Two heads who differ contradict each other; of two who agree it does not matter who is.
  yes[at] = candidates !== 0 && (yes[of]! & candidates) === candidates ? -1 : 0
  no[at] = candidates !== 0 && (no[of]! & candidates) === candidates ? -1 : 0
}

/** Those who are the head, or of whom one is. */
export function possibleHeads(sheet: Sheet): number {
  if (sheet.heads !== 0) return sheet.heads
  const possible = (sheet.all & ~sheet.memberKnown[relationship]!) | sheet.further
  // Where nobody can be, what is known contradicts itself, and anybody may.
  return isSole(sheet) || possible === 0 ? sheet.all : possible
}

export function isSole({ members, whole }: Desk['sheet']): boolean {
  return members === 1 && whole
}

function compare(desk: Desk, at: number): void {
  const { tape, sheet, yes, no, low, high } = desk
  const [a, b, operator] = [tape.a[at]!, tape.b[at]!, tape.c[at]!]
  if (tape.op[at] === Op.COMPARE) {
    const truth = order(operator, low[a]!, high[a]!, low[b]!, high[b]!)
    yes[at] = truth > 0 ? -1 : 0
    no[at] = truth < 0 ? -1 : 0
    return
  }
  let passing = 0
  let failing = 0
  const [left, right] = [tape.block[a]! * 32, tape.block[b]! * 32]
  for (let member = 0; member < sheet.span; member++) {
    const truth = order(
      operator,
      left < 0 ? low[a]! : desk.memberLow[left + member]!,
      left < 0 ? high[a]! : desk.memberHigh[left + member]!,
      right < 0 ? low[b]! : desk.memberLow[right + member]!,
      right < 0 ? high[b]! : desk.memberHigh[right + member]!,
    )
    if (truth > 0) passing |= 1 << member
    if (truth < 0) failing |= 1 << member
  }
  yes[at] = passing
  no[at] = failing
}

/** 1 where it holds wherever in their ranges the two are, -1 where it never does, 0 where that is open. */
export function order(operator: number, low: number, high: number, least: number, most: number): number {
  switch (operator) {
    case 0:
      return high <= least ? 1 : low > most ? -1 : 0
    case 1:
      return high < least ? 1 : low >= most ? -1 : 0
    case 2:
      return low >= most ? 1 : high < least ? -1 : 0
    case 3:
      return low > most ? 1 : high <= least ? -1 : 0
    default:
      return low === high && least === most && low === least ? 1 : high < least || low > most ? -1 : 0
  }
}

function weigh(desk: Desk, at: number, op: number): void {
  const { tape, sheet, low, high, yes, no } = desk
  const a = tape.a[at]!
  switch (op) {
    case Op.NUMBER:
      low[at] = tape.factor[at]!
      high[at] = tape.factor[at]!
      return
    case Op.UNFOUNDED:
      low[at] = -Infinity
      high[at] = Infinity
      return
    case Op.SIZE:
      // A household has someone.
      low[at] = sheet.members === 0 ? 1 : sheet.members
      high[at] = sheet.whole ? sheet.members : mostMembers
      return
    case Op.HOUSEHOLD_FACT: {
      const known = sheet.known[a] === 1
      low[at] = known ? sheet.value[a]! * tape.factor[at]! : 0
      high[at] = known ? low[at] : Infinity
      return
    }
    case Op.TABLE: {
      const { sizes, perPerson } = tape.detail[at]!
      const lowest = limitFor(low[a]!, sizes!, perPerson)
      low[at] = lowest ?? sizes![sizes!.length - 1] ?? 0
      high[at] = limitFor(high[a]!, sizes!, perPerson) ?? Infinity
      desk.lacksSource[at] = lowest === undefined ? 1 : 0
      return
    }
    case Op.COUNT: {
      const sure = bits(yes[a]! & someone(sheet))
      low[at] = sure
      const open = bits(~(yes[a]! | no[a]!) & sheet.all)
      high[at] = sure + open + ((no[a]! & sheet.further) === sheet.further ? 0 : mostMembers - sheet.members)
      return
    }
    case Op.SUM:
      return weighSum(desk, at, a, tape.b[at]!)
    case Op.ADD: {
      let [least, most] = [0, 0]
      for (const part of tape.parts[at]!) {
        least += low[part]!
        most += high[part]!
      }
      low[at] = least
      high[at] = most
      return
    }
    case Op.SUBTRACT: {
      const b = tape.b[at]!
      low[at] = low[a]! - high[b]!
      high[at] = high[a]! - low[b]!
      return
    }
    case Op.SHARE:
      low[at] = (low[a]! * tape.factor[at]!) / tape.divisor[at]!
      high[at] = (high[a]! * tape.factor[at]!) / tape.divisor[at]!
      return
    default: {
      const [then, other] = [tape.b[at]!, tape.c[at]!]
      const [is, isNot] = [yes[a] !== 0, no[a] !== 0]
      low[at] = is ? low[then]! : isNot ? low[other]! : Math.min(low[then]!, low[other]!)
      high[at] = is ? high[then]! : isNot ? high[other]! : Math.max(high[then]!, high[other]!)
    }
  }
}

/** What each member for whom `where` holds adds; one for whom it is open may add it or not, and so may one who is not listed. */
function weighSum({ tape, sheet, low, high, memberLow, memberHigh, yes, no }: Desk, at: number, of: number, where: number): void {
  const block = tape.block[of]! * 32
  const counted = where < 0 ? -1 : yes[where]!
  const out = where < 0 ? 0 : no[where]!
  let [least, most] = [0, 0]
  for (let member = 0; member < sheet.span; member++) {
    if ((out >>> member) & 1) continue
    const times = member < sheet.members ? 1 : mostMembers - sheet.members
    const from = block < 0 ? low[of]! : memberLow[block + member]!
    const to = block < 0 ? high[of]! : memberHigh[block + member]!
    if (member < sheet.members && (counted >>> member) & 1) {
      least += from
      most += to
    } else {
      least += times * Math.min(0, from)
      most += times * Math.max(0, to)
    }
  }
  low[at] = least
  high[at] = most
}

/** Limits do not fall as a household grows, so a size that is at least so large has a limit that is at least so high. */
export function limitFor(size: number, sizes: readonly number[], perPerson: number | undefined): number | undefined {
  const people = size < 1 ? 1 : size
  if (people <= sizes.length) return sizes[people - 1]
  if (perPerson === undefined) return undefined
  const last = sizes[sizes.length - 1] ?? 0
  return perPerson === 0 ? last : last + (people - sizes.length) * perPerson
}

function weighMembers(desk: Desk, at: number, op: number): void {
  const { tape, sheet, low, high, memberLow, memberHigh, yes, no } = desk
  const [a, b, c] = [tape.a[at]!, tape.b[at]!, tape.c[at]!]
  const own = tape.block[at]! * 32
  const lowOf = (step: number, member: number) =>
    tape.block[step]! < 0 ? low[step]! : memberLow[tape.block[step]! * 32 + member]!
  const highOf = (step: number, member: number) =>
    tape.block[step]! < 0 ? high[step]! : memberHigh[tape.block[step]! * 32 + member]!
  for (let member = 0; member < sheet.span; member++) {
    let [least, most] = [0, Infinity]
    switch (op) {
      case Op.MEMBER_FACT:
        if ((sheet.memberKnown[a]! >>> member) & 1) least = most = sheet.memberValue[a * 32 + member]! * tape.factor[at]!
        break
      case Op.AGE:
        if ((sheet.ageKnown >>> member) & 1) least = most = sheet.ages[member]!
        break
      case Op.AMOUNTS: {
        const { starts, types, cents, vague, supposed, furtherTypes, furtherCents } =
          a === incomes ? sheet.incomes : sheet.expenses
        const isSupposed = (supposed >>> member) & 1
        if (isSupposed || (sheet.memberKnown[a]! >>> member) & 1) {
          let open = isSupposed || isListWhole(sheet, a, member) ? 0 : 1
          for (let entry = starts[member]!; entry < starts[member + 1]!; entry++) {
            if (((b >>> types[entry]!) & 1) === 0) continue
            least += cents[entry]!
            if (!isSupposed) open |= vague[entry]!
          }
          if (isSupposed && (b >>> furtherTypes[member]!) & 1) least += furtherCents[member]!
          most = open ? Infinity : least
        }
        break
      }
      case Op.MEMBER_ADD:
        most = 0
        for (const part of tape.parts[at]!) {
          least += lowOf(part, member)
          most += highOf(part, member)
        }
        break
      case Op.MEMBER_SUBTRACT:
        least = lowOf(a, member) - highOf(b, member)
        most = highOf(a, member) - lowOf(b, member)
        break
      case Op.MEMBER_SHARE:
        least = (lowOf(a, member) * tape.factor[at]!) / tape.divisor[at]!
        most = (highOf(a, member) * tape.factor[at]!) / tape.divisor[at]!
        break
      case Op.MEMBER_TABLE: {
        const { sizes, perPerson } = tape.detail[at]!
        const lowest = limitFor(lowOf(a, member), sizes!, perPerson)
        least = lowest ?? sizes![sizes!.length - 1] ?? 0
        most = limitFor(highOf(a, member), sizes!, perPerson) ?? Infinity
        desk.lacksSource[at] = lowest === undefined || (member > 0 && desk.lacksSource[at] === 1) ? 1 : 0
        break
      }
      default: {
        const is = (yes[a]! >>> member) & 1
        const isNot = (no[a]! >>> member) & 1
        const [low1, low2, high1, high2] = [lowOf(b, member), lowOf(c, member), highOf(b, member), highOf(c, member)]
        least = is ? low1 : isNot ? low2 : Math.min(low1, low2)
        most = is ? high1 : isNot ? high2 : Math.max(high1, high2)
      }
    }
    memberLow[own + member] = least
    memberHigh[own + member] = most
  }
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
