import { randomUUID } from 'node:crypto'
import { agencyIn } from '../../runtime/ids'
import { receivers } from './callers'
import type { Planted } from './planted'

/** The arguments of every mutation, and of the queries that take facts: right ones, so that nothing but a guard refuses them. */
export function rightInputs({ ids }: Planted): Readonly<Record<string, string>> {
  const resident = `residentId: "${ids.Resident}"`
  const input = (fields: string) => `(input: { idempotencyKey: "key-${randomUUID()}", ${fields} })`
  return {
    'Query.screen': '(facts: {}, programs: ["lieap"])',
    'Query.interview': '(facts: {}, programs: ["lieap"])',
    'Mutation.registerResident': input('familyName: "Somebody"'),
    'Mutation.updateResident': input(`id: "${ids.Resident}", expectedVersion: 1, givenName: "Zq-given"`),
    'Mutation.recordFacts': input(`householdId: "${ids.Household}", expectedVersion: 1, facts: { tenure: RENTER }`),
    'Mutation.screenResident': input(resident),
    'Mutation.recordConsent': input(
      `${resident}, recipientIds: ["${agencyIn('charlotte', receivers)}"], categories: [IDENTITY], purposes: [SERVICE], given: VERBAL, wording: "v2"`,
    ),
    'Mutation.revokeConsent': input(`id: "${ids.Consent}"`),
    'Mutation.acknowledgeNotices': input(`ids: ["${randomUUID()}"]`),
    'Mutation.breakGlass': input(`${resident}, reason: "Somebody is in danger."`),
    'Mutation.startCampaign': input('name: "Doors", goal: "To knock", startsOn: "2026-01-01"'),
    'Mutation.recordConversation': input(`${resident}, channel: DOOR, outcome: NOT_HOME`),
    'Mutation.planFollowUp': input(`${resident}, followUp: { due: "2100-12-31", task: "To call" }`),
    'Mutation.closeFollowUp': input(`id: "${ids.FollowUp}", expectedVersion: 2`),
    'Mutation.refer': input(`${resident}, programId: "${ids.Program}", queueId: "${ids.IntakeQueue}"`),
    // Whoever is no side of it is FORBIDDEN the step as well, after the version: a stale one tells the two refusals apart.
    'Mutation.advanceReferral': input(`id: "${ids.Referral}", expectedVersion: 99, step: CORRECT, reason: MISTAKE`),
    'Mutation._outbox': '(first: 1)',
    'Mutation._settled': '(delivered: [], failed: [])',
    'Mutation._noteContact': `(${resident}, conversationId: "${randomUUID()}", agency: "${receivers}", at: "2020-01-01T00:00:00Z")`,
    'Mutation._noticeRevocation': `(consentId: "${ids.Consent}", agencies: ["${receivers}"], at: "2020-01-01T00:00:00Z")`,
    'Mutation._stopContact': `(residentId: "${randomUUID()}")`,
  }
}
