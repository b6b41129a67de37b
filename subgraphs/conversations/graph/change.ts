import type { Manager } from '../../../runtime/database/work'
import { isRefusal, notFound, stale } from '../../../runtime/errors'
import type { Outcome } from '../../../runtime/idempotency'
import { newId } from '../../../runtime/ids'
import { unfitAttempt } from '../domain/attempt'
import { close, type FollowUpStatus } from '../domain/follow-up'
import { campaigns, conversations, followUps } from '../store/conversations'
import type { ConversationsContext } from './context'
import type { CloseFollowUpInput, FollowUpInput, PlanFollowUpInput, RecordConversationInput, StartCampaignInput } from './inputs'

export async function startCampaign(
  { caller }: ConversationsContext,
  manager: Manager,
  input: StartCampaignInput,
): Promise<Outcome> {
  const endsOn = input.endsOn ?? null
  if (endsOn !== null && endsOn < input.startsOn) {
    return { refused: 'BAD_USER_INPUT', field: 'endsOn', message: `expected a day not before ${input.startsOn}` }
  }
  const { name, goal, startsOn } = input
  const id = input.id ?? newId()
  await campaigns.add(manager, { id, city: caller.city, agency: caller.agency, name, goal, startsOn, endsOn, version: 1 })
  return { type: 'Campaign', id, version: 1 }
}

export async function recordConversation(
  context: ConversationsContext,
  manager: Manager,
  input: RecordConversationInput,
): Promise<Outcome> {
  const { caller, now, today } = context
  const occurredAt = input.occurredAt ?? now
  const unfit = unfitAttempt({ ...input, occurredAt }, now, today)
  if (unfit) return unfit
  if (input.campaignId && !(await isThere(campaigns.byIds(manager, caller.city, [input.campaignId]))))
    return notFound('campaignId', 'campaign')
  const id = input.id ?? newId()
  const residentId = input.residentId ?? null
  await conversations.add(manager, {
    id,
    city: caller.city,
    residentId,
    campaignId: input.campaignId ?? null,
    channel: input.channel,
    outcome: input.outcome,
    needs: [...new Set(input.needs)],
    note: input.note ?? null,
    place: input.place ?? null,
    occurredAt,
    recordedAt: now,
    worker: caller.sub,
    agency: caller.agency,
    version: 1,
  })
  if (input.followUp && residentId !== null) await plan(context, manager, residentId, id, input.followUp)
  const facts = { outcome: input.outcome, occurredAt: occurredAt.toISOString() }
  return { type: 'Conversation', id, version: 1, residentId, facts }
}

export async function planFollowUp(context: ConversationsContext, manager: Manager, input: PlanFollowUpInput): Promise<Outcome> {
  const { caller, today } = context
  if (input.followUp.due < today)
    return { refused: 'BAD_USER_INPUT', field: 'followUp.due', message: `expected a day not before ${today}` }
  if (input.conversationId) {
    const [conversation] = await conversations.byIds(manager, caller.city, [input.conversationId])
    if (!conversation) return notFound('conversationId', 'conversation')
    if (conversation.residentId !== input.residentId) {
      return { refused: 'BAD_USER_INPUT', field: 'conversationId', message: 'expected a conversation with the same resident' }
    }
  }
  const id = await plan(context, manager, input.residentId, input.conversationId ?? null, input.followUp)
  return { type: 'FollowUp', id, version: 1, residentId: input.residentId }
}

async function plan(
  { caller }: ConversationsContext,
  manager: Manager,
  residentId: string,
  conversationId: string | null,
  { id: chosen, due, task }: FollowUpInput,
): Promise<string> {
  const id = chosen ?? newId()
  const { city, agency, sub } = caller
  const open = { status: 'OPEN', closedAt: null, closedBy: null, result: null, version: 1 }
  await followUps.add(manager, { id, city, residentId, conversationId, due, task, agency, plannedBy: sub, ...open })
  return id
}

export async function closeFollowUp(
  { caller, now }: ConversationsContext,
  manager: Manager,
  input: CloseFollowUpInput,
): Promise<Outcome> {
  const [row] = await followUps.byIds(manager, caller.city, [input.id])
  if (!row) return notFound('id', 'follow-up')
  if (row.version !== input.expectedVersion) return stale(input.expectedVersion, row.version)
  const status = close(row.status as FollowUpStatus, input.status)
  if (isRefusal(status)) return status
  const changed = await followUps.change(manager, row, {
    status,
    closedAt: now,
    closedBy: caller.sub,
    result: input.result ?? null,
  })
  if (!changed) return stale(input.expectedVersion, row.version + 1)
  return { type: 'FollowUp', id: row.id, version: row.version + 1, residentId: row.residentId, facts: { status } }
}

async function isThere(rows: Promise<readonly unknown[]>): Promise<boolean> {
  return (await rows)[0] !== undefined
}
