import type { Manager } from '../../../runtime/database/work'
import { dayIn } from '../../../runtime/days'
import type { Held } from '../../../runtime/retention/judge'
import { idsOf, type Keeper, type Place, removeRows } from '../../../runtime/retention/keeper'
import { pendingOf } from '../../../runtime/retention/traces'
import { endOfFollowUp } from '../domain/ends'
import type { FollowUpStatus } from '../domain/follow-up'

/** What conversations holds about people, for whoever sees to it that nothing stays too long. */
export const conversationsKeeper: Keeper = {
  schema: 'conversations',

  async idsAfter(manager, city, after, first) {
    const next = (table: string) =>
      `(select distinct resident_id as id from conversations.${table}
        where city = $1 and resident_id is not null and ($2::uuid is null or resident_id > $2::uuid) order by 1 limit ${first})`
    const rows = await manager.query<{ id: string }[]>(
      `${next('conversation')} union ${next('follow_up')} order by id limit ${first}`,
      [city, after ?? null],
    )
    return rows.map(({ id }) => id)
  },

  async held(manager, place, ids) {
    return [
      ...(await attempts(manager, place, 'resident_id = any($2::uuid[])', ids)),
      ...(await followUps(manager, place, ids)),
      ...(await pendingOf(manager, 'conversations', place.city, ids)),
    ]
  },

  /** A follow-up refers to its conversation. */
  async remove(manager, city, going) {
    await removeRows(manager, 'conversations.follow_up', city, idsOf(going, 'followUps'))
    await removeRows(manager, 'conversations.conversation', city, idsOf(going, 'conversations'))
  },
}

/** The next attempts, by id, at which nobody on record was met: nothing cites one. */
export async function attemptsAtNobody(
  manager: Manager,
  place: Place,
  after: string | undefined,
  first: number,
): Promise<Held[]> {
  const only = `resident_id is null and ($2::uuid is null or id > $2::uuid)`
  return attempts(manager, place, only, after ?? null, first)
}

interface Attempt {
  readonly id: string
  readonly residentId: string | null
  readonly occurredAt: Date
}

async function attempts(
  manager: Manager,
  { city, timeZone, lock }: Place,
  only: string,
  value: unknown,
  first?: number,
): Promise<Held[]> {
  const rows = await manager.query<Attempt[]>(
    `select id, resident_id as "residentId", occurred_at as "occurredAt" from conversations.conversation
     where city = $1 and ${only} order by id ${first === undefined ? '' : `limit ${first}`} ${lock ? 'for update' : ''}`,
    [city, value],
  )
  return rows.map(({ id, residentId, occurredAt }) => ({
    kind: 'conversations',
    id,
    residentId,
    since: dayIn(timeZone, occurredAt),
    cites: residentId === null ? [] : [residentId],
  }))
}

interface Promised {
  readonly id: string
  readonly residentId: string
  readonly conversationId: string | null
  readonly status: FollowUpStatus
  readonly closedAt: Date | null
}

async function followUps(manager: Manager, { city, timeZone, lock }: Place, ids: readonly string[]): Promise<Held[]> {
  const rows = await manager.query<Promised[]>(
    `select id, resident_id as "residentId", conversation_id as "conversationId", status, closed_at as "closedAt"
     from conversations.follow_up where city = $1 and resident_id = any($2::uuid[]) order by id ${lock ? 'for update' : ''}`,
    [city, ids],
  )
  return rows.map((row) => ({
    kind: 'followUps',
    id: row.id,
    residentId: row.residentId,
    since: endOfFollowUp(row, timeZone),
    cites: [row.residentId, ...(row.conversationId === null ? [] : [row.conversationId])],
  }))
}
