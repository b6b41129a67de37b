import type { EntityManager } from 'typeorm'
import type { Caller } from '../caller'
import { newId } from '../ids'
import type { Happened } from './events'

/**
 * Writes down what has happened, in the transaction of the change itself: both are there or neither. One statement.
 *
 * Positions are given in the order of writing. Of two changes, the second of which began when the first was acknowledged, the first
 * has the lower one; two that run at the same time have no order that anybody could have seen.
 */
export async function emit(
  manager: EntityManager,
  schema: string,
  { city, agency }: Caller,
  at: Date,
  events: readonly Happened[],
): Promise<void> {
  const rows = events.map(({ event, residentId, subject, facts }) => ({
    id: newId(),
    resident_id: residentId,
    event,
    subject_type: subject.type,
    subject_id: subject.id,
    version: subject.version,
    facts,
  }))
  await manager.query(
    `insert into "${schema}".outbox
       (id, city, resident_id, event, subject_type, subject_id, version, facts, agency, at, next_at)
     select id, $2, resident_id, event, subject_type, subject_id, version, facts, $3, $4::timestamptz, $4::timestamptz
     from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, resident_id uuid, event text, subject_type text, subject_id uuid,
       version integer, facts jsonb)) with ordinality
     order by ordinality`,
    [JSON.stringify(rows), city, agency, at],
  )
}
