import { agencyIn } from '../../../runtime/ids'
import type { Subject } from '../../../schema/shared/access/looks'
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
  // A list beside it: then nobody is named alone.
  context.named.add('a list')
  const wanted = wantedBy(search)
  const found = await mayBeFound(context, search, wanted, page)
  // The one more is not shown, and so it is not looked at.
  for (const { subject } of found.slice(0, page.first))
    for (const [field, look] of wanted) context.looks.take(subject, look, field)
  return found.map(({ row }) => row)
}

type Wish = readonly (readonly [field: string, look: typeof identity | typeof contact])[]

/** To be found by a number tells it as much as to be listed by a name does. */
function wantedBy({ contact: number }: ResidentSearch): Wish {
  return [['Query.residents', identity], ...(number === undefined ? [] : ([['Resident.contactPoints', contact]] as const))]
}

interface Found {
  readonly row: ResidentRow
  readonly subject: Subject
}

async function mayBeFound(
  context: ResidentsContext,
  search: ResidentSearch,
  wanted: Wish,
  { first, after }: Page,
): Promise<Found[]> {
  const manager = await context.work.manager()
  const kept: Found[] = []
  for (let from = after; ;) {
    const rows = await residents.page(manager, context.caller.city, search, { first, after: from }, readerOf(context))
    const found = await Promise.all(rows.map(async (row) => ({ row, subject: await residentSubject(row, context) })))
    kept.push(...found.filter(({ subject }) => wanted.every(([, look]) => context.looks.may(subject, look))))
    const last = rows.at(-1)
    if (rows.length <= first || last === undefined || kept.length > first) return kept
    from = placeOfResident(last)
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
