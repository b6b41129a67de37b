import { randomUUID } from 'node:crypto'
import type { Caller } from '../../runtime/caller'
import { dataCategories, type DataCategory, type Grounds, purposes } from '../../runtime/consent/grounds'
import type { SubgraphName } from '../../runtime/config'
import { agencyIn, idOfData } from '../../runtime/ids'
import { emergency, partners, receivers, reporters, stewards, strangers } from './callers'
import { once, type Walls } from './walls'

/** A resident about whom everything is on record, each value found nowhere else. */
export interface Planted {
  readonly ids: Readonly<Record<Entity, string>>
  /** What the resident's data rest on, as residents hands it to the other subgraphs. */
  readonly grounds: Grounds
  /** Ids of every record about the resident. */
  readonly known: ReadonlySet<string>
}

export type Entity =
  | 'Resident'
  | 'Household'
  | 'Screening'
  | 'Consent'
  | 'Conversation'
  | 'FollowUp'
  | 'Campaign'
  | 'Referral'
  | 'Program'
  | 'IntakeQueue'
  | 'Agency'

/** Where each planted text may stand; where it may be read is what the table says of these fields. */
export const markers: Readonly<Record<string, readonly string[]>> = {
  'Zq-given': ['Resident.givenName'],
  'Zq-family': ['Resident.familyName'],
  '1931-07-19': ['Resident.birthDate', 'birthDate'],
  'Zq-line1': ['Resident.address'],
  'Zq-unit': ['Resident.address'],
  'Zq-locality': ['Resident.address'],
  'Zq-postal': ['Resident.address'],
  'Zq-county': ['Resident.address'],
  'Zq-building': ['Resident.address'],
  'Zq-contact@example.org': ['Resident.contactPoints'],
  'Zq-safe': ['Resident.safeContact'],
  'Zq-wording': ['Consent.wording'],
  'Zq-reason': ['Resident.breakGlasses'],
  'Zq-note': ['Conversation.note'],
  'Zq-place': ['Conversation.place'],
  EVICTION: ['Conversation.needs'],
  'Zq-task': ['FollowUp.task'],
  'Zq-result': ['FollowUp.result'],
  'Zq-referral': ['Referral.note'],
  'Zq-step': ['ReferralEvent.note'],
  '1234.57': ['rentMonthly'],
  '1,234.57': ['rentMonthly'],
  '4321.19': ['assets'],
  '4,321.19': ['assets'],
  '777.31': ['incomes'],
  '1988-11-23': ['birthDate'],
}

/** Planted too, and named by no consent: only the resident reads it. */
export const sensitive = ['INTIMATE_PARTNER_VIOLENCE', 'VIOLENCE']

export const facts = { county: '37119', rentMonthly: '1234.57', assets: '4321.19', tenure: 'RENTER', daysAtAddress: 7243 }
export const memberFacts = { birthDate: '1931-07-19', medicallyFrail: true }

const supervisor = (agency: string): Caller => ({
  sub: `planting@${agency}`,
  city: 'charlotte',
  agency,
  roles: ['supervisor'],
  request: 'planting',
})

/** Changes a subgraph's data as somebody, past the gateway. */
export function sender({ execute }: Walls) {
  return async (name: SubgraphName, who: Caller, mutation: string, type: string, input: object): Promise<any> => {
    const { data, errors } = await execute[name](
      {
        query: `mutation($input: ${type}!) { it: ${mutation}(input: $input) { id } }`,
        variables: { input: { idempotencyKey: `key-${randomUUID()}`, ...input } },
      },
      who,
      once,
    )
    if (errors) throw new Error(`${mutation}: ${errors[0]?.message}`)
    return (data as { it: { id: string } }).it.id
  }
}

export async function plant(walls: Walls): Promise<Planted> {
  const send = sender(walls)
  const steward = supervisor(stewards)
  const memberId = randomUUID()
  const household = randomUUID()
  const otherMember = { id: randomUUID(), birthDate: '1988-11-23', relationship: 'SPOUSE' }
  const incomes = [{ type: 'WAGES', amount: '777.31', frequency: 'WEEKLY' }]
  const resident = await send('residents', steward, 'registerResident', 'RegisterResidentInput', {
    givenName: 'Zq-given',
    familyName: 'Zq-family',
    birthDate: '1931-07-19',
    language: 'yue',
    address: {
      line1: 'Zq-line1',
      unit: 'Zq-unit',
      locality: 'Zq-locality',
      postalCode: 'Zq-postal',
      county: 'Zq-county',
      building: 'Zq-building',
    },
    contactPoints: [{ kind: 'EMAIL', value: 'Zq-contact@example.org', preferred: true }],
    safeContact: 'Zq-safe',
    newHouseholdId: household,
    memberId,
    facts: {
      ...facts,
      housingLoss: 'VIOLENCE',
      members: [{ id: memberId, relationship: 'HEAD', medicallyFrail: true, incomes }, otherMember],
    },
  })
  const consent = (recipient: string, categories: readonly DataCategory[], given: readonly string[], more: object = {}) =>
    send('residents', steward, 'recordConsent', 'RecordConsentInput', {
      residentId: resident,
      recipientIds: [agencyIn('charlotte', recipient)],
      categories,
      purposes: given,
      given: 'WRITTEN',
      wording: 'Zq-wording',
      ...more,
    })
  // Taken back, so that it has everything a consent can have: it opens nothing.
  const ended = { validTo: '2099-12-31', sensitive: ['HIV'] }
  const revoked = await consent(strangers, dataCategories, purposes, ended)
  await send('residents', steward, 'revokeConsent', 'RevokeConsentInput', { id: revoked })
  const consents: string[] = []
  for (const category of dataCategories) consents.push(await consent(partners[category], [category], purposes))
  consents.push(await consent(reporters, dataCategories, ['REPORTING']))
  await send('residents', emergency, 'breakGlass', 'BreakGlassInput', { residentId: resident, reason: 'Zq-reason: in danger' })
  const screening = await send('residents', steward, 'screenResident', 'ScreenResidentInput', { residentId: resident })
  const campaign = await send('conversations', steward, 'startCampaign', 'StartCampaignInput', {
    name: 'Doors',
    goal: 'To knock',
    startsOn: '2026-01-01',
  })
  const conversation = await send('conversations', steward, 'recordConversation', 'RecordConversationInput', {
    residentId: resident,
    campaignId: campaign,
    channel: 'DOOR',
    outcome: 'REACHED',
    needs: ['EVICTION', 'INTIMATE_PARTNER_VIOLENCE'],
    note: 'Zq-note',
    place: 'Zq-place',
  })
  const followUp = await send('conversations', steward, 'planFollowUp', 'PlanFollowUpInput', {
    residentId: resident,
    conversationId: conversation,
    followUp: { due: '2100-12-31', task: 'Zq-task' },
  })
  const done = { id: followUp, expectedVersion: 1, result: 'Zq-result' }
  await send('conversations', steward, 'closeFollowUp', 'CloseFollowUpInput', done)
  const program = idOfData('charlotte', 'program', 'legal-aid-nc')
  const queue = idOfData('charlotte', 'queue', 'legal-aid-intake')
  const referral = await send('referrals', steward, 'refer', 'ReferInput', {
    residentId: resident,
    programId: program,
    queueId: queue,
    screeningId: screening,
    conversationId: conversation,
    note: 'Zq-referral',
  })
  const steps = [{ step: 'ACCEPT' }, { step: 'START' }, { step: 'COMPLETE', outcome: 'GOT_HELP' }]
  for (const [index, step] of steps.entries()) {
    const input = { id: referral, expectedVersion: index + 1, note: 'Zq-step', ...step }
    await send('referrals', supervisor(receivers), 'advanceReferral', 'AdvanceReferralInput', input)
  }
  const ids: Planted['ids'] = {
    Resident: resident,
    Household: household,
    Screening: screening,
    Consent: revoked,
    Conversation: conversation,
    FollowUp: followUp,
    Campaign: campaign,
    Referral: referral,
    Program: program,
    IntakeQueue: queue,
    Agency: agencyIn('charlotte', receivers),
  }
  return { ids, known: new Set([...Object.values(ids), ...consents]), grounds: await groundsOf(walls, resident, steward) }
}

async function groundsOf({ execute }: Walls, id: string, who: Caller): Promise<Grounds> {
  const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Resident { grounds } } }'
  const { data } = await execute.residents({ query, variables: { r: [{ __typename: 'Resident', id }] } }, who, once)
  return (data as { _entities: { grounds: Grounds }[] })._entities[0]?.grounds as Grounds
}
