/** Takes quantities of the household: the range that each lies in. */
import type { Desk } from './desk'
import { mostMembers } from './sheet'

export function takeSize({ sheet, low, high }: Desk, at: number): void {
  low[at] = bits(sheet.sure)
  high[at] = sheet.whole ? sheet.members : mostMembers
}

export function takeHouseholdFact({ tape, sheet, low, high }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const fact = tape.a[at]!
    const known = sheet.known[fact] === 1
    low[at] = known ? sheet.value[fact]! * tape.factor[at]! : 0
    high[at] = known ? low[at]! : Infinity
  }
}

export function takeTable({ tape, low, high, lacksSource }: Desk, from: number, to: number): void {
  const { a, firstLimit, limitList } = tape
  for (let at = from; at < to; at++) {
    const least = low[a[at]!]!
    const most = high[a[at]!]!
    const first = firstLimit[at]!
    if (least === most && least >= 1 && least <= firstLimit[at + 1]! - first && least === (least | 0)) {
      low[at] = limitList[first + least - 1]!
      high[at] = low[at]!
      lacksSource[at] = 0
      continue
    }
    const { sizes, perPerson } = tape.detail[at]!
    const lowest = limitFor(least, sizes!, perPerson)
    low[at] = lowest ?? sizes![sizes!.length - 1] ?? 0
    high[at] = limitFor(most, sizes!, perPerson) ?? Infinity
    lacksSource[at] = lowest === undefined ? 1 : 0
  }
}

/** Limits do not fall as a household grows, so a size that is at least so large has a limit that is at least so high. */
export function limitFor(size: number, sizes: readonly number[], perPerson: number | undefined): number | undefined {
  const people = size < 1 ? 1 : size
  if (people <= sizes.length) return sizes[people - 1]
  if (perPerson === undefined) return undefined
  const last = sizes[sizes.length - 1] ?? 0
  return perPerson === 0 ? last : last + (people - sizes.length) * perPerson
}

export function takeCount({ tape, sheet, yes, no, low, high }: Desk, from: number, to: number): void {
  const { all, further, members, sure } = sheet
  for (let at = from; at < to; at++) {
    const of = tape.a[at]!
    const open = bits(~(yes[of]! | no[of]!) & all)
    low[at] = bits(yes[of]! & sure)
    high[at] = bits(yes[of]! & all) + open + ((no[of]! & further) === further ? 0 : mostMembers - members)
  }
}

/** What each member for whom `where` holds adds; one for whom it is open may add it or not, and so may one who is not listed. */
export function takeSum(desk: Desk, from: number, to: number): void {
  const { tape, sheet, yes, no, low, high, memberLow, memberHigh } = desk
  const { span, members } = sheet
  for (let at = from; at < to; at++) {
    const of = tape.a[at]!
    const where = tape.b[at]!
    const block = tape.block[of]! * 32
    const counted = where < 0 ? -1 : yes[where]!
    const out = where < 0 ? 0 : no[where]!
    let least = 0
    let most = 0
    for (let member = 0; member < span; member++) {
      if ((out >>> member) & 1) continue
      const few = block < 0 ? low[of]! : memberLow[block + member]!
      const many = block < 0 ? high[of]! : memberHigh[block + member]!
      if (member < members && (counted >>> member) & 1) {
        least += few
        most += many
      } else {
        const times = member < members ? 1 : mostMembers - members
        least += times * Math.min(0, few)
        most += times * Math.max(0, many)
      }
    }
    low[at] = least
    high[at] = most
  }
}

export function takeAdd({ tape, low, high }: Desk, from: number, to: number): void {
  const { firstPart, partList } = tape
  for (let at = from; at < to; at++) {
    const end = firstPart[at + 1]!
    let least = 0
    let most = 0
    for (let place = firstPart[at]!; place < end; place++) {
      const part = partList[place]!
      least += low[part]!
      most += high[part]!
    }
    low[at] = least
    high[at] = most
  }
}

export function takeSubtract({ tape, low, high }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const left = tape.a[at]!
    const right = tape.b[at]!
    low[at] = low[left]! - high[right]!
    high[at] = high[left]! - low[right]!
  }
}

export function takeShare({ tape, low, high }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const of = tape.a[at]!
    low[at] = (low[of]! * tape.factor[at]!) / tape.divisor[at]!
    high[at] = (high[of]! * tape.factor[at]!) / tape.divisor[at]!
  }
}

export function takeChoose({ tape, yes, no, low, high }: Desk, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const test = tape.a[at]!
    const then = tape.b[at]!
    const other = tape.c[at]!
    const is = yes[test] !== 0
    const isNot = no[test] !== 0
    low[at] = is ? low[then]! : isNot ? low[other]! : Math.min(low[then]!, low[other]!)
    high[at] = is ? high[then]! : isNot ? high[other]! : Math.max(high[then]!, high[other]!)
  }
}

/** How many bits are set. */
function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
