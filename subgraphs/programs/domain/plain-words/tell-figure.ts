/** A figure as it stands on a day: its value or its table, since when, and by what law. */
import type { Figure, FigureRow, FigureTable, GuidelineRow, PercentOf, SizeTable } from '../eligibility/figure'
import { covers, figureOnDay } from '../eligibility/figure-on-day'
import { measure } from '../eligibility/measure'
import type { Citation } from '../eligibility/rule'
import { phrases, textIn, type Language } from './phrases'

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

export function tellFigure(figure: Figure, figures: FigureTable, day: string, language: Language): ToldFigure {
  const row = figure.values.find((one) => 'from' in one && covers(one, day)) as FigureRow | undefined
  const { value, table, span } = figureOnDay(figure.id, figures, day)
  const own = measure({ figure: figure.id }, { figures, definitions: new Map() })
  const tell = (number: number) => phrases[language].number(number, own)
  const percent = row !== undefined && 'percent' in row ? tellPercent(row, figures, { day, language }) : undefined
  const head = {
    id: figure.id,
    text: textIn(language, figure.text),
    isMonthly: figure.per === 'MONTH',
    inclusive: figure.inclusive,
  }
  const citations = [...(row === undefined ? [] : [row.citation]), ...(percent?.citations ?? [])]
  const from = percent === undefined ? {} : { from: percent.says }
  if (value === undefined && table === undefined) return { ...head, ...from, unsourced: lackOf(row, language), citations }
  return {
    ...head,
    ...(value === undefined ? {} : { value: tell(value) }),
    ...(table === undefined ? {} : tellTable(table, tell, language)),
    ...from,
    effectiveFrom: span.from,
    ...(span.to === undefined ? {} : { effectiveTo: span.to }),
    citations,
  }
}

function lackOf(row: FigureRow | undefined, language: Language): string {
  if (row === undefined) return phrases[language].noValue
  return 'unsourced' in row ? row.unsourced : phrases[language].noBaseValue
}

function tellTable({ sizes, perPerson }: SizeTable, tell: (value: number) => string, language: Language) {
  const table = sizes.slice(0, shownSizes).map((limit, index) => ({ size: index + 1, limit: tell(limit) }))
  return { table, further: goOn(sizes, perPerson, tell, language) }
}

function goOn(
  sizes: readonly number[],
  perPerson: number | undefined,
  tell: (value: number) => string,
  language: Language,
): string {
  const says = phrases[language]
  if (perPerson === undefined) return sizes.length > shownSizes ? says.upToSize(sizes.length) : says.largerUnsourced
  const steps = sizes.slice(shownSizes).map((limit, index) => limit - (sizes[shownSizes + index - 1] ?? limit))
  const [least, most] = [Math.min(perPerson, ...steps), Math.max(perPerson, ...steps)]
  if (most === 0) return says.largerSame
  return least === most ? says.eachFurther(tell(least)) : says.eachFurtherRounded(tell(least), tell(most))
}

function tellPercent(
  row: PercentOf,
  figures: FigureTable,
  { day, language }: { readonly day: string; readonly language: Language },
): { readonly says: string; readonly citations: readonly Citation[] } {
  const says = phrases[language]
  const base = figures[row.of]
  const guideline = row.guidelineSwitch === undefined ? undefined : guidelineOf(row, base, day)
  const stands = row.guidelineSwitch === undefined ? base?.values.find((one) => 'from' in one && covers(one, day)) : guideline
  const bySize = row.percentBySize === undefined ? '' : says.shareBySize
  const name = base === undefined ? row.of : textIn(language, base.text)
  const ofBase = `${says.percentOf(row.percent, name, guideline?.year)}${bySize}, ${says.roundings[row.round]}`
  return {
    says: row.guidelineSwitch === undefined ? ofBase : `${ofBase}; ${says.newYear(says.day(row.guidelineSwitch))}`,
    citations: stands === undefined ? [] : [stands.citation],
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
