/** Rows in force one after the other: in order, without a gap or an overlap. */
import { fault, inside, type Place } from '../../../runtime/city/place'

export interface DatedRow {
  readonly from?: string
  readonly to?: string
}

/** `place` is the list's. A row that has no end must be the last. */
export function checkDates(rows: readonly DatedRow[], place: Place): void {
  rows.forEach((row, index) => {
    const here = inside(place, index)
    if (row.from !== undefined && row.to !== undefined && row.to < row.from)
      fault(inside(here, 'to'), `ends on ${row.to}, before it begins`)
    const before = rows[index - 1]
    if (before === undefined) return
    if (before.to === undefined) return fault(here, 'overlaps the row before it, which has no end')
    if (row.from === undefined) return fault(here, 'from is missing')
    if (row.from <= before.to) return fault(inside(here, 'from'), `overlaps the row before it, which ends on ${before.to}`)
    if (row.from !== dayAfter(before.to)) fault(inside(here, 'from'), `leaves a gap after ${before.to}`)
  })
}

function dayAfter(day: string): string {
  const instant = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(instant) ? day : new Date(instant + 86_400_000).toISOString().slice(0, 10)
}
