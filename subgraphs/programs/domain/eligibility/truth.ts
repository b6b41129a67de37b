/** What a diagram comes to, and the nodes that it is made of: see diagram.ts. */

/** The number of a node, doubled, and one more where the opposite is meant. */
export type Truth = number

export const never: Truth = 0
export const always: Truth = 1

/** More nodes would be needed than are allowed. */
export class TooManyNodes extends Error {}

/** A node asks whether a variable is at least some number. Nodes that ask the same and lead to the same are one. */
export interface Nodes {
  /** What each asks about: of one that asks nothing more a number past all variables. */
  readonly variableOf: Int32Array
  readonly leastOf: Float64Array
  /** What it leads to where the variable is less, which is never an opposite, and where it is not. */
  readonly lessOf: Int32Array
  readonly restOf: Int32Array
  /** The question, unless nothing hangs on it. */
  readonly ask: (variable: number, least: number, less: Truth, rest: Truth) => Truth
  /** The node as it is put, with no opposite where the variable is less. */
  readonly find: (variable: number, least: number, less: Truth, rest: Truth) => Truth
}
