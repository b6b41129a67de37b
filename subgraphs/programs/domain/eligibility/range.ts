/** A number as far as it is known: somewhere from `low` to `high`. A known number has both the same. */
import { type Truth } from './truth'

export interface Bounds {
  readonly low: number
  readonly high: number
}

export type Operator = 'atMost' | 'below' | 'atLeast' | 'above' | 'equals'

/** An amount, an age or a count of which nothing is known: none of them is below zero. */
export const anything: Bounds = { low: 0, high: Infinity }

/** A figure without a source: not even that is said of it. */
export const unfounded: Bounds = { low: -Infinity, high: Infinity }

export function exactly(value: number): Bounds {
  return { low: value, high: value }
}

export function isKnown({ low, high }: Bounds): boolean {
  return low === high
}

export function add(terms: readonly Bounds[]): Bounds {
  return { low: terms.reduce((sum, { low }) => sum + low, 0), high: terms.reduce((sum, { high }) => sum + high, 0) }
}

export function subtract(left: Bounds, right: Bounds): Bounds {
  return { low: left.low - right.high, high: left.high - right.low }
}

export function scale({ low, high }: Bounds, factor: number, divisor = 1): Bounds {
  return { low: (low * factor) / divisor, high: (high * factor) / divisor }
}

/** The least range that holds both. */
export function enclose(left: Bounds, right: Bounds): Bounds {
  return { low: Math.min(left.low, right.low), high: Math.max(left.high, right.high) }
}

export function compare(left: Bounds, operator: Operator, right: Bounds): Truth {
  switch (operator) {
    case 'atMost':
      return settle(left.high <= right.low, left.low > right.high)
    case 'below':
      return settle(left.high < right.low, left.low >= right.high)
    case 'atLeast':
      return compare(right, 'atMost', left)
    case 'above':
      return compare(right, 'below', left)
    case 'equals':
      return settle(isKnown(left) && isKnown(right) && left.low === right.low, left.high < right.low || left.low > right.high)
  }
}

function settle(always: boolean, never: boolean): Truth {
  if (always) return 'TRUE'
  return never ? 'FALSE' : 'UNKNOWN'
}
