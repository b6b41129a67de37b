/** What one household leaves open of the rules, as it is worked out: see open-rules.ts. */
import type { Desk } from './desk'
import type { Diagrams, Passing } from './diagram'
import type { Form, Forms } from './forms'
import type { Names } from './names'
import type { Walk } from './open-facts'
import { TooManyNodes, type Truth } from './truth'

/** The variable that says who the head is: the place of one of the possible heads. */
export const whoIsHead = 127

/** The variable of a sum is its number and this. */
export const firstForm = 128 * 33

/** There are variables for so many sums. */
export const mostSums = 1 << 16

/** Where something surely holds, or where it surely does not: for want of a source it may be neither. */
export type Side = 0 | 1
export const holds: Side = 0
export const fails: Side = 1

/** More sums than there are variables for are too much. */
export function variableOfSum(form: Form): number {
  if (form >= mostSums) throw new TooManyNodes()
  return firstForm + form
}

/** From here on the number of a fact stands for what a step says: for what is too much, or not supposed in any one way. */
const firstLoose = 1 << 20

/** The ways to join quantities: to add them, what lies between them, and ten to compare them, with each table and with none. */
export const adding = 0
export const between = 1
export const comparing = 2
export const waysFor = (tables: number): number => comparing + (tables + 1) * 10

export interface OpenRules {
  readonly desk: Desk
  readonly walk: Walk
  readonly diagrams: Diagrams
  /** The ways to join quantities: the first of them. */
  readonly ways: number
  /** Where variables and facts are gathered. */
  readonly variables: Int32Array
  readonly names: Names
  readonly forms: Forms
  /** 1 for each step that may stay open whatever becomes known. */
  readonly hollow: Uint8Array
  /** 1 for each step that counts members, or adds up what they have. */
  readonly countsMembers: Uint8Array
  /** 1 for each step that hangs on facts of the member alone. */
  readonly own: Uint8Array
  readonly codes: readonly (Codes | undefined)[]
  /** Of a list of amounts the types that the same steps count, as masks, those that most of them count first. */
  readonly together: (list: number) => readonly number[]
  /** What was worked out of the household: for each step, member and side, and in which round. */
  readonly truths: Int32Array
  readonly workedOutIn: Int32Array
  /** Of members of whom nothing is known, the same for every household; and since when. */
  readonly kept: Int32Array
  readonly keptIn: Int32Array
  /** The same of quantities: for each step, member and those supposed to be there besides. */
  readonly quantities: Int32Array
  readonly quantitiesIn: Int32Array
  round: number
  /** How many members are listed; those after them are supposed. */
  listed: number
  /** The possible heads, a member who is not listed last. */
  readonly heads: number[]
  /** Whether anything at all is supposed of those who are not listed: then what comes out may be more than can be, else less. */
  readonly isLoose: boolean
  /** That there is somebody who is not listed; and that it is one alone, and not a crowd all of one kind. Of a crowd nobody is the head. */
  someone: Truth
  isAlone: Truth
}

/** How the codes that a step names pass. Of a relationship, that of the head is told apart. */
export interface Codes {
  readonly passing: Passing
  readonly headPasses: boolean
}

/** A truth of its own for what a step says of a member, or with -1 of the household. */
export function loose({ diagrams, forms }: OpenRules, at: number, member: number, side: Side): Truth {
  return diagrams.isAtLeast(variableOfSum(forms.of(firstLoose + (at * 64 + member + 1) * 2 + side, 0)), 1)
}

/** What holds where a test surely holds, and what where it surely fails; where it may be either, what holds both ways. */
export function chosen({ diagrams }: OpenRules, is: Truth, isNot: Truth, then: Truth, other: Truth): Truth {
  if (isNot === (is ^ 1)) return diagrams.choose(is, then, other)
  const { both, either } = diagrams
  return either(either(both(is, then), both(isNot, other)), both(then, other))
}

export function isLooseStep(fact: number): boolean {
  return fact >= firstLoose
}

/** The step, and of which member, for which the number stands. */
export function looseStep(stands: number): { readonly at: number; readonly member: number } {
  const place = (stands - firstLoose) >> 1
  return { at: place >> 6, member: (place & 63) - 1 }
}
