import type { EntityManager } from 'typeorm'
import { record } from '../../runtime/audit/record'
import type { Caller } from '../../runtime/caller'
import type { CityTerms } from '../../runtime/city/settings'
import { shownFacts } from '../../runtime/consent/shown-facts'
import { asCity } from '../../runtime/database/as'
import type { Database } from '../../runtime/database/open'
import { dayIn } from '../../runtime/days'
import { isRefusal } from '../../runtime/errors'
import { newId } from '../../runtime/ids'
import { factsLook } from '../../schema/shared/access/facts-look'
import { entriesOf, type Looks, openLooks } from '../../schema/shared/access/looks'
import { groundsOf } from '../../subgraphs/residents/store/grounds'
import { reachableResidents, type Reachable } from '../../subgraphs/residents/store/outreach'
import type { Chunk } from './plan'

/** Whose list it is: what the agency may read of a resident decides who is on it. */
export interface ListFor {
  readonly city: string
  readonly agency: string
  readonly terms: CityTerms
}

/** Residents read at a time. */
const page = 200

/**
 * The residents of a city who may be contacted and of whom the agency may read something, as chunks of the format `stored`, after the
 * resident of an id. Who is read is on record before they are handed on.
 */
export async function* readResidents(
  { source }: Database,
  listFor: ListFor,
  after: string | undefined,
  line: number,
): AsyncGenerator<Chunk> {
  const caller: Caller = { sub: 'hub screen', city: listFor.city, agency: listFor.agency, roles: [], request: newId() }
  let from = line
  let next = after
  for (;;) {
    const { last, readable } = await asCity(source, caller.city, (manager) => readPage(manager, caller, listFor.terms, next))
    if (last === undefined) return
    next = last
    if (readable.length === 0) continue
    const bytes = new TextEncoder().encode(readable.map((resident) => JSON.stringify(resident)).join('\n'))
    yield { from, lines: readable.length, bytes, next }
    from += readable.length
  }
}

interface Page {
  /** The last resident that was looked at, or undefined after the end. */
  readonly last: string | undefined
  readonly readable: readonly Reachable[]
}

async function readPage(
  manager: EntityManager,
  caller: Caller,
  { timeZone, stewardshipDays }: CityTerms,
  after: string | undefined,
): Promise<Page> {
  const found = await reachableResidents(manager, caller.city, after, page)
  const ids = found.map(({ id }) => id)
  const grounds = await groundsOf(manager, caller.city, ids, { stewardshipDays, breakGlass: false })
  const now = new Date()
  const looks = openLooks(caller, { now, today: dayIn(timeZone, now) })
  const readable = found.flatMap(({ id, facts }, index) => {
    const one = grounds[index]
    const shown =
      one && readableFacts(looks, { type: 'Resident', id, grounds: [one], holder: undefined, madeBy: undefined }, facts)
    return shown ? [{ id, facts: shown }] : []
  })
  await record(manager, 'residents', caller, now, entriesOf(looks, 'EXPORT', 'hub screen'))
  return { last: ids.at(-1), readable }
}

/** The facts that may be read, or undefined where none of any kind may: then nothing of the resident is on the list. */
function readableFacts(
  looks: Looks,
  subject: Parameters<Looks['take']>[0],
  facts: Reachable['facts'],
): Reachable['facts'] | undefined {
  const { categories, purpose } = factsLook
  if (!categories.some((category) => looks.may(subject, { categories: [category], purpose }))) return undefined
  return shownFacts(facts, (category) => {
    const allowed = looks.take(subject, { categories: [category], purpose }, `Resident.facts (${category})`)
    return isRefusal(allowed) ? undefined : allowed
  })
}
