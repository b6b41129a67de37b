import type { EntityManager } from 'typeorm'
import type { BreakGlass, Consent, Grounds } from '../../../runtime/consent/grounds'
import { agencyIn } from '../../../runtime/ids'

interface Found {
  readonly id: string
  readonly registeredBy: string
  readonly registeredAt: Date
  readonly spokeBy: string | null
  readonly spokeAt: Date | null
  readonly consents: readonly Consent[]
  readonly breakGlass: readonly BreakGlass[]
}

/**
 * What a decision about each resident rests on, in the order of the ids; undefined where there is none in the city. One statement,
 * however many. Agencies are ids. Emergencies are among it where `breakGlass` says so.
 */
export async function groundsOf(
  manager: EntityManager,
  city: string,
  ids: readonly string[],
  { stewardshipDays, breakGlass }: { readonly stewardshipDays: number; readonly breakGlass: boolean },
): Promise<(Grounds | undefined)[]> {
  const rows = await manager.query<Found[]>(
    `select r.id, r.registered_by as "registeredBy", r.registered_at as "registeredAt",
       n.agency as "spokeBy", n.at as "spokeAt",
       coalesce((select json_agg(json_build_object(
         'id', c.id, 'disclosers', c.discloser_ids, 'recipients', c.recipient_ids, 'categories', c.categories,
         'sensitive', c.sensitive, 'purposes', c.purposes, 'validFrom', c.valid_from, 'validTo', c.valid_to,
         'revokedAt', extract(epoch from c.revoked_at) * 1000) order by c.recorded_at desc, c.id)
         from residents.consent c where c.resident_id = r.id), '[]') as consents,
       coalesce((select json_agg(json_build_object(
         'id', b.id, 'sub', b.sub, 'agency', b.agency,
         'from', extract(epoch from b.opened_at) * 1000, 'until', extract(epoch from b.until) * 1000))
         from residents.break_glass b where $3 and b.resident_id = r.id), '[]') as "breakGlass"
     from residents.resident r left join residents.contact_note n on n.resident_id = r.id
     where r.id = any($1::uuid[]) and r.city = $2`,
    [ids, city, breakGlass],
  )
  const byId = new Map(
    rows.map((row): [string, Grounds] => [
      row.id,
      {
        residentId: row.id,
        registeredBy: agencyIn(city, row.registeredBy),
        registeredAt: row.registeredAt.getTime(),
        lastSpoke:
          row.spokeBy === null || row.spokeAt === null
            ? null
            : { agency: agencyIn(city, row.spokeBy), at: row.spokeAt.getTime() },
        stewardshipDays,
        consents: row.consents,
        breakGlass: row.breakGlass.map((opened) => ({ ...opened, agency: agencyIn(city, opened.agency) })),
      },
    ]),
  )
  return ids.map((id) => byId.get(id))
}
