import type { Wall } from '../../../runtime/database/model'
import { ownRows, ownTraces } from '../../../runtime/database/own-rows'

/**
 * A referral is its two agencies' alone, a draft its sender's. A resident who calls for themselves sees theirs whoever works on them, and
 * no draft: it has gone to nobody yet.
 */
const agencies = `
  (current_setting('hub.resident', true) <> '' and status <> 'DRAFT') or
  (current_setting('hub.resident', true) = '' and (
    from_agency = current_setting('hub.agency', true) or
    (to_agency = current_setting('hub.agency', true) and status <> 'DRAFT')
  ))`

/** Whoever sees the referral sees its steps: the walls of its table hold inside. As `exists` it could be planned to read all referrals of the city. */
const ofReferral = 'referral_id = (select r.id from referrals.referral r where r.id = referral_id)'

export const walls: readonly Wall[] = [
  { table: 'referral', name: 'agencies', rows: agencies },
  ownRows('referral', 'resident_id'),
  { table: 'referral_event', name: 'referral', rows: ofReferral },
  ...ownTraces,
]
