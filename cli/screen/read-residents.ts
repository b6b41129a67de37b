import { asCity } from '../../runtime/database/as'
import type { Database } from '../../runtime/database/open'
import { reachableResidents } from '../../subgraphs/residents/store/outreach'
import type { Chunk } from './plan'

/** Residents read at a time. */
const page = 200

/** The residents of a city who may be contacted, as chunks of the format `stored`, after the resident of an id. */
export async function* readResidents(
  { source }: Database,
  city: string,
  after: string | undefined,
  line: number,
): AsyncGenerator<Chunk> {
  const pageAfter = (id: string | undefined) => asCity(source, city, (manager) => reachableResidents(manager, city, id, page))
  let from = line
  let next = after
  for (;;) {
    const residents = await pageAfter(next)
    const last = residents.at(-1)
    if (last === undefined) return
    next = last.id
    const bytes = new TextEncoder().encode(residents.map((resident) => JSON.stringify(resident)).join('\n'))
    yield { from, lines: residents.length, bytes, next }
    from += residents.length
  }
}
