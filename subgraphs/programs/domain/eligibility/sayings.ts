/** What was said of the household that is on the desk, kept so that it is said once. */
import type { FactUsed } from './answer'

/** Of a step for a member or, with -1, for the household. */
export interface Said {
  readonly facts: readonly FactUsed[]
  readonly limit: string | undefined
  readonly margin: string | undefined
}

/** By the number of the step or the fact, and of which household it was said, by the count of those that were laid out. */
export interface Sayings {
  readonly steps: (Said | undefined)[]
  readonly stepsSaid: Int32Array
  readonly facts: (FactUsed | undefined)[]
  readonly factsSaid: Int32Array
  /** In which list a fact stands already, by the count of lists; and for which the facts of a quantity were added, by member and step. */
  readonly listedIn: Int32Array
  readonly restedIn: Int32Array
  lists: number
}

export function openSayings(steps: number): Sayings {
  const facts = 128 * 33
  return {
    steps: Array.from({ length: steps }),
    stepsSaid: new Int32Array(steps),
    facts: Array.from({ length: facts }),
    factsSaid: new Int32Array(facts),
    listedIn: new Int32Array(facts),
    restedIn: new Int32Array(steps * 33),
    lists: 0,
  }
}
