/** Takes comparisons: of two ranges one may lie wholly on one side of the other. */
import type { Desk } from './desk'

export function takeCompare({ tape, yes, no, low, high }: Desk, from: number, to: number): void {
  const { a, b, c } = tape
  for (let at = from; at < to; at++) {
    const operator = c[at]!
    const [left, right] = [a[at]!, b[at]!]
    const [least, most, leastRight, mostRight] = [low[left]!, high[left]!, low[right]!, high[right]!]
    yes[at] = 0 - Number(always(operator, least, most, leastRight, mostRight))
    no[at] = 0 - Number(never(operator, least, most, leastRight, mostRight))
  }
}

export function takeMemberCompare(desk: Desk, from: number, to: number): void {
  const { tape, yes, no, low, high, memberLow, memberHigh } = desk
  const { a, b, c, block } = tape
  const { span } = desk.sheet
  for (let at = from; at < to; at++) {
    const operator = c[at]!
    const [left, right] = [a[at]!, b[at]!]
    const [ofLeft, ofRight] = [block[left]! * 32, block[right]! * 32]
    let [least, most, leastRight, mostRight] = [low[left]!, high[left]!, low[right]!, high[right]!]
    let passing = 0
    let failing = 0
    for (let member = 0; member < span; member++) {
      if (ofLeft >= 0) {
        least = memberLow[ofLeft + member]!
        most = memberHigh[ofLeft + member]!
      }
      if (ofRight >= 0) {
        leastRight = memberLow[ofRight + member]!
        mostRight = memberHigh[ofRight + member]!
      }
      passing |= Number(always(operator, least, most, leastRight, mostRight)) << member
      failing |= Number(never(operator, least, most, leastRight, mostRight)) << member
    }
    yes[at] = passing
    no[at] = failing
  }
}

/** Whether it holds wherever in their ranges the two are. */
function always(operator: number, low: number, high: number, least: number, most: number): boolean {
  switch (operator) {
    case 0:
      return high <= least
    case 1:
      return high < least
    case 2:
      return low >= most
    case 3:
      return low > most
    default:
      return low === high && least === most && low === least
  }
}

/** Whether it holds nowhere in their ranges. */
function never(operator: number, low: number, high: number, least: number, most: number): boolean {
  switch (operator) {
    case 0:
      return low > most
    case 1:
      return low >= most
    case 2:
      return high < least
    case 3:
      return high <= least
    default:
      return high < least || low > most
  }
}

/** 1 where it always holds, -1 where it never does, 0 where that is open. */
export function order(operator: number, low: number, high: number, least: number, most: number): number {
  return always(operator, low, high, least, most) ? 1 : never(operator, low, high, least, most) ? -1 : 0
}
