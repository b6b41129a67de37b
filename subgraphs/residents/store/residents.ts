import { In, type EntityManager } from 'typeorm'
import { findByIds, findPage, findPages, type Only, type Order, type Slice } from '../../../runtime/database/rows'
import { BreakGlassRow, ConsentRow, ContactPointRow, HouseholdRow, ResidentRow, ScreeningRow } from './rows'

const byName: Order<ResidentRow> = { by: 'sortName', type: 'text', direction: 'asc' }
const newestScreening: Order<ScreeningRow> = { by: 'takenAt', type: 'timestamptz', direction: 'desc' }
const newestOpening: Order<BreakGlassRow> = { by: 'openedAt', type: 'timestamptz', direction: 'desc' }
const newestConsent: Order<ConsentRow> = { by: 'recordedAt', type: 'timestamptz', direction: 'desc' }

/** No resident has more consents or emergencies than a person can be read out; the list is whole. */
const whole: Slice = { first: 200, after: undefined }

export interface ResidentSearch {
  readonly familyKey?: string | undefined
  readonly birthDate?: string | undefined
  readonly contact?: string | undefined
}

/** Who reads a list of names: an agency, or a resident who calls for themselves. */
export interface Reader {
  readonly agency: string
  readonly agencyId: string
  readonly self: string | undefined
  /** The instant before which an agency is no steward any more. */
  readonly stewardSince: Date
  readonly today: string
}

/**
 * The residents of whom `decide` may allow the name: a list must not be filled with those of whom it never will. Each row that comes
 * out is judged by `decide` itself.
 */
function readableBy({ agency, agencyId, self, stewardSince, today }: Reader): Only {
  return (value) => {
    if (self !== undefined) return `t.id::text = ${value(self)}`
    const [steward, since, recipient, day] = [value(agency), value(stewardSince), value(agencyId), value(today)]
    return `(t.registered_by = ${steward} and t.registered_at >= ${since}
      or exists (select from residents.contact_note n where n.resident_id = t.id and n.agency = ${steward} and n.at >= ${since})
      or exists (select from residents.consent c where c.resident_id = t.id and ${recipient}::uuid = any(c.recipient_ids)
        and 'IDENTITY' = any(c.categories) and 'SERVICE' = any(c.purposes) and c.revoked_at is null
        and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to >= ${day}::date)))`
  }
}

export const residents = {
  byIds: (manager: EntityManager, city: string, ids: readonly string[]) => findByIds(manager, ResidentRow, city, ids),

  /** A page of those whom the reader may know by name. */
  async page(
    manager: EntityManager,
    city: string,
    { contact, ...exact }: ResidentSearch,
    slice: Slice,
    reader: Reader,
  ): Promise<ResidentRow[]> {
    const only = readableBy(reader)
    if (contact === undefined) return findPage(manager, ResidentRow, city, exact, byName, slice, only)
    const points = await manager.find(ContactPointRow, { select: { residentId: true }, where: { city, value: contact } })
    const id = points.map((point) => point.residentId)
    return id.length === 0 ? [] : findPage(manager, ResidentRow, city, { ...exact, id }, byName, slice, only)
  },

  async contactPoints(manager: EntityManager, city: string, residentIds: readonly string[]): Promise<ContactPointRow[][]> {
    const rows = await manager.find(ContactPointRow, {
      where: { city, residentId: In([...residentIds]) },
      order: { preferred: 'DESC', id: 'ASC' },
    })
    return residentIds.map((id) => rows.filter((row) => row.residentId === id))
  },

  async replaceContactPoints(manager: EntityManager, residentId: string, points: readonly ContactPointRow[]): Promise<void> {
    await manager.delete(ContactPointRow, { residentId })
    if (points.length > 0) await manager.insert(ContactPointRow, [...points])
  },

  add: (manager: EntityManager, row: ResidentRow) => manager.insert(ResidentRow, row),

  /** Whether the resident could be contacted until now. Said twice it changes nothing more. */
  async stopContact(manager: EntityManager, city: string, id: string): Promise<boolean> {
    const contactPolicy = 'DO_NOT_CONTACT'
    const [, changed] = await manager.query<[unknown, number]>(
      `update residents.resident set contact_policy = $3, version = version + 1
       where id = $1 and city = $2 and contact_policy <> $3`,
      [id, city, contactPolicy],
    )
    return changed === 1
  },

  /** Whether the row was there in that version and is changed now. */
  async change(manager: EntityManager, id: string, version: number, values: Partial<ResidentRow>): Promise<boolean> {
    const result = await manager.update(ResidentRow, { id, version }, { ...values, version: version + 1 })
    return result.affected === 1
  },
}

export const households = {
  byIds: (manager: EntityManager, city: string, ids: readonly string[]) => findByIds(manager, HouseholdRow, city, ids),

  /** The row, locked until the end of the transaction: whoever writes to it waits. */
  locked: (manager: EntityManager, city: string, id: string) =>
    manager.findOne(HouseholdRow, { where: { id, city }, lock: { mode: 'pessimistic_write' } }),

  /** The ids of the residents who live in each household. */
  async residentsIn(manager: EntityManager, city: string, ids: readonly string[]): Promise<string[][]> {
    const rows = await manager.find(ResidentRow, {
      select: { id: true, householdId: true },
      where: { city, householdId: In([...ids]) },
      order: { id: 'ASC' },
    })
    return ids.map((id) => rows.filter((row) => row.householdId === id).map((row) => row.id))
  },

  add: (manager: EntityManager, row: HouseholdRow) => manager.insert(HouseholdRow, row),

  change: (manager: EntityManager, id: string, values: Partial<HouseholdRow>) => manager.update(HouseholdRow, { id }, values),
}

export const screenings = {
  byIds: (manager: EntityManager, city: string, ids: readonly string[]) => findByIds(manager, ScreeningRow, city, ids),

  pages: (manager: EntityManager, city: string, residentIds: readonly string[], slice: Slice) =>
    findPages(manager, ScreeningRow, city, { column: 'residentId', ids: residentIds }, {}, newestScreening, slice),

  add: (manager: EntityManager, row: ScreeningRow) => manager.insert(ScreeningRow, row),
}

export const consents = {
  byIds: (manager: EntityManager, city: string, ids: readonly string[]) => findByIds(manager, ConsentRow, city, ids),

  ofResidents: (manager: EntityManager, city: string, residentIds: readonly string[]) =>
    findPages(manager, ConsentRow, city, { column: 'residentId', ids: residentIds }, {}, newestConsent, whole),

  add: (manager: EntityManager, row: ConsentRow) => manager.insert(ConsentRow, row),

  /** Whether the consent stood until now. */
  async revoke(manager: EntityManager, row: ConsentRow, revokedAt: Date): Promise<boolean> {
    const result = await manager.update(ConsentRow, { id: row.id, version: row.version }, { revokedAt, version: row.version + 1 })
    return result.affected === 1
  },
}

export const breakGlasses = {
  byIds: (manager: EntityManager, city: string, ids: readonly string[]) => findByIds(manager, BreakGlassRow, city, ids),

  ofResidents: (manager: EntityManager, city: string, residentIds: readonly string[]) =>
    findPages(manager, BreakGlassRow, city, { column: 'residentId', ids: residentIds }, {}, newestOpening, whole),

  add: (manager: EntityManager, row: BreakGlassRow) => manager.insert(BreakGlassRow, row),
}
