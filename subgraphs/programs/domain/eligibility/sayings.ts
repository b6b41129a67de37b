/** What was said of the household that is on the desk, kept so that it is said once. */
import type { FactUsed } from './answer'

/** Of a step for a member or, with -1, for the household. */
export interface Said {
  readonly facts: readonly FactUsed[]
  readonly limit: string | undefined
  readonly margin: string | undefined
}

/** By the number of the step or the fact. */
export interface Sayings {
  /** The household they are said of, by the count of those that were laid out. */
  round: number
  readonly steps: (Said | undefined)[]
  readonly facts: (FactUsed | undefined)[]
}

export function openSayings(): Sayings {
  return { round: 0, steps: [], facts: [] }
}
