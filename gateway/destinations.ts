import type { EventName, OutboxEvent } from '../runtime/outbox/events'
import type { ErrorCode } from '../runtime/errors'
import { hubCaller } from '../runtime/caller'
import type { Department } from './forward/department'

/** Why an event could not be passed on, as a code. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'

  constructor(readonly code: string) {
    super(code)
  }
}

/** Asks a department as the hub itself, in one city; a reply with an error is a failure. */
export type Tell = (department: string, city: string, query: string, variables: object) => Promise<Readonly<Record<string, any>>>

/** Passes an event on. It may be called again for the same event, so it must not double anything. */
export type Destination = (event: OutboxEvent, tell: Tell) => Promise<void>

/** Where each event goes. What is not here goes nowhere, and counts as delivered. */
export const destinations: Readonly<Partial<Record<EventName, readonly Destination[]>>> = {
  'conversation.recorded': [noteContact, stopContact],
  'consent.revoked': [noticeRevocation],
}

/** Residents knows by this which agency was the last to speak with a resident: stewardship, docs/decisions/014. */
async function noteContact({ city, residentId, agency, subject, facts }: OutboxEvent, tell: Tell): Promise<void> {
  if (residentId === null || facts['outcome'] !== 'REACHED') return
  await tell(
    'residents',
    city,
    'mutation($residentId:UUID!,$agency:Line!,$at:DateTime!,$conversationId:UUID!){_noteContact(residentId:$residentId,agency:$agency,at:$at,conversationId:$conversationId)}',
    { residentId, agency, at: facts['occurredAt'], conversationId: subject.id },
  )
}

/** Who asked at a door never to be contacted again is on no list from then on. */
async function stopContact({ city, residentId, facts }: OutboxEvent, tell: Tell): Promise<void> {
  if (residentId === null || facts['outcome'] !== 'DO_NOT_CONTACT') return
  await tell('residents', city, 'mutation($residentId:UUID!){_stopContact(residentId:$residentId)}', { residentId })
}

/**
 * A consent names its recipients by id, a caller says its agency by code: programs knows both. An agency that has left the city's files
 * has nobody who could read a notice.
 */
async function noticeRevocation({ city, subject, facts, at }: OutboxEvent, tell: Tell): Promise<void> {
  const recipients = [facts['recipients'] ?? []].flat()
  const { _entities } = await tell(
    'programs',
    city,
    'query($recipients:[_Any!]!){_entities(representations:$recipients){...on Agency{code}}}',
    { recipients: recipients.map((id) => ({ __typename: 'Agency', id })) },
  )
  const agencies = (_entities as ({ code: string } | null)[]).flatMap((agency) => (agency ? [agency.code] : []))
  await tell(
    'residents',
    city,
    'mutation($consentId:UUID!,$agencies:[Line!]!,$at:DateTime!){_noticeRevocation(consentId:$consentId,agencies:$agencies,at:$at)}',
    { consentId: subject.id, agencies, at: at.toISOString() },
  )
}

/** The hub's own way to its departments. */
export function teller(departments: readonly Department[]): Tell {
  const byName = new Map(departments.map((department) => [department.name, department]))
  return async (name, city, query, variables) => {
    const department = byName.get(name)
    if (!department) throw new DeliveryError('NOT_FOUND')
    const reply = await department.ask({ query, variables: { ...variables } }, hubCaller(city)).catch(unreachable)
    const [error] = reply.errors ?? []
    if (error) throw new DeliveryError(error.extensions.code)
    return reply.data as Readonly<Record<string, any>>
  }
}

function unreachable(): never {
  throw new DeliveryError('SERVICE_UNAVAILABLE' satisfies ErrorCode)
}

/** What is written down of a failure: its code, never its text. */
export function codeOf(error: unknown): string {
  return error instanceof DeliveryError ? error.code : 'INTERNAL'
}
