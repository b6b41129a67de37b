/**
 * Whether amounts that are nothing or more can be such that sums of them lie as they should. Amounts are done away with one after the
 * other: one bound from below and one from above say together what they say without it. (Fourier–Motzkin elimination; Dantzig and Eaves,
 * Fourier-Motzkin Elimination and Its Dual, 1973.)
 */

/** The sum of so many times each amount is at most this. */
export interface Bound {
  readonly times: readonly number[]
  readonly most: number
}

/** Past these it is not told. */
const mostBounds = 400

/** Less than the times and the bounds of whole sums differ by, in cents, and more than is lost by dividing. */
const nearlyNothing = 1e-6

/** So much of each amount. */
export type Point = readonly number[]

/**
 * A point at which all bounds hold, found by changing one amount of a point at which all but the last do; undefined where that is not
 * enough, and then there may still be one.
 */
export function pointBeside(point: Point, bounds: readonly Bound[]): Point | undefined {
  const last = bounds.at(-1)!
  const excess = sumAt(last.times, point) - last.most
  if (excess <= 0) return point
  for (let amount = 0; amount < point.length; amount++) {
    const times = last.times[amount]!
    if (times === 0) continue
    const changed = point[amount]! - Math.sign(times) * Math.ceil(excess / Math.abs(times))
    if (changed < 0) continue
    const found = point.with(amount, changed)
    if (bounds.every((bound) => sumAt(bound.times, found) <= bound.most)) return found
  }
  return undefined
}

/** The sum of so many times each amount. */
export function sumAt(times: readonly number[], point: Point): number {
  let sum = 0
  for (let amount = 0; amount < point.length; amount++) sum += times[amount]! * point[amount]!
  return sum
}

/** Whether all bounds, each of so many amounts, can hold together; undefined where that would take too long to tell. */
export function canAllHold(bounds: readonly Bound[], amounts: number): boolean | undefined {
  let left = bounds
  for (let amount = 0; amount < amounts; amount++) {
    left = without(amount, left).filter((bound) => !isIdle(bound))
    if (left.some(isBroken)) return false
    if (left.length > mostBounds) return undefined
  }
  return true
}

/** What bounds say of the other amounts. That the amount is not less than nothing is a bound from below. */
function without(amount: number, bounds: readonly Bound[]): readonly Bound[] {
  const above = bounds.filter(({ times }) => times[amount]! > 0)
  const below = bounds.filter(({ times }) => times[amount]! < 0)
  const left = bounds.filter(({ times }) => times[amount] === 0)
  for (const upper of above) {
    left.push({ times: upper.times.with(amount, 0), most: upper.most })
    for (const lower of below) {
      const factor = upper.times[amount]! / -lower.times[amount]!
      const times = upper.times.map((one, index) => (index === amount ? 0 : rounded(one + factor * lower.times[index]!)))
      left.push({ times, most: upper.most + factor * lower.most })
    }
  }
  return left
}

/** What is left of two numbers that should make nothing is nothing. */
function rounded(times: number): number {
  return Math.abs(times) < nearlyNothing ? 0 : times
}

/** Not even where every amount is as it suits the bound best. */
function isBroken({ times, most }: Bound): boolean {
  return most < -nearlyNothing && times.every((one) => one >= 0)
}

/** Whatever the amounts are. */
function isIdle({ times, most }: Bound): boolean {
  return most >= 0 && times.every((one) => one <= 0)
}
