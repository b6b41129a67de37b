/**
 * The rule tree: what a program's file may say. Plain data, serialisable as JSON, without any escape into a host language.
 * Every node is told apart by its own key, so the file reads as a sentence.
 */
import type { LocalText } from '../../../../runtime/facts'

/** The law behind a value or a test. */
export interface Citation {
  readonly law: string
  readonly url?: string
}

/** A recurring window of the year, both days included, as MM-DD; it may run over New Year. */
interface Season {
  readonly from: string
  readonly to: string
}

/** True, false or unknown. Member facts may be read only under a member quantifier. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** True when at least so many of the conditions are. */
  | { readonly atLeast: number; readonly of: readonly Condition[] }
  | { readonly if: Condition; readonly then: Condition; readonly else: Condition }
  | { readonly fact: string; readonly is: boolean | string }
  | { readonly fact: string; readonly in: readonly string[] }
  | Comparison
  | { readonly forAnyMember: Condition }
  | { readonly forEveryMember: Condition }
  /** Judged for the head of the household alone. */
  | { readonly forHead: Condition }
  /** Whether the day of the answer lies in the window. */
  | { readonly season: Season }
  | { readonly define: string }
  /** Whether every test of another program holds on the day, whatever its stage: a dependency, or under `not` an exclusion. */
  | { readonly program: string }
  /** A test the law makes whose content has no source yet; the text says what is not known. */
  | { readonly unsourced: string }

/** `within` and `beyond` let the figure say whether the limit itself passes; `beyond` is the opposite of `within`. */
export type Comparison = { readonly compare: Quantity } & (
  | { readonly within: FigureLookup }
  | { readonly beyond: FigureLookup }
  | { readonly atMost: Quantity }
  | { readonly below: Quantity }
  | { readonly atLeast: Quantity }
  | { readonly above: Quantity }
  | { readonly equals: Quantity }
)

/** A figure on the day of the answer; a table needs the size to look it up by. */
export interface FigureLookup {
  readonly figure: string
  readonly size?: Quantity
}

/** Money is cents a year; everything else is a plain number. A literal is never money: money comes from cited figures. */
export type Quantity =
  | number
  | 'householdSize'
  /** `per: MONTH` makes a monthly amount a yearly one. The fact `age` is read from the birth date where that is known. */
  | { readonly fact: string; readonly per?: 'MONTH' }
  | FigureLookup
  | { readonly incomes: AmountKinds }
  | { readonly expenses: AmountKinds }
  /** Over the members for whom `where` holds. */
  | { readonly sum: Quantity; readonly where?: Condition }
  | { readonly count: Condition }
  | { readonly add: readonly Quantity[] }
  | { readonly subtract: readonly [Quantity, Quantity] }
  | { readonly share: readonly [number, number]; readonly of: Quantity }
  | { readonly if: Condition; readonly then: Quantity; readonly else: Quantity }
  | { readonly define: string }

/** Which of a member's incomes or expenses count. */
export type AmountKinds = 'ALL' | { readonly only: readonly string[] } | { readonly except: readonly string[] }

/** A named derived fact, its unit and, where the law defines it, the law. */
export interface Definition {
  readonly id: string
  /** Whose it is: a member's definition may be used only under a member quantifier. */
  readonly of: 'HOUSEHOLD' | 'MEMBER'
  readonly text: string
  readonly unit?: 'MONEY_A_YEAR' | 'MONEY' | 'YEARS' | 'DAYS' | 'PEOPLE' | 'NUMBER'
  readonly citation?: Citation
  readonly condition?: Condition
  readonly quantity?: Quantity
}

export interface Criterion {
  readonly id: string
  readonly text: LocalText
  /** SCREEN is asked before anyone applies; VERIFY is what the agency checks at application. */
  readonly stage: 'SCREEN' | 'VERIFY'
  readonly citation: Citation
  readonly when: Condition
  /** Why the criterion has no source, or reads the law the way it does. */
  readonly note?: string
}

/** The rules of a program from one day to another, both included. */
export interface RuleVersion {
  readonly from: string
  readonly to?: string
  /** Set where the law names no test: a worker decides, once no criterion is false or open. */
  readonly discretionary?: LocalText
  readonly definitions?: readonly Definition[]
  readonly criteria: readonly Criterion[]
}

export const programAreas = [
  'LEGAL_AID',
  'HOUSING',
  'HEALTH',
  'FOOD',
  'CASH',
  'CHILD_CARE',
  'WORK',
  'TRANSPORT',
  'OTHER',
] as const
type ProgramArea = (typeof programAreas)[number]

/** HSDS words and the ones its users ask for: only ACTIVE, and SEASONAL inside a window, take applications. */
export const programStatuses = ['ACTIVE', 'SEASONAL', 'PAUSED', 'TEMPORARILY_CLOSED', 'CLOSED', 'DEFUNCT'] as const
export type ProgramStatus = (typeof programStatuses)[number]

/** An open window, both days included: two ISO days, or two days MM-DD that come again every year. */
export interface OpenWindow {
  readonly from: string
  readonly to: string
}

/** A status from one day to another; the first may have no `from`, the last no `to`. */
export interface DatedStatus {
  readonly from?: string
  readonly to?: string
  readonly state: ProgramStatus
  readonly open?: readonly OpenWindow[]
  readonly note?: LocalText
}

export interface ProgramDefinition {
  readonly id: string
  readonly area: ProgramArea
  /** Id of the agency that decides applications. */
  readonly agency: string
  readonly name: LocalText
  readonly description: LocalText
  readonly url?: string
  readonly externalIds: readonly string[]
  /** Who counts: the people of the household, the tax household, the family on the lease. */
  readonly unit: LocalText
  readonly languages: readonly string[]
  readonly documents: readonly LocalText[]
  readonly status: readonly DatedStatus[]
  /** What a program officer should know: readings of the law, stale screeners, missing sources. */
  readonly notes: readonly string[]
  readonly versions: readonly RuleVersion[]
}
