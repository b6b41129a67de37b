import type { AuditEntry } from '../../runtime/audit/entry'
import { record } from '../../runtime/audit/record'
import type { Caller } from '../../runtime/caller'
import { subgraphNames } from '../../runtime/config'
import type { Manager } from '../../runtime/database/work'
import { emit } from '../../runtime/outbox/emit'
import { erased } from '../../runtime/outbox/events'
import type { Held } from '../../runtime/retention/judge'
import { blankHashes } from '../../runtime/retention/keys'
import { blankConversations } from '../../subgraphs/conversations/store/erasure'
import { blankReferrals, cancel } from '../../subgraphs/referrals/store/erasure'
import { blankMember } from '../../subgraphs/residents/store/erasure'
import { keepers, recorded } from '../retention/keepers'
import type { Plan, Step, Wish } from './plan-erasure'

/**
 * Takes everything personal of a resident out of every subgraph, with its records in the audit logs and its event: in the transaction
 * in which it was planned. What stays to be counted says nothing about them: docs/decisions/019.
 */
export async function eraseResident(manager: Manager, wish: Wish, plan: Plan, who: Caller, now: Date): Promise<void> {
  const { city, residentId } = wish
  const { found, open, steps } = plan
  for (const row of open) await cancel(manager, row, who.sub, now)
  await blankReferrals(manager, city, residentId)
  await blankConversations(manager, city, residentId)
  if (found.shared) await blankMember(manager, found)
  for (const keeper of keepers) await keeper.remove(manager, city, deletedIn(steps))
  for (const log of subgraphNames) {
    const own = steps.filter(({ kind }) => recorded[kind].log === log)
    await record(
      manager,
      log,
      who,
      now,
      own.map((step) => entryOf(step, wish)),
    )
  }
  const touched = [...steps.map(({ id }) => id), found.resident.householdId]
  for (const { schema } of keepers) await blankHashes(manager, schema, city, touched)
  const subject = { type: 'Resident', id: residentId, version: found.resident.version + 1 }
  await emit(manager, 'residents', who, now, [{ event: erased, residentId, subject, facts: { recipients: found.recipients } }])
}

function deletedIn(steps: readonly Step[]): readonly Held[] {
  return steps.flatMap(({ does, kind, id, residentId }) =>
    does === 'deletes' ? [{ kind, id, residentId, since: null, cites: [] }] : [],
  )
}

function entryOf({ kind, id, residentId, fields }: Step, { reason, force }: Wish): AuditEntry {
  const { type } = recorded[kind]
  const operation = `hub resident erase${force ? ' --force' : ''}: ${reason}`
  return { action: 'PURGE', operation, subjectType: type, subjectId: id, residentId, fields: fields.length > 0 ? fields : [type] }
}
