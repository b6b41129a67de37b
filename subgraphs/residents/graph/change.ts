import type { Manager } from '../../../runtime/database/work'
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Outcome } from '../../../runtime/idempotency'
import { newId } from '../../../runtime/ids'
import { isRefusal, notFound, type Refusal, stale } from '../../../runtime/errors'
import { mergeFacts } from '../../../runtime/merge-facts'
import { factsLook } from '../../../schema/shared/access/facts-look'
import { takeFacts } from '../../../schema/shared/facts'
import { unfitOpening } from '../domain/break-glass'
import { unfitTerms } from '../domain/consent'
import { nameKeys, placeInHousehold, unfitPerson } from '../domain/resident'
import { breakGlasses, consents, households, residents, screenings } from '../store/residents'
import { notices } from '../store/notices'
import type { ContactPointRow, HouseholdRow } from '../store/rows'
import type { ResidentsContext } from './context'
import { ContactPolicy } from './enums'
import { identity } from './rules'
import { householdSubject, residentSubject } from './subjects'
import type {
  AcknowledgeNoticesInput,
  BreakGlassInput,
  ContactPointInput,
  RecordConsentInput,
  RecordFactsInput,
  RegisterResidentInput,
  RevokeConsentInput,
  ScreenResidentInput,
  UpdateResidentInput,
} from './inputs'

const nothing: HouseholdFacts = { members: [] }

/** As many as a page of them holds. */
const mostNotices = 200

export async function register(context: ResidentsContext, manager: Manager, input: RegisterResidentInput): Promise<Outcome> {
  const unfit = unfitPerson(input, context.today)
  if (unfit) return unfit
  if (input.householdId && input.newHouseholdId) {
    return {
      refused: 'BAD_USER_INPUT',
      field: 'newHouseholdId',
      message: 'expected none beside householdId, which names a household on record',
    }
  }
  const { city, agency } = context.caller
  const id = input.id ?? newId()

  const household = input.householdId ? await households.locked(manager, city, input.householdId) : undefined
  if (household === null) return notFound('householdId', 'household')
  // Whoever belongs to a household is a way to all that is known of it: only who may read it may add to it.
  if (household && !(await mayReadHousehold(context, household.id))) return withheldHousehold
  const merged = mergeFacts(household?.facts ?? nothing, takeFacts(input.facts ?? {}), context.today)
  if (isRefusal(merged)) return merged
  const memberId = input.memberId ?? newId()
  if (input.memberId && !merged.members.some((member) => member.id === memberId)) {
    return { refused: 'BAD_USER_INPUT', field: 'memberId', message: 'expected the id of a member of the household' }
  }
  // Judged again with the resident among them, who may be one member too many.
  const facts = mergeFacts(placeInHousehold(merged, memberId, input), {}, context.today)
  if (isRefusal(facts)) return facts
  const householdId = await keepHousehold(context, manager, household ?? input.newHouseholdId ?? newId(), facts)
  await residents.add(manager, {
    id,
    city,
    householdId,
    memberId,
    givenName: input.givenName ?? null,
    familyName: input.familyName ?? null,
    ...nameKeys(input),
    birthDate: input.birthDate ?? null,
    language: input.language,
    address: input.address ?? null,
    contactPolicy: policyWith(input.safeContact) ?? ContactPolicy.CONTACT_ALLOWED,
    safeContact: input.safeContact ?? null,
    registeredBy: agency,
    registeredSub: context.caller.sub,
    registeredAt: context.now,
    version: 1,
  })
  if (input.contactPoints.length > 0) await residents.replaceContactPoints(manager, id, pointsOf(city, id, input.contactPoints))
  return { type: 'Resident', id, version: 1, residentId: id }
}

const withheldHousehold: Refusal = {
  refused: 'CONSENT_REQUIRED',
  field: 'householdId',
  message: 'expected a household that your agency may read: register the resident with a new one',
}

async function mayReadHousehold(context: ResidentsContext, id: string): Promise<boolean> {
  const { purpose } = factsLook
  return context.looks.may(await householdSubject({ id }, context), { categories: ['HOUSEHOLD'], purpose })
}

/** Writes the facts to the household on record, or to a new one under the id. Answers its id. */
async function keepHousehold(
  { caller, now }: ResidentsContext,
  manager: Manager,
  household: HouseholdRow | string,
  facts: HouseholdFacts,
): Promise<string> {
  if (typeof household === 'string') {
    await households.add(manager, { id: household, city: caller.city, facts, version: 1, updatedAt: now })
    return household
  }
  await households.change(manager, household.id, { facts, version: household.version + 1, updatedAt: now })
  return household.id
}

export async function update(context: ResidentsContext, manager: Manager, input: UpdateResidentInput): Promise<Outcome> {
  const unfit = unfitPerson(input, context.today)
  if (unfit) return unfit
  const { city } = context.caller
  const [row] = await residents.byIds(manager, city, [input.id])
  if (!row) return notFound('id', 'resident')
  if (row.version !== input.expectedVersion) return stale(input.expectedVersion, row.version)
  const person = {
    givenName: input.givenName === undefined ? row.givenName : input.givenName,
    familyName: input.familyName === undefined ? row.familyName : input.familyName,
    birthDate: input.birthDate === undefined ? row.birthDate : input.birthDate,
  }
  const changed = await residents.change(manager, row.id, row.version, {
    ...person,
    ...nameKeys(person),
    language: input.language ?? row.language,
    address: input.address === undefined ? row.address : input.address,
    contactPolicy: input.contactPolicy ?? policyWith(input.safeContact) ?? row.contactPolicy,
    safeContact: input.safeContact === undefined ? row.safeContact : input.safeContact,
  })
  if (!changed) return stale(input.expectedVersion, row.version + 1)
  if (input.contactPoints) await residents.replaceContactPoints(manager, row.id, pointsOf(city, row.id, input.contactPoints))
  return { type: 'Resident', id: row.id, version: row.version + 1, residentId: row.id }
}

/** Who says how they can be reached safely is reached in no other way. */
function policyWith(safeContact: string | null | undefined): string | undefined {
  return safeContact == null ? undefined : ContactPolicy.SAFE_CONTACT_ONLY
}

function pointsOf(city: string, residentId: string, points: readonly ContactPointInput[]): ContactPointRow[] {
  return points.map(({ kind, value, preferred }) => ({ id: newId(), city, residentId, kind, value, preferred }))
}

export async function recordFacts(context: ResidentsContext, manager: Manager, input: RecordFactsInput): Promise<Outcome> {
  const row = await households.locked(manager, context.caller.city, input.householdId)
  if (!row) return notFound('householdId', 'household')
  if (row.version !== input.expectedVersion) return stale(input.expectedVersion, row.version)
  const facts = mergeFacts(row.facts, takeFacts(input.facts), context.today)
  if (isRefusal(facts)) return facts
  const version = row.version + 1
  await households.change(manager, row.id, { facts, version, updatedAt: context.now })
  return { type: 'Household', id: row.id, version }
}

export async function screen(context: ResidentsContext, manager: Manager, input: ScreenResidentInput): Promise<Outcome> {
  const { city, agency, sub } = context.caller
  const [resident] = await residents.byIds(manager, city, [input.residentId])
  if (!resident) return notFound('residentId', 'resident')
  const [household] = await households.byIds(manager, city, [resident.householdId])
  const id = input.id ?? newId()
  await screenings.add(manager, {
    id,
    city,
    residentId: resident.id,
    householdId: resident.householdId,
    facts: household?.facts ?? nothing,
    purpose: input.purpose,
    asOf: input.asOf ?? context.today,
    takenAt: context.now,
    takenBy: sub,
    agency,
  })
  return { type: 'Screening', id, version: 1, residentId: resident.id }
}

const notMet: Refusal = {
  refused: 'FORBIDDEN',
  field: 'residentId',
  message: 'expected a resident whom your agency has registered or spoken with lately',
}

export async function recordConsent(context: ResidentsContext, manager: Manager, input: RecordConsentInput): Promise<Outcome> {
  const { city, sub } = context.caller
  const terms = { ...input, validFrom: input.validFrom ?? context.today, validTo: input.validTo ?? null }
  const unfit = unfitTerms(terms)
  if (unfit) return unfit
  const [resident] = await residents.byIds(manager, city, [input.residentId])
  if (!resident) return notFound('residentId', 'resident')
  // An agency that has never met the resident has not been told anything by them, and cannot open their data to itself.
  const ground = context.looks.groundFor(await residentSubject(resident, context), identity)
  if (ground !== 'STEWARDSHIP') return notMet
  const id = input.id ?? newId()
  await consents.add(manager, {
    id,
    city,
    residentId: resident.id,
    recipientIds: [...new Set(input.recipientIds)],
    discloserIds: [...new Set(input.discloserIds)],
    categories: [...new Set(input.categories)],
    sensitive: [...new Set(input.sensitive)],
    purposes: [...new Set(input.purposes)],
    given: input.given,
    wording: input.wording,
    validFrom: terms.validFrom,
    validTo: terms.validTo,
    recordedAt: context.now,
    recordedBy: sub,
    revokedAt: null,
    version: 1,
  })
  return { type: 'Consent', id, version: 1, residentId: resident.id }
}

export async function revokeConsent(context: ResidentsContext, manager: Manager, input: RevokeConsentInput): Promise<Outcome> {
  const [row] = await consents.byIds(manager, context.caller.city, [input.id])
  if (!row) return notFound('id', 'consent')
  if (row.revokedAt) return { refused: 'NOT_ALLOWED_NOW', field: 'id', message: 'this consent has been revoked already' }
  if (!(await consents.revoke(manager, row, context.now))) return stale(row.version, row.version + 1)
  const facts = { recipients: row.recipientIds }
  return { type: 'Consent', id: row.id, version: row.version + 1, residentId: row.residentId, facts }
}

/** All of the notices or none: whoever sends a list twice under two keys has read an old one. */
export async function acknowledgeNotices(
  { caller, now }: ResidentsContext,
  manager: Manager,
  input: AcknowledgeNoticesInput,
): Promise<Outcome> {
  const ids = [...new Set(input.ids)]
  if (ids.length === 0 || ids.length > mostNotices)
    return { refused: 'BAD_USER_INPUT', field: 'ids', message: `expected 1 to ${mostNotices} notices` }
  const rows = await notices.locked(manager, caller, ids)
  if (rows.length < ids.length) return notFound('ids', 'notice for your agency')
  if (rows.some((row) => row.receivedAt !== null))
    return { refused: 'NOT_ALLOWED_NOW', field: 'ids', message: 'one of these notices has been acknowledged already' }
  const receiptId = newId()
  await notices.receive(manager, ids, { receiptId, receivedAt: now, receivedBy: caller.sub })
  return { type: 'Receipt', id: receiptId, version: 1, facts: { notices: ids } }
}

export async function breakGlass(context: ResidentsContext, manager: Manager, input: BreakGlassInput): Promise<Outcome> {
  const unfit = unfitOpening(input)
  if (unfit) return unfit
  const { city, agency, sub } = context.caller
  const [resident] = await residents.byIds(manager, city, [input.residentId])
  if (!resident) return notFound('residentId', 'resident')
  const id = input.id ?? newId()
  await breakGlasses.add(manager, {
    id,
    city,
    residentId: resident.id,
    sub,
    agency,
    reason: input.reason.trim(),
    openedAt: context.now,
    until: new Date(context.now.getTime() + input.minutes * 60_000),
  })
  return { type: 'BreakGlass', id, version: 1, residentId: resident.id }
}
