/** The limit that a comparison met, and which of several is told. */
import type { Measure } from './measure'
import { isKnown, type Bounds, type Operator } from './range'

export interface Met {
  readonly left: Bounds
  readonly operator: Operator
  readonly right: Bounds
  readonly measure: Measure
}

/**
 * Of what two members met, what is told. It is chosen by what it says, never by whose it is: members may be listed in any order, and
 * the same comparison stands elsewhere on the tape once a city has another program.
 */
export function toldFirst(one: Met | undefined, other: Met | undefined): Met | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return orderTold(one, other) > 0 ? other : one
}

/** Below 0 where the first is told. A margin comes before a bound of one, and that before none; then what is nearest to its limit. */
export function orderTold(one: Met, other: Met): number {
  if (one === other) return 0
  return (
    vagueness(one) - vagueness(other) ||
    // Years lie neither nearer nor further than dollars.
    inOrder(unitOf(one), unitOf(other)) ||
    distance(one) - distance(other) ||
    one.right.low - other.right.low ||
    one.right.high - other.right.high ||
    inOrder(one.operator, other.operator) ||
    one.left.low - other.left.low ||
    0
  )
}

function vagueness({ left, right }: Met): number {
  if (!isKnown(right)) return 3
  return isKnown(left) ? 0 : left.low > right.low ? 1 : 2
}

function unitOf({ measure }: Met): string {
  return `${measure.unit} ${measure.shown ?? ''}`
}

function inOrder(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

function distance({ left, right }: Met): number {
  return Math.abs(left.low - right.low)
}
