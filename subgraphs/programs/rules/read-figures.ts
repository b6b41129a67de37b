/** Reads figures. In the files money is in dollars, here in cents. */
import type { CityFault } from '../../../runtime/city/city-fault'
import type { CityFile } from '../../../runtime/city/parse-yaml'
import type { Figure, FigureRow, FigureTable, GuidelineRow, PercentOf, SizeTable } from '../domain/eligibility/figure'
import { checkDates } from './dates'
import { fault, inside, startOf, type Place } from '../../../runtime/city/place'
import { readCitation } from './read-citation'
import { figureKeys, figureUnits, percentBySizeKeys, rowKeys, sizeKeys } from './rules-grammar'
import { day, id, list, localText, monthDay, number, oneOf, record, text, whole, type Entries } from '../../../runtime/city/shape'

/** Each file is a list of figures; names are shared by all of a city's files. */
export function readFigures(files: readonly CityFile[], faults: CityFault[]): FigureTable {
  const figures: Record<string, Figure> = {}
  const places: [Figure, Place][] = []
  for (const file of files) {
    const place = startOf(file, faults)
    list(file.data, place).forEach((value, index) => {
      const figure = readFigure(value, inside(place, index))
      if (figure === undefined) return
      if (Object.hasOwn(figures, figure.id)) fault(inside(place, index, 'id'), `there is another figure ${figure.id}`)
      figures[figure.id] = figure
      places.push([figure, inside(place, index)])
    })
  }
  for (const [figure, place] of places) checkBases(figure, figures, place)
  return figures
}

function readFigure(value: unknown, place: Place): Figure | undefined {
  const entries = record(value, place, figureKeys)
  if (entries === undefined) return undefined
  const unit = oneOf(entries['unit'], inside(place, 'unit'), figureUnits) ?? 'MONEY'
  const per = oneOf(entries['per'], inside(place, 'per'), ['YEAR', 'MONTH'] as const)
  if (typeof entries['inclusive'] !== 'boolean') fault(place, 'inclusive must say whether the limit itself passes: true or false')
  const rows = list(entries['values'], inside(place, 'values'))
  const read = rows.map((row, index) => readRow(row, inside(place, 'values', index), unit))
  if (rows.length === 0) fault(inside(place, 'values'), 'a figure needs a value')
  const dated = read.filter((row) => !('year' in row))
  if (dated.length > 0 && dated.length < read.length) fault(inside(place, 'values'), 'rows by year and rows by day do not mix')
  if (dated.length === read.length) checkDates(dated as FigureRow[], inside(place, 'values'))
  else checkYears(read as GuidelineRow[], inside(place, 'values'))
  return {
    id: id(entries['id'], inside(place, 'id')),
    text: localText(entries['text'], inside(place, 'text')),
    unit,
    ...(per === undefined ? {} : { per }),
    inclusive: entries['inclusive'] === true,
    values: read as FigureRow[] | GuidelineRow[],
  }
}

function readRow(value: unknown, place: Place, unit: Figure['unit']): FigureRow | GuidelineRow {
  const sign = rowKeys.find(({ sign: key }) => typeof value === 'object' && value !== null && key in value)
  const entries = record(value, place, sign?.keys ?? sizeKeys) ?? {}
  const citation = readCitation(entries['citation'], inside(place, 'citation'))
  if (sign?.sign === 'year')
    return { year: whole(entries['year'], inside(place, 'year')), citation, ...readSizes(entries, place, unit) }
  const to = entries['to'] === undefined ? {} : { to: day(entries['to'], inside(place, 'to')) }
  const dated = { from: day(entries['from'], inside(place, 'from')), ...to, citation }
  switch (sign?.sign) {
    case 'value':
      return { ...dated, value: amount(entries['value'], inside(place, 'value'), unit) }
    case 'percent':
      return { ...dated, ...readPercent(entries, place) }
    case 'unsourced':
      return { ...dated, unsourced: text(entries['unsourced'], inside(place, 'unsourced')) }
    default:
      return { ...dated, ...readSizes(entries, place, unit) }
  }
}

function readSizes(entries: Entries, place: Place, unit: Figure['unit'] | 'PERCENT'): SizeTable {
  const at = inside(place, 'sizes')
  const sizes =
    entries['sizes'] === undefined ? [] : list(entries['sizes'], at).map((size, index) => amount(size, inside(at, index), unit))
  const falling = sizes.findIndex((size, index) => index > 0 && size < (sizes[index - 1] ?? 0))
  if (falling > 0) fault(inside(at, falling), 'a limit may not fall as the household grows')
  if (entries['perPerson'] === undefined) return { sizes }
  return { sizes, perPerson: amount(entries['perPerson'], inside(place, 'perPerson'), unit) }
}

function readPercent(entries: Entries, place: Place): PercentOf {
  const bySize = entries['percentBySize']
  const at = inside(place, 'percentBySize')
  const guidelineSwitch = entries['guidelineSwitch']
  return {
    percent: number(entries['percent'], inside(place, 'percent')),
    of: id(entries['of'], inside(place, 'of')),
    round: oneOf(entries['round'], inside(place, 'round'), ['up', 'nearest', 'down', 'none'] as const) ?? 'none',
    ...(guidelineSwitch === undefined ? {} : { guidelineSwitch: monthDay(guidelineSwitch, inside(place, 'guidelineSwitch')) }),
    ...(entries['yearsBack'] === undefined ? {} : { yearsBack: whole(entries['yearsBack'], inside(place, 'yearsBack')) }),
    ...(bySize === undefined ? {} : { percentBySize: readSizes(record(bySize, at, percentBySizeKeys) ?? {}, at, 'PERCENT') }),
  }
}

function amount(value: unknown, place: Place, unit: Figure['unit'] | 'PERCENT'): number {
  const read = number(value, place)
  if (unit !== 'MONEY') return read
  const cents = Math.round(read * 100)
  if (Math.abs(cents - read * 100) > 1e-6) fault(place, 'expected dollars with at most two decimals')
  return cents
}

function checkYears(rows: readonly GuidelineRow[], place: Place): void {
  rows.forEach(({ year }, index) => {
    const before = rows[index - 1]?.year
    if (before !== undefined && year !== before + 1)
      fault(inside(place, index, 'year'), `expected ${before + 1}, the year after the row before it`)
  })
}

/** A percentage stands on another figure, and on a guideline by year only with the day on which it moves on. */
function checkBases(figure: Figure, figures: FigureTable, place: Place): void {
  figure.values.forEach((row, index) => {
    if (!('percent' in row)) return
    const at = inside(place, 'values', index)
    const base = figures[row.of]
    if (base === undefined) return fault(inside(at, 'of'), `there is no figure ${row.of}`)
    if (base.values.some((value) => 'percent' in value)) return fault(inside(at, 'of'), `${row.of} is itself a percentage`)
    const byYear = base.values.some((value) => 'year' in value)
    if (byYear && row.guidelineSwitch === undefined) fault(at, `guidelineSwitch is missing: ${row.of} goes by years`)
    if (!byYear && row.guidelineSwitch !== undefined) fault(inside(at, 'guidelineSwitch'), `${row.of} does not go by years`)
  })
}
