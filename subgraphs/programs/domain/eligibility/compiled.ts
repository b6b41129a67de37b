/** A program's rules as they stand on one day: definitions put in place, figures looked up, days decided. */
import type { LocalText } from '../../../../runtime/facts'
import type { Operator } from './range'
import type { Citation, ProgramStatus } from './rule'
import type { Measure } from './measure'

export type CompiledCondition =
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'all'; readonly of: readonly CompiledCondition[] }
  | { readonly kind: 'any'; readonly of: readonly CompiledCondition[] }
  | { readonly kind: 'not'; readonly of: CompiledCondition }
  | { readonly kind: 'atLeast'; readonly least: number; readonly of: readonly CompiledCondition[] }
  | { readonly kind: 'if'; readonly test: CompiledCondition; readonly yes: CompiledCondition; readonly no: CompiledCondition }
  | { readonly kind: 'is'; readonly fact: string; readonly values: readonly (string | boolean)[] }
  | CompiledComparison
  | { readonly kind: 'anyMember'; readonly of: CompiledCondition }
  | { readonly kind: 'everyMember'; readonly of: CompiledCondition }
  | { readonly kind: 'head'; readonly of: CompiledCondition }
  /** A definition of the household: the same whoever of its members is judged, so it is judged once. */
  | { readonly kind: 'shared'; readonly of: CompiledCondition }
  | { readonly kind: 'unsourced' }

interface CompiledComparison {
  readonly kind: 'compare'
  readonly left: CompiledQuantity
  readonly operator: Operator
  readonly right: CompiledQuantity
  readonly measure: Measure
}

export type CompiledQuantity =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'householdSize' }
  | { readonly kind: 'shared'; readonly of: CompiledQuantity }
  | { readonly kind: 'fact'; readonly fact: string; readonly times: number }
  | { readonly kind: 'age' }
  | { readonly kind: 'table'; readonly sizes: readonly number[]; readonly perPerson?: number; readonly size: CompiledQuantity }
  | { readonly kind: 'unsourced' }
  | { readonly kind: 'amounts'; readonly list: 'incomes' | 'expenses'; readonly counts: (type: string) => boolean }
  | { readonly kind: 'sum'; readonly of: CompiledQuantity; readonly where?: CompiledCondition }
  | { readonly kind: 'count'; readonly of: CompiledCondition }
  | { readonly kind: 'add'; readonly of: readonly CompiledQuantity[] }
  | { readonly kind: 'subtract'; readonly left: CompiledQuantity; readonly right: CompiledQuantity }
  | { readonly kind: 'share'; readonly factor: number; readonly divisor: number; readonly of: CompiledQuantity }
  | {
      readonly kind: 'choose'
      readonly test: CompiledCondition
      readonly yes: CompiledQuantity
      readonly no: CompiledQuantity
    }

/** Both days included; open at the end when nothing is known to change. */
export interface Span {
  readonly from: string
  readonly to?: string
}

export interface CompiledCriterion {
  readonly id: string
  readonly text: LocalText
  readonly stage: 'SCREEN' | 'VERIFY'
  readonly citation: Citation
  readonly span: Span
  readonly when: CompiledCondition
}

export interface CompiledProgram {
  readonly program: string
  /** False where no rule version covers the day; then there are no criteria. */
  readonly inForce: boolean
  readonly ruleVersion: string
  readonly open: boolean
  readonly status: ProgramStatus
  readonly note?: LocalText
  readonly discretionary?: LocalText
  readonly criteria: readonly CompiledCriterion[]
}
