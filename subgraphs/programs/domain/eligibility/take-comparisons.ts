/** Takes comparisons: of two ranges one may lie wholly on one side of the other. */
import type { Desk } from './desk'
import { above, below, equals, operators } from './tape'

export function takeCompare({ tape, yes, no, low, high }: Desk, from: number, to: number): void {
  const { c, smaller, larger } = tape
  for (let at = from; at < to; at++) {
    const operator = c[at]!
    const small = smaller[at]!
    const large = larger[at]!
    const least = low[small]!
    const most = high[small]!
    const leastLarge = low[large]!
    const mostLarge = high[large]!
    if (operator === below || operator === above) {
      yes[at] = 0 - Number(most < leastLarge)
      no[at] = 0 - Number(least >= mostLarge)
    } else if (operator === equals) {
      yes[at] = 0 - Number(areEqual(least, most, leastLarge, mostLarge))
      no[at] = 0 - Number(areApart(least, most, leastLarge, mostLarge))
    } else {
      yes[at] = 0 - Number(most <= leastLarge)
      no[at] = 0 - Number(least > mostLarge)
    }
  }
}

export function takeMemberCompare(desk: Desk, from: number, to: number): void {
  const { tape, yes, no, low, high, memberLow, memberHigh } = desk
  const { c, smaller, larger, block } = tape
  const { span } = desk.sheet
  for (let at = from; at < to; at++) {
    const isStrict = c[at] === below || c[at] === above
    const isEqual = c[at] === equals
    const small = smaller[at]!
    const large = larger[at]!
    const ofSmall = block[small]! * 32
    const ofLarge = block[large]! * 32
    let least = low[small]!
    let most = high[small]!
    let leastLarge = low[large]!
    let mostLarge = high[large]!
    let passing = 0
    let failing = 0
    for (let member = 0; member < span; member++) {
      if (ofSmall >= 0) {
        least = memberLow[ofSmall + member]!
        most = memberHigh[ofSmall + member]!
      }
      if (ofLarge >= 0) {
        leastLarge = memberLow[ofLarge + member]!
        mostLarge = memberHigh[ofLarge + member]!
      }
      if (isStrict) {
        passing |= Number(most < leastLarge) << member
        failing |= Number(least >= mostLarge) << member
      } else if (isEqual) {
        passing |= Number(areEqual(least, most, leastLarge, mostLarge)) << member
        failing |= Number(areApart(least, most, leastLarge, mostLarge)) << member
      } else {
        passing |= Number(most <= leastLarge) << member
        failing |= Number(least > mostLarge) << member
      }
    }
    yes[at] = passing
    no[at] = failing
  }
}

function areEqual(low: number, high: number, least: number, most: number): boolean {
  return low === high && least === most && low === least
}

function areApart(low: number, high: number, least: number, most: number): boolean {
  return high < least || low > most
}

/** 1 where it holds wherever in their ranges the two are, -1 where it never does, 0 where that is open. */
export function order(operator: number, low: number, high: number, least: number, most: number): number {
  switch (operators[operator]) {
    case 'atMost':
      return high <= least ? 1 : low > most ? -1 : 0
    case 'below':
      return high < least ? 1 : low >= most ? -1 : 0
    case 'atLeast':
      return low >= most ? 1 : high < least ? -1 : 0
    case 'above':
      return low > most ? 1 : high <= least ? -1 : 0
    default:
      return areEqual(low, high, least, most) ? 1 : areApart(low, high, least, most) ? -1 : 0
  }
}
