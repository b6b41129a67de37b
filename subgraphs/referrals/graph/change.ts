import { may, type Caller } from '../../../runtime/caller'
import type { Manager } from '../../../runtime/database/work'
import { isRefusal, notFound, stale } from '../../../runtime/errors'
import type { Outcome } from '../../../runtime/idempotency'
import { newId } from '../../../runtime/ids'
import { advance, type Actor, type Status } from '../domain/life'
import { route } from '../domain/route'
import { events, queues, referrals } from '../store/referrals'
import type { ReferralRow } from '../store/rows'
import type { ReferralsContext } from './context'
import type { AdvanceReferralInput, ReferInput } from './inputs'

/** Which sides of the referral the caller may speak for. */
export function actorsOf(caller: Caller, referral: Pick<ReferralRow, 'fromAgency' | 'toAgency'>): Actor[] {
  const actors: Actor[] = []
  if (caller.agency === referral.fromAgency && may(caller, 'referral:send')) actors.push('SENDER')
  if (caller.agency === referral.toAgency && may(caller, 'referral:work')) actors.push('RECEIVER')
  return actors
}

export async function refer({ caller, now }: ReferralsContext, manager: Manager, input: ReferInput): Promise<Outcome> {
  const taking = await queues.taking(manager, caller.city, [input.programId])
  const named = input.queueId
    ? (await queues.byIds(manager, caller.city, [input.queueId])).filter((queue) => queue !== undefined)
    : []
  const queue = route([...taking, ...named], input.programId, input.queueId)
  if (isRefusal(queue)) return queue
  const id = input.id ?? newId()
  const status: Status = input.draft ? 'DRAFT' : 'REQUESTED'
  await referrals.add(manager, {
    id,
    city: caller.city,
    residentId: input.residentId,
    programId: input.programId,
    queueId: queue.id,
    screeningId: input.screeningId ?? null,
    conversationId: input.conversationId ?? null,
    fromAgency: caller.agency,
    toAgency: queue.agency,
    sentBy: caller.sub,
    status,
    outcome: null,
    note: input.note ?? null,
    createdAt: now,
    changedAt: now,
    version: 1,
  })
  const first = { step: null, fromStatus: null, toStatus: status, reason: null, outcome: null, note: null }
  await events.add(manager, {
    id: newId(),
    city: caller.city,
    referralId: id,
    version: 1,
    ...first,
    at: now,
    by: caller.sub,
    agency: caller.agency,
  })
  return { type: 'Referral', id, version: 1, residentId: input.residentId, facts: { status } }
}

export async function advanceReferral(
  { caller, now }: ReferralsContext,
  manager: Manager,
  input: AdvanceReferralInput,
): Promise<Outcome> {
  const [row] = await referrals.byIds(manager, caller.city, [input.id])
  if (!row) return notFound('id', 'referral')
  if (row.version !== input.expectedVersion) return stale(input.expectedVersion, row.version)
  const next = advance(row.status as Status, { ...input, actors: actorsOf(caller, row) })
  if (isRefusal(next)) return next
  const changed = await referrals.change(manager, row, { status: next.status, outcome: next.outcome, changedAt: now })
  if (!changed) return stale(input.expectedVersion, row.version + 1)
  const version = row.version + 1
  await events.add(manager, {
    id: newId(),
    city: caller.city,
    referralId: row.id,
    version,
    step: input.step,
    fromStatus: row.status,
    toStatus: next.status,
    reason: next.reason,
    outcome: next.outcome,
    note: input.note ?? null,
    at: now,
    by: caller.sub,
    agency: caller.agency,
  })
  return { type: 'Referral', id: row.id, version, residentId: row.residentId, facts: { step: input.step, status: next.status } }
}
