import { isRefusal } from '../../../runtime/errors'
import { agencyIn } from '../../../runtime/ids'
import type { Page, Place } from '../../../schema/shared/connection'
import { residents, type Reader, type ResidentSearch } from '../store/residents'
import type { ResidentRow } from '../store/rows'
import type { ResidentsContext } from './context'
import { contact, identity } from './rules'
import { residentSubject } from './subjects'

const day = 24 * 60 * 60 * 1000

/** By name, which is why a list shows only those whose names may be read: a cursor tells where in it somebody stands. */
export const placeOfResident = (row: Pick<ResidentRow, 'sortName' | 'id'>): Place => ({ at: row.sortName, id: row.id })

/** A page of the residents whom the caller may know by name, and whom the search may find, and one more where there are more. */
export async function readableResidents(context: ResidentsContext, search: ResidentSearch, page: Page): Promise<ResidentRow[]> {
  context.asked.list = true
  const manager = await context.work.manager()
  const kept: ResidentRow[] = []
  let after = page.after
  for (;;) {
    const rows = await residents.page(manager, context.caller.city, search, { first: page.first, after }, readerOf(context))
    const readable = await Promise.all(rows.map((row) => mayBeFound(row, search, context)))
    kept.push(...rows.filter((_, index) => readable[index]))
    const last = rows.at(-1)
    if (rows.length <= page.first || last === undefined || kept.length > page.first) return kept
    after = placeOfResident(last)
  }
}

function readerOf({ caller, city, now, today }: ResidentsContext): Reader {
  return {
    agency: caller.agency,
    agencyId: agencyIn(caller.city, caller.agency),
    self: caller.roles.includes('resident') ? caller.sub : undefined,
    stewardSince: new Date(now.getTime() - city.stewardshipDays * day),
    today,
  }
}

/** To be found by a number tells it as much as to be listed by a name does. */
async function mayBeFound(row: ResidentRow, { contact: number }: ResidentSearch, context: ResidentsContext): Promise<boolean> {
  const subject = await residentSubject(row, context)
  const may = (wanted: typeof identity | typeof contact, field: string) => !isRefusal(context.looks.take(subject, wanted, field))
  return may(identity, 'Query.residents') && (number === undefined || may(contact, 'Resident.contactPoints'))
}
