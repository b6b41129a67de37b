import { asCity } from '../../runtime/database/as'
import type { Settings } from '../../runtime/config'
import type { HouseholdFacts } from '../../runtime/facts'
import { householdsAfter } from '../../subgraphs/residents/store/households'
import { openResidents } from '../open-residents'

/** Households read at once: each page is one short transaction, however many there are and however long they are worked on. */
const page = 1_000

/** The households on record in a city, in the order of their ids. Nothing is written. */
export async function* residentsOnRecord(settings: Settings, city: string): AsyncGenerator<HouseholdFacts> {
  const database = await openResidents(settings)
  const pageAfter = (id: string | undefined) =>
    asCity(database.source, city, (manager) => householdsAfter(manager, city, id, page))
  try {
    let last: string | undefined
    do {
      const households = await pageAfter(last)
      for (const { facts } of households) yield facts
      last = households.at(-1)?.id
    } while (last !== undefined)
  } finally {
    await database.close()
  }
}
