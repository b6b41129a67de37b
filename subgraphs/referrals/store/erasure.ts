import type { Manager } from '../../../runtime/database/work'
import { isRefusal } from '../../../runtime/errors'
import { newId } from '../../../runtime/ids'
import { advance, isOpen, type Status } from '../domain/life'
import { events, referrals } from './referrals'
import { ReferralRow } from './rows'

/** What is taken out of a referral that stays to be counted, and out of its history. */
export const blankedOfReferral = ['Referral.note', 'Referral.screening', 'ReferralEvent.note'] as const

/** The referrals of a resident that somebody still works on. */
export async function openReferrals(manager: Manager, city: string, residentId: string): Promise<ReferralRow[]> {
  const rows = await manager.find(ReferralRow, {
    where: { city, residentId },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  })
  return rows.filter(({ status }) => isOpen(status as Status))
}

/** Takes a referral back in place of its sender, as the resident wants it gone; `by` is who did. */
export async function cancel(manager: Manager, row: ReferralRow, by: string, at: Date): Promise<void> {
  const next = advance(row.status as Status, { step: 'CANCEL', actors: ['SENDER'], reason: 'RESIDENT_DECLINED' })
  if (isRefusal(next)) throw new Error(next.message)
  await referrals.change(manager, row, { status: next.status, changedAt: at })
  await events.add(manager, {
    id: newId(),
    city: row.city,
    referralId: row.id,
    version: row.version + 1,
    step: 'CANCEL',
    fromStatus: row.status,
    toStatus: next.status,
    reason: next.reason,
    outcome: null,
    note: null,
    at,
    by,
    agency: 'hub',
  })
}

/** Takes out of a resident's referrals what was written in them: that there was one, and how it ended, stays. */
export async function blankReferrals(manager: Manager, city: string, residentId: string): Promise<void> {
  await manager.query(
    `update referrals.referral_event set note = null
     where city = $1 and referral_id in (select id from referrals.referral where city = $1 and resident_id = $2)`,
    [city, residentId],
  )
  await manager.query(`update referrals.referral set note = null, screening_id = null where city = $1 and resident_id = $2`, [
    city,
    residentId,
  ])
}
