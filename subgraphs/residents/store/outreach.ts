import type { EntityManager } from 'typeorm'
import type { HouseholdFacts } from '../../../runtime/facts'

/** A resident who may be contacted, and what is known of the household. */
export interface Reachable {
  readonly id: string
  readonly facts: HouseholdFacts
}

/** The next residents of a city, by id, whom the city may get in touch with of its own accord; the first where `after` is undefined. */
export function reachableResidents(
  manager: EntityManager,
  city: string,
  after: string | undefined,
  first: number,
): Promise<Reachable[]> {
  return manager.query<Reachable[]>(
    `select r.id, h.facts from residents.resident r join residents.household h on h.id = r.household_id and h.city = r.city
     where r.city = $1 and r.contact_policy = 'CONTACT_ALLOWED' and ($2::uuid is null or r.id > $2::uuid)
     order by r.id limit $3`,
    [city, after ?? null, first],
  )
}
