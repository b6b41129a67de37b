import DataLoader from 'dataloader'
import { loaderPerPage, type CallContext } from '../../../schema/shared/context'
import { looksLoader, type LooksOf } from '../../../schema/shared/who-looked'
import type { Page } from '../../../schema/shared/connection'
import type { Grounds } from '../../../runtime/consent/grounds'
import { groundsOf } from '../store/grounds'
import { breakGlasses, consents, households, residents, screenings } from '../store/residents'
import type { BreakGlassRow, ConsentRow, ContactPointRow, HouseholdRow, ResidentRow, ScreeningRow } from '../store/rows'

/** The call with its loaders: however many residents a reply holds, each kind of row is asked for once. */
export interface ResidentsContext extends CallContext {
  readonly resident: DataLoader<string, ResidentRow | undefined>
  readonly grounds: DataLoader<string, Grounds | undefined>
  /** What the call asks for by id, or as a list: an emergency opens a resident who is named alone, and nothing that is come by otherwise. */
  readonly named: Set<string>
  readonly residentsIn: DataLoader<string, string[]>
  readonly household: DataLoader<string, HouseholdRow | undefined>
  readonly screening: DataLoader<string, ScreeningRow | undefined>
  readonly consent: DataLoader<string, ConsentRow | undefined>
  readonly contactPoints: DataLoader<string, ContactPointRow[]>
  readonly breakGlass: DataLoader<string, BreakGlassRow | undefined>
  readonly breakGlassesOf: DataLoader<string, BreakGlassRow[]>
  readonly whoLooked: LooksOf
  readonly consentsOf: DataLoader<string, ConsentRow[]>
  readonly screeningsOf: (page: Page) => DataLoader<string, ScreeningRow[]>
}

export function residentsContext(call: CallContext): ResidentsContext {
  const { city } = call.caller
  const { stewardshipDays } = call.city
  const manager = () => call.work.manager()
  const named = new Set<string>()
  return {
    ...call,
    named,
    whoLooked: looksLoader('residents', city, call.work),
    grounds: new DataLoader(async (ids) =>
      groundsOf(await manager(), city, ids, {
        stewardshipDays,
        breakGlass: named.size === 1 && ids.length === 1 && named.has(ids[0] as string),
      }),
    ),
    residentsIn: new DataLoader(async (ids) => households.residentsIn(await manager(), city, ids)),
    breakGlass: new DataLoader(async (ids) => breakGlasses.byIds(await manager(), city, ids)),
    breakGlassesOf: new DataLoader(async (ids) => breakGlasses.ofResidents(await manager(), city, ids)),
    resident: new DataLoader(async (ids) => residents.byIds(await manager(), city, ids)),
    household: new DataLoader(async (ids) => households.byIds(await manager(), city, ids)),
    screening: new DataLoader(async (ids) => screenings.byIds(await manager(), city, ids)),
    consent: new DataLoader(async (ids) => consents.byIds(await manager(), city, ids)),
    contactPoints: new DataLoader(async (ids) => residents.contactPoints(await manager(), city, ids)),
    consentsOf: new DataLoader(async (ids) => consents.ofResidents(await manager(), city, ids)),
    screeningsOf: loaderPerPage((page) => new DataLoader(async (ids) => screenings.pages(await manager(), city, ids, page))),
  }
}
