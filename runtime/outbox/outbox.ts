import type { EntityManager } from 'typeorm'
import { leaseMilliseconds, mostAttempts } from './back-off'
import type { OutboxEvent } from './events'

const shown = `o.id, o.city, o.resident_id as "residentId", o.event, o.facts, o.agency, o.at, o.attempts as attempt,
  json_build_object('type', o.subject_type, 'id', o.subject_id, 'version', o.version) as subject`

/**
 * Takes up at most `first` events of every city that are due, in the order they were written. They are the taker's for half a minute,
 * then anybody's again. Of one resident's events the first alone is taken up, and only once those before it are delivered or dead; an
 * event that another taker is at work on is passed over, not waited for.
 */
export function claim(manager: EntityManager, schema: string, now: Date, first: number): Promise<OutboxEvent[]> {
  return manager.query<OutboxEvent[]>(
    `with due as (
       select o.id from "${schema}".outbox o
       where o.delivered_at is null and o.dead_at is null and o.next_at <= $1
         and (o.resident_id is null or not exists (
           select 1 from "${schema}".outbox earlier
           where earlier.resident_id = o.resident_id and earlier.position < o.position
             and earlier.delivered_at is null and earlier.dead_at is null))
       order by o.position limit $2
       for update skip locked
     ), taken as (
       update "${schema}".outbox o set attempts = o.attempts + 1, next_at = $3 from due where o.id = due.id returning o.*
     )
     select ${shown} from taken o order by o.position`,
    [now, first, new Date(now.getTime() + leaseMilliseconds)],
  )
}

/** One attempt at an event, as it was taken up. */
export interface Attempt {
  readonly id: string
  readonly attempt: number
}

/** An attempt that failed: why, as a code, and how many milliseconds to wait before the next. */
export interface Failure extends Attempt {
  readonly error: string
  readonly wait: number
}

/**
 * Writes down how attempts ended. What has been taken up anew meanwhile, since the half minute had passed, is the other taker's to
 * tell. A failure at the last attempt puts the event aside as dead.
 */
export async function settle(
  manager: EntityManager,
  schema: string,
  now: Date,
  delivered: readonly Attempt[],
  failed: readonly Failure[],
): Promise<void> {
  if (delivered.length > 0) {
    await manager.query(
      `update "${schema}".outbox o set delivered_at = $3, last_error = null
       from unnest($1::uuid[], $2::integer[]) as ended(id, attempt)
       where o.id = ended.id and o.attempts = ended.attempt and o.delivered_at is null and o.dead_at is null`,
      [delivered.map(({ id }) => id), delivered.map(({ attempt }) => attempt), now],
    )
  }
  if (failed.length > 0) {
    await manager.query(
      `update "${schema}".outbox o set last_error = ended.error, next_at = $5::timestamptz + ended.wait * interval '1 millisecond',
         dead_at = case when o.attempts >= $6 then $5::timestamptz end
       from unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[]) as ended(id, attempt, error, wait)
       where o.id = ended.id and o.attempts = ended.attempt and o.delivered_at is null and o.dead_at is null`,
      [
        failed.map(({ id }) => id),
        failed.map(({ attempt }) => attempt),
        failed.map(({ error }) => error),
        failed.map(({ wait }) => wait),
        now,
        mostAttempts,
      ],
    )
  }
}

/** An event that has not been delivered: since when, how often it was tried, and why it failed last. */
export interface Undelivered extends OutboxEvent {
  readonly nextAt: Date
  readonly deadAt: Date | null
  readonly lastError: string | null
}

/** The events that are not delivered, or of them the dead ones alone, in the order they were written. */
export function undelivered(manager: EntityManager, schema: string, dead: boolean): Promise<Undelivered[]> {
  return manager.query<Undelivered[]>(
    `select ${shown}, o.next_at as "nextAt", o.dead_at as "deadAt", o.last_error as "lastError" from "${schema}".outbox o
     where o.delivered_at is null ${dead ? 'and o.dead_at is not null' : ''} order by o.position`,
  )
}

/**
 * Lets dead events be taken up again as if they were new: all of them, or those of the ids. Later events of the same residents may have
 * been delivered meanwhile.
 *
 * @returns how many
 */
export async function replay(manager: EntityManager, schema: string, now: Date, ids: readonly string[] | 'ALL'): Promise<number> {
  const [, count] = await manager.query<[unknown, number]>(
    `update "${schema}".outbox set dead_at = null, attempts = 0, next_at = $1
     where dead_at is not null and ($2::uuid[] is null or id = any($2))`,
    [now, ids === 'ALL' ? null : ids],
  )
  return count
}
