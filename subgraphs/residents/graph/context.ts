import DataLoader from 'dataloader'
import { loaderPerPage, type CallContext } from '../../../schema/shared/context'
import type { Page } from '../../../schema/shared/connection'
import { consents, households, residents, screenings } from '../store/residents'
import type { ConsentRow, ContactPointRow, HouseholdRow, ResidentRow, ScreeningRow } from '../store/rows'

/** The call with its loaders: however many residents a reply holds, each kind of row is asked for once. */
export interface ResidentsContext extends CallContext {
  readonly resident: DataLoader<string, ResidentRow | undefined>
  readonly household: DataLoader<string, HouseholdRow | undefined>
  readonly screening: DataLoader<string, ScreeningRow | undefined>
  readonly consent: DataLoader<string, ConsentRow | undefined>
  readonly contactPoints: DataLoader<string, ContactPointRow[]>
  readonly consentsOf: DataLoader<string, ConsentRow[]>
  readonly screeningsOf: (page: Page) => DataLoader<string, ScreeningRow[]>
}

export function residentsContext(call: CallContext): ResidentsContext {
  const { city } = call.caller
  const manager = () => call.work.manager()
  return {
    ...call,
    resident: new DataLoader(async (ids) => residents.byIds(await manager(), city, ids)),
    household: new DataLoader(async (ids) => households.byIds(await manager(), city, ids)),
    screening: new DataLoader(async (ids) => screenings.byIds(await manager(), city, ids)),
    consent: new DataLoader(async (ids) => consents.byIds(await manager(), city, ids)),
    contactPoints: new DataLoader(async (ids) => residents.contactPoints(await manager(), city, ids)),
    consentsOf: new DataLoader(async (ids) => consents.ofResidents(await manager(), city, ids)),
    screeningsOf: loaderPerPage((page) => new DataLoader(async (ids) => screenings.pages(await manager(), city, ids, page))),
  }
}
