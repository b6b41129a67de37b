/** What evaluating a part of a rule yields besides its value: the facts it rests on, those still open, and the limit it met. */
import type { Measure } from './measure'
import type { Bounds, Operator } from './range'
import type { FactRef } from './read-fact'
import type { Truth } from './truth'

export interface OpenFact extends FactRef {
  readonly withheld: boolean
}

/** Items in nested lists, joined without copying: most are thrown away unread. Read them with {@link gather}. */
export type Gathered<T extends object> = readonly (T | Gathered<T>)[]

/** Whatever a value was made from. */
export interface Basis {
  readonly used: Gathered<FactRef>
  readonly open: Gathered<OpenFact>
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
  return {
    used: join(parts.map(({ used }) => used)),
    open: join(parts.map(({ open }) => open)),
    unsourced: parts.some(({ unsourced }) => unsourced),
  }
}

/** Every item, a nested list that comes back many times (what was found once for the household) read once. */
export function gather<T extends object>(gathered: Gathered<T>, seen = new Set<object>()): T[] {
  return gathered.flatMap((item) => {
    if (seen.has(item)) return []
    seen.add(item)
    return Array.isArray(item) ? gather(item as Gathered<T>, seen) : [item as T]
  })
}

function join<T extends object>(lists: readonly Gathered<T>[]): Gathered<T> {
  const filled = lists.filter(({ length }) => length > 0)
  const [only] = filled
  return only !== undefined && filled.length === 1 ? only : filled
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
