import type { AuditEntry } from '../../runtime/audit/entry'
import type { Manager } from '../../runtime/database/work'
import { isRefusal } from '../../runtime/errors'
import { once, type Done, type Outcome } from '../../runtime/idempotency'
import { emit } from '../../runtime/outbox/emit'
import { eventOf, type EventfulMutation, type Happened } from '../../runtime/outbox/events'
import type { CallContext } from './context'
import { granted, refuse } from './refuse'

interface Keyed {
  readonly idempotencyKey: string
}

/** PostgreSQL's code for a row whose key is on record already. */
const uniqueViolation = '23505'

/** Which input field chose the id of a row that is made besides the one the mutation is about, by the constraint that refuses it. */
const chosenIds: Readonly<Record<string, string>> = { household_pkey: 'newHouseholdId', follow_up_pkey: 'followUp.id' }

/**
 * Runs one change for a mutation: once for its key, in a savepoint of the call's transaction together with its event and the record
 * of its outcome. Answers what was made, as it was made, or throws the refusal.
 */
export async function change(
  context: CallContext,
  schema: string,
  operation: EventfulMutation,
  input: Keyed,
  make: (manager: Manager) => Promise<Outcome>,
): Promise<Done> {
  const { idempotencyKey: key, ...rest } = input
  let changed: AuditEntry | undefined
  try {
    const outcome = await context.work.savepoint((manager) =>
      once(manager, schema, context.caller, { operation, key, input: rest }, async () => {
        const made = await make(manager)
        if (isRefusal(made)) return made
        await emit(manager, schema, context.caller, context.now, [happened(operation, made)])
        changed = changeOf(operation, made, rest)
        return made
      }),
    )
    if (changed) context.changes.push(changed)
    forget(context)
    return granted(outcome)
  } catch (error) {
    // Ids are unique across cities, so another city's id is taken as well: whose it is, is not said.
    if ((error as { code?: string }).code !== uniqueViolation) throw error
    const { constraint = '' } = error as { constraint?: string }
    return refuse({
      refused: 'CONFLICT',
      field: chosenIds[constraint] ?? 'id',
      message: 'this id is on record already: choose a new one',
    })
  }
}

function happened(operation: EventfulMutation, { type, id, version, residentId = null, facts = {} }: Done): Happened {
  return { event: eventOf[operation], residentId, subject: { type, id, version }, facts }
}

/** What is recorded of a change: the names of the fields that were given. */
function changeOf(operation: EventfulMutation, { type, id, residentId }: Done, input: object): AuditEntry {
  const fields = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return { action: 'CHANGE', operation, subjectType: type, subjectId: id, residentId, fields }
}

/** What was read before the change may be what the change has changed: the next mutation of the document reads anew. */
function forget(context: CallContext): void {
  for (const part of Object.values(context) as { clearAll?: () => unknown }[]) part.clearAll?.()
}
