import type { Manager } from '../database/work'
import type { Caller } from '../caller'
import type { AuditEntry } from './entry'

/**
 * Records looks and changes in the transaction of the call, in one statement however many they are; none where there are none. What is not
 * committed with them is not recorded, and a call whose rows cannot be written has to answer nothing.
 */
export async function record(
  manager: Manager,
  schema: string,
  { city, agency, sub, roles, request }: Caller,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await manager.query(
    `with added as (
       insert into "${schema}".audit (at, city, agency, sub, roles, request,
         action, operation, subject_type, subject_id, resident_id, purpose, ground, ground_id, fields)
       select $1, $2, $3, $4, $5, $6,
         action, operation, "subjectType", "subjectId", "residentId", purpose, ground, "groundId", fields
       from jsonb_to_recordset($7) as entry(action text, operation text, "subjectType" text, "subjectId" uuid,
         "residentId" uuid, purpose text, ground text, "groundId" uuid, fields text[])
       returning id
     )
     insert into "${schema}".audit_unsealed (id) select id from added`,
    [at.toISOString(), city, agency, sub, roles, request, JSON.stringify(entries)],
  )
}
