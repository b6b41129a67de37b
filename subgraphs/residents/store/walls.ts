import type { Wall } from '../../../runtime/database/model'
import { ownCaller, ownRows } from '../../../runtime/database/own-rows'

/** A household is its residents': the walls of their table hold inside. */
const household = `
  current_setting('hub.resident', true) = '' or
  exists (select from residents.resident r where r.household_id = household.id)`

export const walls: readonly Wall[] = [
  ownRows('resident', 'id'),
  ownRows('contact_point', 'resident_id'),
  ownRows('screening', 'resident_id'),
  ownRows('consent', 'resident_id'),
  { table: 'household', name: 'own', rows: household },
  ownCaller,
]
