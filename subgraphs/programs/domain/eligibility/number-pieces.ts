/** Ranges of a number over which the answer is the same, and how to say them in plain words. */
import type { Outcome } from './answer'
import { amount } from './explain'
import type { Value } from './suppose'

/** Whole numbers from one to another, both included. Without `outcome` the answer stays open. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly outcome: Outcome | undefined
}

/**
 * The answer over whole numbers, from the first of the points to the last. The points are in order and tell every place at which it may
 * turn twice; where it differs between two of them, the place is looked for.
 */
export function piecesOver(points: readonly number[], outcomeAt: (value: number) => Outcome | undefined): readonly Piece[] {
  const pieces: Piece[] = []
  const add = (value: number, outcome: Outcome | undefined): void => {
    const last = pieces.at(-1)
    if (last !== undefined && last.outcome === outcome) pieces[pieces.length - 1] = { ...last, to: value }
    else pieces.push({ from: value, to: value, outcome })
  }
  const between = (low: number, atLow: Outcome | undefined, high: number, atHigh: Outcome | undefined): void => {
    if (atLow === atHigh || high - low <= 1) return
    const middle = Math.floor((low + high) / 2)
    const atMiddle = outcomeAt(middle)
    between(low, atLow, middle, atMiddle)
    add(middle, atMiddle)
    between(middle, atMiddle, high, atHigh)
  }
  let [before, atBefore]: [number | undefined, Outcome | undefined] = [undefined, undefined]
  for (const point of points) {
    const atPoint = outcomeAt(point)
    if (before !== undefined) between(before, atBefore, point, atPoint)
    add(point, atPoint)
    before = point
    atBefore = atPoint
  }
  return pieces
}

/** From `least` on, in order, every value at which a test turns and the one before it, and one that is more than any limit. */
export function pointsOf(values: readonly Value[], least: number): readonly number[] {
  const around = values.flatMap(({ value }) => [value - 1, value]).filter((value) => value > least && value < mostNumber)
  return [...new Set([least, ...around, mostNumber])].sort((low, high) => low - high)
}

const mostNumber = 1e13

/** `under 62`, `62 or more`, `from 18 to 64`; `least` and `most` are as far as the number goes. */
export function sayNumber({ from, to }: Piece, least: number, most: number): string {
  if (from <= least && to >= most) return 'any number'
  if (from === to) return String(from)
  if (from <= least) return `under ${to + 1}`
  return to >= most ? `${from} or more` : `from ${from} to ${to}`
}

/** The same of cents: `at most 50,000.00`, `more than 50,000.00`, `from 1.00 to 50,000.00`. */
export function sayMoney({ from, to }: Piece, least: number, most: number): string {
  const shown = (cents: number) => amount(cents, { unit: 'MONEY' })
  if (from <= least && to >= most) return 'any amount'
  if (from === to) return shown(from)
  if (from <= least) return `at most ${shown(to)}`
  return to >= most ? `more than ${shown(from - 1)}` : `from ${shown(from)} to ${shown(to)}`
}
