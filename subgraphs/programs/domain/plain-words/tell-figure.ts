/** A figure as it stands on a day: its value or its table, since when, and by what law. */
import { amount, period } from '../eligibility/explain'
import type { Figure, FigureRow, FigureTable, GuidelineRow, PercentOf, SizeTable } from '../eligibility/figure'
import { covers, figureOnDay } from '../eligibility/figure-on-day'
import { measure } from '../eligibility/measure'
import type { Citation } from '../eligibility/rule'
import { dayInWords } from './words'

export interface ToldFigure {
  readonly id: string
  readonly text: string
  /** `50,000.00 a year`, where it has one value on the day. */
  readonly value?: string
  /** By size: of the household, or of whatever the rule looks it up by. */
  readonly table?: readonly { readonly size: number; readonly limit: string }[]
  /** How the table goes on for larger sizes. */
  readonly further?: string
  /** Why it has no value on the day. */
  readonly unsourced?: string
  /** A limit by the month, which a sum of a year is compared with twelve times. */
  readonly isMonthly: boolean
  /** How it comes from another figure. */
  readonly from?: string
  readonly inclusive: boolean
  readonly effectiveFrom?: string
  readonly effectiveTo?: string
  readonly citations: readonly Citation[]
}

/** Sizes shown of a table that is laid out further. */
const shownSizes = 8

export function tellFigure(figure: Figure, figures: FigureTable, day: string): ToldFigure {
  const row = figure.values.find((one) => 'from' in one && covers(one, day)) as FigureRow | undefined
  const { value, table, span } = figureOnDay(figure.id, figures, day)
  const own = measure({ figure: figure.id }, { figures, definitions: new Map() })
  const tell = (number: number) => `${amount(number, own)}${period(own)}`
  const percent = row !== undefined && 'percent' in row ? tellPercent(row, figures, day) : undefined
  const head = { id: figure.id, text: figure.text.en, isMonthly: figure.per === 'MONTH', inclusive: figure.inclusive }
  const citations = [...(row === undefined ? [] : [row.citation]), ...(percent?.citations ?? [])]
  const from = percent === undefined ? {} : { from: percent.says }
  if (value === undefined && table === undefined) return { ...head, ...from, unsourced: lackOf(row), citations }
  return {
    ...head,
    ...(value === undefined ? {} : { value: tell(value) }),
    ...(table === undefined ? {} : tellTable(table, tell)),
    ...from,
    effectiveFrom: span.from,
    ...(span.to === undefined ? {} : { effectiveTo: span.to }),
    citations,
  }
}

function lackOf(row: FigureRow | undefined): string {
  if (row === undefined) return 'The hub has no value for this day.'
  return 'unsourced' in row ? row.unsourced : 'The figure that it stands on has no value for this day.'
}

function tellTable({ sizes, perPerson }: SizeTable, tell: (value: number) => string) {
  const table = sizes.slice(0, shownSizes).map((limit, index) => ({ size: index + 1, limit: tell(limit) }))
  return { table, further: goOn(sizes, perPerson, tell) }
}

function goOn(sizes: readonly number[], perPerson: number | undefined, tell: (value: number) => string): string {
  if (perPerson === undefined)
    return sizes.length > shownSizes ? `up to a size of ${sizes.length}` : `larger sizes have no source`
  const steps = sizes.slice(shownSizes).map((limit, index) => limit - (sizes[shownSizes + index - 1] ?? limit))
  const [least, most] = [Math.min(perPerson, ...steps), Math.max(perPerson, ...steps)]
  if (most === 0) return 'the same for larger sizes'
  const adds = `each further one adds ${tell(least)}`
  return least === most ? adds : `${adds} or, as it is rounded, ${tell(most)}`
}

const roundings = {
  up: 'rounded up to the dollar',
  nearest: 'rounded to the nearest dollar',
  down: 'rounded down to the dollar',
  none: 'not rounded',
} as const

function tellPercent(
  row: PercentOf,
  figures: FigureTable,
  day: string,
): { readonly says: string; readonly citations: readonly Citation[] } {
  const base = figures[row.of]
  const name = base?.text.en ?? row.of
  const bySize = row.percentBySize === undefined ? '' : ' (and of that a share by size)'
  if (row.guidelineSwitch === undefined) {
    const stands = base?.values.find((one) => 'from' in one && covers(one, day))
    return {
      says: `${row.percent} % of “${name}”${bySize}, ${roundings[row.round]}`,
      citations: stands === undefined ? [] : [stands.citation],
    }
  }
  const guideline = guidelineOf(row, base, day)
  const year = guideline === undefined ? '' : ` of ${guideline.year}`
  return {
    says: `${row.percent} % of “${name}”${year}${bySize}, ${roundings[row.round]}; a new year's is taken up on ${dayInWords(row.guidelineSwitch)}`,
    citations: guideline === undefined ? [] : [guideline.citation],
  }
}

/** The guideline of a year holds from its switch day to the eve of the next, the newest one until a newer one is entered. */
function guidelineOf(
  { guidelineSwitch = '01-01', yearsBack = 0 }: PercentOf,
  base: Figure | undefined,
  day: string,
): GuidelineRow | undefined {
  const published = ((base?.values ?? []) as readonly object[]).filter((row): row is GuidelineRow => 'year' in row)
  const calendarYear = Number(day.slice(0, 4))
  const started = day.slice(5) >= guidelineSwitch ? calendarYear : calendarYear - 1
  const year = Math.min(started - yearsBack, Math.max(...published.map((row) => row.year)))
  return published.find((row) => row.year === year)
}
