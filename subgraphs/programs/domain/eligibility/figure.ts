/** Figures: what the law sets by date. Money is integer cents. */
import type { LocalText } from '../../../../runtime/facts'
import type { Citation } from './rule'

/** How a percentage of another figure becomes whole dollars. */
export type Rounding = 'up' | 'nearest' | 'down' | 'none'

interface Dated {
  /** First and last day in force, both included; the last row may be open. */
  readonly from: string
  readonly to?: string
  readonly citation: Citation
}

/** The first eight or so sizes as published, and what each further person adds; without it, larger sizes have no source. */
export interface SizeTable {
  readonly sizes: readonly number[]
  readonly perPerson?: number
}

/**
 * A percentage of another figure. `guidelineSwitch` (MM-DD) is the day of the year on which the limit moves to the
 * guideline of that year; `yearsBack` keeps it behind by so many years; needed where the other figure goes by years.
 */
export interface PercentOf {
  readonly percent: number
  readonly of: string
  readonly guidelineSwitch?: string
  readonly yearsBack?: number
  readonly round: Rounding
  /** A further percentage by size, where the other figure is for one size alone (45 CFR 96.85). */
  readonly percentBySize?: SizeTable
}

export type FigureRow = Dated &
  (
    | { readonly value: number }
    | SizeTable
    | PercentOf
    /** The law has a value here that no source in the project gives. */
    | { readonly unsourced: string }
  )

/** A row of a figure that is published by year and taken up by each program on a day of its own. */
export type GuidelineRow = { readonly year: number; readonly citation: Citation } & SizeTable

export interface Figure {
  readonly id: string
  readonly text: LocalText
  readonly unit: 'MONEY' | 'YEARS' | 'DAYS' | 'PEOPLE'
  /** The period of a money figure; none for a sum that is owned, not earned. */
  readonly per?: 'YEAR' | 'MONTH'
  /** Whether an amount equal to the limit passes. */
  readonly inclusive: boolean
  readonly values: readonly FigureRow[] | readonly GuidelineRow[]
}

export type FigureTable = Readonly<Record<string, Figure>>
