/** Looks a figure up on a day: which row is in force, which year's guideline it follows, and how it rounds. */
import type { Span } from './compiled'
import type { Figure, FigureRow, FigureTable, GuidelineRow, PercentOf, Rounding, SizeTable } from './figure'

/** The table on the day, in cents a year for money; a plain value is a table without sizes. */
export interface FigureOnDay {
  readonly span: Span
  readonly table?: SizeTable
  readonly value?: number
}

const dollar = 100

/** Without table and value the figure has no source on that day. */
export function figureOnDay(id: string, figures: FigureTable, day: string): FigureOnDay {
  const figure = figures[id]
  const row = figure?.values.find((candidate) => !isGuideline(candidate) && covers(candidate, day)) as FigureRow | undefined
  if (figure === undefined || row === undefined) return { span: { from: day, to: day } }
  const span: Span = row.to === undefined ? { from: row.from } : { from: row.from, to: row.to }
  const times = figure.per === 'MONTH' ? 12 : 1
  if ('value' in row) return { span, value: row.value * times }
  if ('sizes' in row) return { span, table: mapSizes(row, (cents) => cents * times) }
  if ('percent' in row) return percentOnDay(figure, row, span, figures, day)
  return { span }
}

export function covers(dated: { readonly from?: string; readonly to?: string }, day: string): boolean {
  return (dated.from ?? '') <= day && (dated.to === undefined || day <= dated.to)
}

function isGuideline(row: FigureRow | GuidelineRow): row is GuidelineRow {
  return 'year' in row
}

function percentOnDay(figure: Figure, row: PercentOf, span: Span, figures: FigureTable, day: string): FigureOnDay {
  const base = row.guidelineSwitch === undefined ? figureOnDay(row.of, figures, day) : guidelineOnDay(row, figures, day)
  const both = intersect(span, base.span)
  const months = figure.per === 'MONTH' ? 12 : 1
  const rounded = (yearlyCents: number, sizePercent: number) =>
    // One product of whole numbers before the one division: nothing is lost before the rounding that the law asks for.
    round((yearlyCents * Math.round(row.percent * 100) * sizePercent) / (10_000 * 100 * months), row.round) * months
  if (row.percentBySize !== undefined && base.value !== undefined) {
    const yearlyCents = base.value
    return { span: both, table: mapSizes(row.percentBySize, (percent) => rounded(yearlyCents, percent)) }
  }
  if (base.value !== undefined) return { span: both, value: rounded(base.value, 100) }
  if (base.table === undefined) return { span: both }
  return { span: both, table: tabulate(base.table, (cents) => rounded(cents, 100)) }
}

/**
 * The guideline of a year holds, for this program, from its switch day to the eve of the next; the newest one until a newer
 * one is entered, as an open row does.
 */
function guidelineOnDay(row: PercentOf, figures: FigureTable, day: string): FigureOnDay {
  const published = (figures[row.of]?.values ?? []).filter(isGuideline)
  const newest = Math.max(...published.map(({ year }) => year))
  const calendarYear = Number(day.slice(0, 4))
  const started = day.slice(5) >= (row.guidelineSwitch ?? '01-01') ? calendarYear : calendarYear - 1
  const year = Math.min(started - (row.yearsBack ?? 0), newest)
  const table = published.find((candidate) => candidate.year === year)
  if (table === undefined) return { span: { from: day, to: day } }
  const first = year + (row.yearsBack ?? 0)
  const from = `${pad(first)}-${row.guidelineSwitch}`
  return { span: year === newest ? { from } : { from, to: eve(`${pad(first + 1)}-${row.guidelineSwitch}`) }, table }
}

function round(cents: number, rounding: Rounding): number {
  switch (rounding) {
    case 'up':
      return Math.ceil(cents / dollar) * dollar
    case 'nearest':
      return Math.round(cents / dollar) * dollar
    case 'down':
      return Math.floor(cents / dollar) * dollar
    case 'none':
      return cents
  }
}

/** Rounding is for each size apart, so the step of a rounded table is not constant: beyond the table it is laid out to forty people. */
function tabulate(table: SizeTable, change: (cents: number) => number): SizeTable {
  const { sizes, perPerson } = table
  if (perPerson === undefined) return { sizes: sizes.map(change) }
  const last = sizes[sizes.length - 1] ?? 0
  const further = Array.from({ length: 40 - sizes.length }, (_, index) => last + (index + 1) * perPerson)
  return { sizes: [...sizes, ...further].map(change), perPerson: change(perPerson) }
}

function mapSizes({ sizes, perPerson }: SizeTable, change: (value: number) => number): SizeTable {
  return perPerson === undefined ? { sizes: sizes.map(change) } : tabulate({ sizes, perPerson }, change)
}

function intersect(left: Span, right: Span): Span {
  const from = left.from > right.from ? left.from : right.from
  const ends = [left.to, right.to].filter((day) => day !== undefined).sort()
  return ends[0] === undefined ? { from } : { from, to: ends[0] }
}

function eve(day: string): string {
  const instant = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(instant) ? day : new Date(instant - 86_400_000).toISOString().slice(0, 10)
}

function pad(year: number): string {
  return String(year).padStart(4, '0')
}
