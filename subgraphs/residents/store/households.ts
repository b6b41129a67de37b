import type { Manager } from '../../../runtime/database/work'
import type { HouseholdFacts } from '../../../runtime/facts'

/** A household on record. */
export interface Known {
  readonly id: string
  readonly facts: HouseholdFacts
}

/** The next households of a city, by id; the first where `after` is undefined. */
export function householdsAfter(manager: Manager, city: string, after: string | undefined, first: number): Promise<Known[]> {
  return manager.query<Known[]>(
    'select id, facts from residents.household where city = $1 and ($2::uuid is null or id > $2::uuid) order by id limit $3',
    [city, after ?? null, first],
  )
}
