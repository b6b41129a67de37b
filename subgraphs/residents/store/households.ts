import type { Manager } from '../../../runtime/database/work'
import type { HouseholdFacts } from '../../../runtime/facts'

/** Households read at once: each page is one short statement, however many there are. */
const page = 1_000

/** What is on record of every household of a city, in the order of their ids. */
export async function* householdsOf(manager: Manager, city: string): AsyncGenerator<HouseholdFacts> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await manager.query<{ id: string; facts: HouseholdFacts }[]>(
      'select id, facts from residents.household where city = $1 and id > $2 order by id limit $3',
      [city, after, page],
    )
    for (const { facts } of rows) yield facts
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return
    after = last.id
  }
}
