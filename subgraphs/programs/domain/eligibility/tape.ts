/**
 * The rules of all of a city's programs on one day as one list of steps. A step stands after those it reads, and equal steps of all
 * programs are one step, so each is taken once for a household. Steps of a kind stand together as far as that allows, so that many are
 * taken in one go. What a step says of a condition is two masks (where it is true and where
 * it is false, a bit a member, all bits alike for the household as a whole); of a quantity, the range it lies in.
 */
import type { Operator } from './range'
import type { Measure } from './measure'

export const Op = {
  CONSTANT: 0,
  UNSOURCED: 1,
  HOUSEHOLD_IS: 2,
  MEMBER_TRUE: 3,
  MEMBER_FALSE: 4,
  MEMBER_IS: 5,
  ALL: 6,
  ANY: 7,
  NOT: 8,
  AT_LEAST: 9,
  IF: 10,
  ANY_MEMBER: 11,
  EVERY_MEMBER: 12,
  HEAD: 13,
  COMPARE: 14,
  MEMBER_COMPARE: 15,
  NUMBER: 16,
  UNFOUNDED: 17,
  SIZE: 18,
  HOUSEHOLD_FACT: 19,
  TABLE: 20,
  COUNT: 21,
  SUM: 22,
  ADD: 23,
  SUBTRACT: 24,
  SHARE: 25,
  CHOOSE: 26,
  MEMBER_FACT: 27,
  AGE: 28,
  AMOUNTS: 29,
  MEMBER_ADD: 30,
  MEMBER_SUBTRACT: 31,
  MEMBER_SHARE: 32,
  MEMBER_CHOOSE: 33,
  MEMBER_TABLE: 34,
} as const

/** Kinds that are taken as another is, with yes and no changed about. */
export const mirrored: Readonly<Partial<Record<number, number>>> = {
  [Op.MEMBER_FALSE]: Op.MEMBER_TRUE,
  [Op.ANY]: Op.ALL,
  [Op.EVERY_MEMBER]: Op.ANY_MEMBER,
}

/** How many of a step's `a`, `b` and `c`, from `a` on, are steps that it reads; its parts always are. A SUM over everybody has none as `b`. */
export const stepsRead: Readonly<Partial<Record<number, 1 | 2 | 3>>> = {
  [Op.NOT]: 1,
  [Op.IF]: 3,
  [Op.ANY_MEMBER]: 1,
  [Op.EVERY_MEMBER]: 1,
  [Op.HEAD]: 1,
  [Op.COMPARE]: 2,
  [Op.MEMBER_COMPARE]: 2,
  [Op.TABLE]: 1,
  [Op.COUNT]: 1,
  [Op.SUM]: 2,
  [Op.SUBTRACT]: 2,
  [Op.SHARE]: 1,
  [Op.CHOOSE]: 3,
  [Op.MEMBER_SUBTRACT]: 2,
  [Op.MEMBER_SHARE]: 1,
  [Op.MEMBER_CHOOSE]: 3,
  [Op.MEMBER_TABLE]: 1,
}

/** Operators by number. */
export const operators: readonly Operator[] = ['atMost', 'below', 'atLeast', 'above', 'equals']
export const below = operators.indexOf('below')
export const above = operators.indexOf('above')
export const equals = operators.indexOf('equals')

/** What a step needs besides numbers. */
export interface Detail {
  /** Of HOUSEHOLD_IS and MEMBER_IS: 1 for each code of the fact that passes. */
  readonly codes?: Uint8Array
  /** Of a table: limits by size, and what each further person adds. */
  readonly sizes?: readonly number[]
  readonly perPerson?: number | undefined
  /** Of a comparison. */
  readonly operator?: Operator
  readonly measure?: Measure
}

/** The facts that the steps read, by number. */
export interface FactsOnTape {
  readonly household: ReadonlySet<number>
  readonly member: ReadonlySet<number>
}

export interface Tape {
  readonly length: number
  readonly op: Uint8Array
  /** As what kind a step is taken. */
  readonly kind: Uint8Array
  /** What the step reads: steps, or the number of a fact; `c` and beyond by the kind of step. */
  readonly a: Int32Array
  readonly b: Int32Array
  readonly c: Int32Array
  /** Of a comparison: the step that has to be the smaller one, and the other. */
  readonly smaller: Int32Array
  readonly larger: Int32Array
  /** Constants: a number, or by how much a fact is multiplied. */
  readonly factor: Float64Array
  readonly divisor: Float64Array
  /** The parts of ALL, ANY, AT_LEAST and ADD. */
  readonly parts: readonly (readonly number[])[]
  readonly detail: readonly Detail[]
  /** The parts again, all in one list: a step's are from `firstPart[at]` to `firstPart[at + 1]`. Likewise the limits of tables by size. */
  readonly firstPart: Int32Array
  readonly partList: Int32Array
  readonly firstLimit: Int32Array
  readonly limitList: Float64Array
  /** Where each row of steps of one kind begins; the last is the end. */
  readonly rows: Int32Array
  /** 1 where a step is about each member. */
  readonly ofMember: Uint8Array
  /** 1 where it is a quantity. */
  readonly isQuantity: Uint8Array
  /** 1 where it stands on a figure without a source. */
  readonly unfounded: Uint8Array
  /** Where a member's quantity is kept: a block of 32. */
  readonly block: Int32Array
  readonly blocks: number
  /** Code of each text that a rule names. */
  readonly texts: ReadonlyMap<string, number>
  readonly facts: FactsOnTape
}
