/** A number as far as it is known: somewhere from `low` to `high`. A known number has both the same. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

export type Operator = 'atMost' | 'below' | 'atLeast' | 'above' | 'equals'

export function isKnown({ low, high }: Bounds): boolean {
  return low === high
}
