import type { Manager } from '../../../runtime/database/work'
import { dayIn } from '../../../runtime/days'
import type { Held } from '../../../runtime/retention/judge'
import { idsOf, type Keeper, type Place, removeRows } from '../../../runtime/retention/keeper'
import { pendingOf } from '../../../runtime/retention/traces'
import { endOfConsent, type Housed, lastContact } from '../domain/ends'

/** What residents holds about people, for whoever sees to it that nothing stays too long. */
export const residentsKeeper: Keeper = {
  schema: 'residents',

  async idsAfter(manager, city, after, first) {
    const rows = await manager.query<{ id: string }[]>(
      `select id from residents.resident where city = $1 and ($2::uuid is null or id > $2::uuid) order by id limit ${first}`,
      [city, after ?? null],
    )
    return rows.map(({ id }) => id)
  },

  async held(manager, place, ids) {
    return [
      ...(await people(manager, place, ids)),
      ...(await screenings(manager, place, ids)),
      ...(await consents(manager, place, ids)),
      ...(await marks(manager, place, 'revocationNotices', 'revocation_notice', 'created_at', ids)),
      ...(await marks(manager, place, 'breakGlass', 'break_glass', 'until', ids)),
      ...(await pendingOf(manager, 'residents', place.city, ids)),
    ]
  },

  /** What refers to another row goes before it. */
  async remove(manager, city, going) {
    const residents = idsOf(going, 'residents')
    await removeRows(manager, 'residents.revocation_notice', city, idsOf(going, 'revocationNotices'))
    await removeRows(manager, 'residents.consent', city, idsOf(going, 'consents'))
    await removeRows(manager, 'residents.break_glass', city, idsOf(going, 'breakGlass'))
    await removeRows(manager, 'residents.screening', city, idsOf(going, 'screenings'))
    await removeRows(manager, 'residents.contact_point', city, residents, 'resident_id')
    await removeRows(manager, 'residents.contact_note', city, residents, 'resident_id')
    await removeRows(manager, 'residents.resident', city, residents)
    await removeRows(manager, 'residents.household', city, idsOf(going, 'households'))
  },
}

/** Everybody who lives with one of the residents, themselves among them. */
export function housed(manager: Manager, city: string, ids: readonly string[]): Promise<Housed[]> {
  return manager.query<Housed[]>(
    `select id, household_id as "householdId" from residents.resident where city = $1 and household_id in (
       select household_id from residents.resident where city = $1 and id = any($2::uuid[])
     ) order by id`,
    [city, ids],
  )
}

interface Person extends Housed {
  readonly registeredAt: Date
  readonly spokeAt: Date | null
  readonly factsAt: Date
}

/** Residents and their households. */
async function people(manager: Manager, { city, timeZone, lock }: Place, ids: readonly string[]): Promise<Held[]> {
  const rows = await manager.query<Person[]>(
    `select r.id, r.household_id as "householdId", r.registered_at as "registeredAt", n.at as "spokeAt", h.updated_at as "factsAt"
     from residents.resident r join residents.household h on h.id = r.household_id
     left join residents.contact_note n on n.resident_id = r.id
     where r.city = $1 and r.id = any($2::uuid[]) order by r.id ${lock ? 'for update of r, h' : ''}`,
    [city, ids],
  )
  const homes = [...new Set(rows.map(({ householdId }) => householdId))]
  return [
    ...rows.map((row): Held => ({
      kind: 'residents',
      id: row.id,
      residentId: row.id,
      since: lastContact(row, timeZone),
      cites: [row.householdId],
    })),
    ...homes.map((id): Held => ({ kind: 'households', id, residentId: null, since: null, cites: [], yields: true })),
  ]
}

async function screenings(manager: Manager, { city, timeZone }: Place, ids: readonly string[]): Promise<Held[]> {
  const rows = await manager.query<{ id: string; residentId: string; householdId: string; takenAt: Date }[]>(
    `select id, resident_id as "residentId", household_id as "householdId", taken_at as "takenAt"
     from residents.screening where city = $1 and resident_id = any($2::uuid[]) order by id`,
    [city, ids],
  )
  return rows.map(({ id, residentId, householdId, takenAt }) => ({
    kind: 'screenings',
    id,
    residentId,
    since: dayIn(timeZone, takenAt),
    cites: [residentId, householdId],
  }))
}

/** A consent that has not ended is no reason to keep its resident. */
async function consents(manager: Manager, { city, timeZone }: Place, ids: readonly string[]): Promise<Held[]> {
  const rows = await manager.query<{ id: string; residentId: string; validTo: string | null; revokedAt: Date | null }[]>(
    `select id, resident_id as "residentId", valid_to as "validTo", revoked_at as "revokedAt"
     from residents.consent where city = $1 and resident_id = any($2::uuid[]) order by id`,
    [city, ids],
  )
  return rows.map((row) => {
    const since = endOfConsent(row, timeZone)
    const yields = since === null ? { yields: true as const } : {}
    return { kind: 'consents', id: row.id, residentId: row.residentId, since, cites: [row.residentId], ...yields }
  })
}

/** Rows that are over at an instant of their own; a notice cites its consent. Table and column are literals of the code. */
async function marks(
  manager: Manager,
  { city, timeZone }: Place,
  kind: 'revocationNotices' | 'breakGlass',
  table: string,
  column: string,
  ids: readonly string[],
): Promise<Held[]> {
  const consent = kind === 'revocationNotices' ? 'consent_id' : 'null'
  const rows = await manager.query<{ id: string; residentId: string; consentId: string | null; at: Date }[]>(
    `select id, resident_id as "residentId", ${consent} as "consentId", ${column} as at
     from residents.${table} where city = $1 and resident_id = any($2::uuid[]) order by id`,
    [city, ids],
  )
  return rows.map(({ id, residentId, consentId, at }) => ({
    kind,
    id,
    residentId,
    since: dayIn(timeZone, at),
    cites: consentId === null ? [residentId] : [consentId, residentId],
  }))
}
