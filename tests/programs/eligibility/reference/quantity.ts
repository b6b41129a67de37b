/** Numbers that are known to lie between two ends, both included; what has no source lies anywhere. */
export interface Between {
  readonly low: number
  readonly high: number
}

/** True, false, or unknown. */
export type Truth = boolean | undefined

export const anywhere: Between = { low: -Infinity, high: Infinity }
export const anyAmount: Between = { low: 0, high: Infinity }

export function exactly(value: number): Between {
  return { low: value, high: value }
}

export function plus(left: Between, right: Between): Between {
  return { low: left.low + right.low, high: left.high + right.high }
}

export function minus(left: Between, right: Between): Between {
  return { low: left.low - right.high, high: left.high - right.low }
}

export function either(left: Between, right: Between): Between {
  return { low: Math.min(left.low, right.low), high: Math.max(left.high, right.high) }
}

export function atMost(left: Between, right: Between): Truth {
  if (left.high <= right.low) return true
  return left.low > right.high ? false : undefined
}

export function below(left: Between, right: Between): Truth {
  if (left.high < right.low) return true
  return left.low >= right.high ? false : undefined
}

export function equal(left: Between, right: Between): Truth {
  if (left.high < right.low || right.high < left.low) return false
  return left.low === left.high && right.low === right.high ? true : undefined
}

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(undefined) ? undefined : true
}

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true
  return truths.includes(undefined) ? undefined : false
}

export function atLeast(least: number, truths: readonly Truth[]): Truth {
  const surely = truths.filter((truth) => truth === true).length
  const perhaps = truths.filter((truth) => truth !== false).length
  if (surely >= least) return true
  return perhaps < least ? false : undefined
}
