import type { Held } from '../../../runtime/retention/judge'
import { idsOf, type Keeper, removeRows } from '../../../runtime/retention/keeper'
import { pendingOf } from '../../../runtime/retention/traces'
import { endOfReferral } from '../domain/ends'
import type { Status } from '../domain/life'

interface Case {
  readonly id: string
  readonly residentId: string
  readonly screeningId: string | null
  readonly conversationId: string | null
  readonly status: Status
  readonly changedAt: Date
}

/** What referrals holds about people, for whoever sees to it that nothing stays too long. */
export const referralsKeeper: Keeper = {
  schema: 'referrals',

  async idsAfter(manager, city, after, first) {
    const rows = await manager.query<{ id: string }[]>(
      `select distinct resident_id as id from referrals.referral
       where city = $1 and ($2::uuid is null or resident_id > $2::uuid) order by 1 limit ${first}`,
      [city, after ?? null],
    )
    return rows.map(({ id }) => id)
  },

  async held(manager, { city, timeZone, lock }, ids) {
    const rows = await manager.query<Case[]>(
      `select id, resident_id as "residentId", screening_id as "screeningId", conversation_id as "conversationId",
         status, changed_at as "changedAt"
       from referrals.referral where city = $1 and resident_id = any($2::uuid[]) order by id ${lock ? 'for update' : ''}`,
      [city, ids],
    )
    const cases = rows.map((row): Held => ({
      kind: 'referrals',
      id: row.id,
      residentId: row.residentId,
      since: endOfReferral(row, timeZone),
      cites: [row.residentId, row.screeningId, row.conversationId].filter((id) => id !== null),
    }))
    return [...cases, ...(await pendingOf(manager, 'referrals', city, ids))]
  },

  /** Its history goes with a referral. */
  async remove(manager, city, going) {
    const ids = idsOf(going, 'referrals')
    await removeRows(manager, 'referrals.referral_event', city, ids, 'referral_id')
    await removeRows(manager, 'referrals.referral', city, ids)
  },
}
