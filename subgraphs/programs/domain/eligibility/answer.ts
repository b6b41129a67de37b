/** What the engine answers: the outcome, and everything needed to explain, check and replay it. */
import type { LocalText } from '../../../../runtime/facts'
import type { Citation } from './rule'

/** DISCRETIONARY: the law names no test and a worker decides. CLOSED: no applications are taken on that day. */
export type Outcome = 'ELIGIBLE' | 'INELIGIBLE' | 'NEEDS_INFORMATION' | 'DISCRETIONARY' | 'CLOSED'

/** UNSOURCED: no fact could settle it, for the project has no source for its limit or its test. */
export type CriterionState = 'TRUE' | 'FALSE' | 'UNKNOWN' | 'UNSOURCED'

/** A fact a criterion read; without `value` it was not known, or it was withheld. `member` is the member's id. */
export interface FactUsed {
  readonly fact: string
  readonly member?: string
  readonly value?: string
  readonly withheld?: true
}

/** A fact to ask for, and how to ask at the door. */
export interface FactQuestion {
  readonly fact: string
  readonly member?: string
  readonly question: LocalText
}

/** A fact that alone may decide, and what the answer would be for which of its values. */
export interface SettlingFact extends FactQuestion {
  readonly answers: readonly { readonly value: string; readonly outcome: Outcome }[]
}

/** One test that fails, of those that are enough to say no. */
export interface FailingTest {
  /** Id of the criterion it belongs to. */
  readonly criterion: string
  readonly facts: readonly FactUsed[]
  readonly limit?: string
  readonly margin?: string
}

export interface CriterionAnswer {
  readonly id: string
  readonly text: LocalText
  readonly stage: 'SCREEN' | 'VERIFY'
  readonly state: CriterionState
  readonly facts: readonly FactUsed[]
  /** "at most 50,000.00 a year". */
  readonly limit?: string
  /** "223.00 a month over". */
  readonly margin?: string
  readonly citation: Citation
  /** The days of the rule version, narrowed to those of the figures it looks up. */
  readonly effectiveFrom: string
  readonly effectiveTo?: string
}

export interface Answer {
  readonly program: string
  readonly outcome: Outcome
  readonly asOf: string
  /** First day of the rule version that decided; where none is in force on the day, of the one nearest to it. */
  readonly ruleVersion: string
  readonly criteria: readonly CriterionAnswer[]
  /** The facts on which the outcome still depends. Empty once it is decided. */
  readonly missing: readonly FactQuestion[]
  /** Whether it could not be told of each missing fact whether it matters: then some may not matter after all. */
  readonly mayNameTooMany: boolean
  /** The fewest failing tests that are enough to say no. Empty unless the outcome is INELIGIBLE. */
  readonly whyNot: readonly FailingTest[]
  /** What the agency will still check, without holding the outcome open. */
  readonly toVerify: readonly FactQuestion[]
  /** Ids of the criteria that stay open for want of a source. */
  readonly unsourced: readonly string[]
  readonly note?: LocalText
}
