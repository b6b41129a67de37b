import { randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Role } from '../../runtime/caller'
import { subgraphNames } from '../../runtime/config'
import { asSystem } from '../../runtime/database/as'
import type { TestHub } from '../hub'

export type Who = readonly [Role, string, string]

/** One record of every kind in one city, made the way clients make them. */
export interface World {
  readonly who: Who
  readonly resident: string
  readonly member: string
  readonly household: string
  readonly campaign: string
  readonly conversation: string
  readonly followUp: string
  readonly screening: string
  readonly consent: string
  /** That another consent was revoked, for the agency of `who`. */
  readonly notice: string
  readonly referral: string
  readonly agency: string
  readonly program: string
  readonly programCode: string
  readonly queue: string
}

export const key = (): string => `key-${randomUUID()}`

/** A supervisor of an agency that receives referrals to this program of its own: both sides of the referral at once. */
const places = {
  nyc: { agency: 'hra-ocj', program: 'right-to-counsel' },
  charlotte: { agency: 'legal-aid-nc', program: 'legal-aid-nc' },
} as const

export async function openWorld(test: TestHub, city: keyof typeof places): Promise<World> {
  const place = places[city]
  const who: Who = ['supervisor', city, place.agency]
  const send = async (name: string, type: string, selection: string, input: object): Promise<any> => {
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
    const { data, errors } = await test.ask(who, query, { input: { idempotencyKey: key(), ...input } })
    if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`)
    return data[name]
  }
  const { data } = await test.ask(who, 'query($code: Line) { program(code: $code) { id agency { id } queues { id } } }', {
    code: place.program,
  })
  const member = randomUUID()
  const facts = { livesInCity: true, members: [{ id: member, relationship: 'HEAD' }] }
  const person = await send('registerResident', 'RegisterResidentInput', 'id household { id }', {
    familyName: 'Synthetic',
    memberId: member,
    facts,
  })
  const residentId = person.id as string
  const campaign = await send('startCampaign', 'StartCampaignInput', 'id', {
    name: 'Synthetic',
    goal: 'Test',
    startsOn: '2026-01-01',
  })
  const attempt = { residentId, channel: 'DOOR', outcome: 'REACHED', needs: ['EVICTION'] }
  const conversation = await send('recordConversation', 'RecordConversationInput', 'id', attempt)
  const promise = { residentId, conversationId: conversation.id, followUp: { due: '2100-12-31', task: 'Call back.' } }
  const screening = await send('screenResident', 'ScreenResidentInput', 'id', { residentId })
  const consent = {
    residentId,
    recipientIds: [data.program.agency.id],
    categories: ['HOUSEHOLD'],
    purposes: ['SERVICE'],
    given: 'VERBAL',
    wording: 'v1',
  }
  const referral = { residentId, programId: data.program.id, screeningId: screening.id, conversationId: conversation.id }
  const revoked = await send('recordConsent', 'RecordConsentInput', 'id', consent)
  await send('revokeConsent', 'RevokeConsentInput', 'id', { id: revoked.id })
  return {
    who,
    resident: residentId,
    member,
    household: person.household.id,
    campaign: campaign.id,
    conversation: conversation.id,
    followUp: (await send('planFollowUp', 'PlanFollowUpInput', 'id', promise)).id,
    screening: screening.id,
    consent: (await send('recordConsent', 'RecordConsentInput', 'id', consent)).id,
    notice: await noticeOf(test, who, revoked.id),
    referral: (await send('refer', 'ReferInput', 'id', referral)).id,
    agency: data.program.agency.id,
    program: data.program.id,
    programCode: place.program,
    queue: data.program.queues[0].id,
  }
}

/** The notice to the caller's agency that the consent was revoked. */
async function noticeOf(test: TestHub, who: Who, consent: string): Promise<string> {
  await test.hub.relay.deliver(subgraphNames)
  const { data } = await test.ask(who, '{ revocationNotices(first: 200) { nodes { id consentId } } }')
  return data.revocationNotices.nodes.find(({ consentId }: { consentId: string }) => consentId === consent).id
}

/** A right input for every mutation. A mutation that is not named here fails the tests that walk the schema. */
export function rightInputs(world: World): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const residentId = world.resident
  const fixed = { expectedVersion: 1 }
  return {
    registerResident: { familyName: 'Synthetic' },
    updateResident: { id: residentId, ...fixed, familyName: 'Changed' },
    recordFacts: { householdId: world.household, ...fixed, facts: { livesInCity: false } },
    screenResident: { residentId },
    recordConsent: {
      residentId,
      recipientIds: [world.agency],
      categories: ['HOUSEHOLD'],
      purposes: ['SERVICE'],
      given: 'VERBAL',
      wording: 'v1',
    },
    revokeConsent: { id: world.consent },
    acknowledgeNotices: { ids: [world.notice] },
    startCampaign: { name: 'Synthetic', goal: 'Test', startsOn: '2026-01-01' },
    recordConversation: { residentId, channel: 'DOOR', outcome: 'REACHED' },
    planFollowUp: { residentId, followUp: { due: '2100-12-31', task: 'Call back.' } },
    breakGlass: { residentId, reason: 'A child is in danger.' },
    closeFollowUp: { id: world.followUp, ...fixed },
    refer: { residentId, programId: world.program },
    advanceReferral: { id: world.referral, ...fixed, step: 'ACCEPT' },
  }
}

/** A digest of every row of every table but the ones that only remember requests: equal digests, nothing was written. */
export async function digest(test: TestHub): Promise<string> {
  // What earlier changes have left to pass on is not what is looked for.
  await test.hub.relay.deliver(subgraphNames)
  return asSystem(test.hub.database.source, digestOf)
}

async function digestOf(manager: EntityManager): Promise<string> {
  const tables = await manager.query<{ name: string }[]>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('residents', 'programs', 'conversations', 'referrals') and table_name not like 'idempotency%'
       and table_name <> 'used_request'
     order by 1`,
  )
  const lines: string[] = []
  for (const { name } of tables) {
    const [row] = await manager.query<{ text: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as text from ${name} t`,
    )
    lines.push(`${name} ${row?.text}`)
  }
  return lines.join('\n')
}
