import { idOfPerson } from '../../subgraphs/residents/load-people'
import { ask } from './ask'
import { office } from './callers'
import type { Peer } from './peers'

const findQuery = 'query { program(code: "right-to-counsel") { id } }'
const record = 'mutation($input: RecordConversationInput!) { recordConversation(input: $input) { id } }'
const screen = 'mutation($input: ScreenResidentInput!) { screenResident(input: $input) { id } }'
const refer = 'mutation($input: ReferInput!) { refer(input: $input) { id version } }'
const advance = 'mutation($input: AdvanceReferralInput!) { advanceReferral(input: $input) { id } }'

/**
 * Gives residents what the department's query asks for: two attempts to talk, a follow-up, a screening, and a referral that was
 * accepted. Made by the hub itself, so that it is what the hub would have.
 *
 * @returns the ids of the residents
 */
export async function addCases(peers: readonly Peer[], callers: readonly string[]): Promise<readonly string[]> {
  const hub = peers.find(({ name }) => name === 'hub' || name === 'http')
  if (!hub) throw new Error('--peers: needs hub or http, which make the cases')
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${callers[0]}` }
  const send = async <Data>(query: string, variables: object = {}) =>
    (await ask(hub.origin, { headers, body: JSON.stringify({ query, variables }) })) as Data
  type Made = Readonly<Record<string, { readonly id: string; readonly version: number }>>
  const change = async (query: string, input: object): Promise<{ readonly id: string; readonly version: number }> =>
    Object.values(await send<Made>(query, { input: { idempotencyKey: crypto.randomUUID(), ...input } }))[0] as never

  const found = await send<{ program: { id: string } }>(findQuery)
  // Another agency has registered them: nobody here may list them before having spoken with them.
  const residents = Array.from({ length: 100 }, (_, index) => idOfPerson(office.city, index + 1))
  for (const residentId of residents) {
    await change(record, { residentId, channel: 'PHONE', outcome: 'LEFT_MESSAGE', needs: [] })
    const { id: conversationId } = await change(record, {
      residentId,
      channel: 'DOOR',
      outcome: 'REACHED',
      needs: ['EVICTION', 'RENT_ARREARS'],
      followUp: { due: '2100-12-31', task: 'Call back after the court date.' },
    })
    const { id: screeningId } = await change(screen, { residentId, purpose: 'SCREENING' })
    const cited = { programId: found.program.id, screeningId, conversationId }
    const { id, version } = await change(refer, { residentId, ...cited, note: 'Court date next month.' })
    await change(advance, { id, expectedVersion: version, step: 'ACCEPT' })
  }
  return residents
}
