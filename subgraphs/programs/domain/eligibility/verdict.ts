/** What evaluating a part of a rule yields besides its value: the facts it rests on, those still open, and the limit it met. */
import type { Measure } from './measure'
import type { Bounds, Operator } from './range'
import type { FactRef } from './read-fact'
import type { Truth } from './truth'

export interface OpenFact extends FactRef {
  readonly withheld: boolean
}

/** Whatever a value was made from. */
export interface Basis {
  readonly used: readonly FactRef[]
  readonly open: readonly OpenFact[]
  /** Whether it hangs on something that has no source. */
  readonly unsourced: boolean
}

export interface Met {
  readonly left: Bounds
  readonly operator: Operator
  readonly right: Bounds
  readonly measure: Measure
}

export interface Verdict extends Basis {
  readonly truth: Truth
  readonly met?: Met
}

export interface Range extends Basis {
  readonly bounds: Bounds
}

export const nothing: Basis = { used: [], open: [], unsourced: false }

export function merge(parts: readonly Basis[]): Basis {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return { used: only.used, open: only.open, unsourced: only.unsourced }
  // What was found once for the household comes back with every member: the same facts are kept once.
  return {
    used: [...new Set(parts.flatMap(({ used }) => used))],
    open: [...new Set(parts.flatMap(({ open }) => open))],
    unsourced: parts.some(({ unsourced }) => unsourced),
  }
}

/**
 * The verdict on a group from the verdicts on its parts. What is decided rests on the parts that decide it;
 * what is open stays open for its open parts alone.
 */
export function settle(truth: Truth, parts: readonly Verdict[]): Verdict {
  const telling = parts.filter((part) => part.truth === truth)
  const used = merge(telling.length === 0 || truth === 'UNKNOWN' ? parts : telling).used
  const { open, unsourced } = truth === 'UNKNOWN' ? merge(telling) : nothing
  const met = telling.find((part) => part.met !== undefined)?.met
  return met === undefined ? { truth, used, open, unsourced } : { truth, used, open, unsourced, met }
}
