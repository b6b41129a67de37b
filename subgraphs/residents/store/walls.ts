import type { Wall } from '../../../runtime/database/model'
import { ownRows, ownTraces } from '../../../runtime/database/own-rows'

/** A household is its residents': the walls of their table hold inside. */
const household = `
  current_setting('hub.resident', true) = '' or
  exists (select from residents.resident r where r.household_id = household.id)`

/** A notice is for the agency that is to know. */
const notified = `agency = current_setting('hub.agency', true)`

export const walls: readonly Wall[] = [
  ownRows('resident', 'id'),
  ownRows('contact_point', 'resident_id'),
  ownRows('screening', 'resident_id'),
  ownRows('consent', 'resident_id'),
  { table: 'household', name: 'own', rows: household },
  ownRows('break_glass', 'resident_id'),
  ownRows('contact_note', 'resident_id'),
  ownRows('revocation_notice', 'resident_id'),
  { table: 'revocation_notice', name: 'agency', rows: notified },
  ...ownTraces,
]
