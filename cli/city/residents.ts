import type { Settings } from '../../runtime/config'
import type { HouseholdFacts } from '../../runtime/facts'
import { householdsOf } from '../../subgraphs/residents/store/households'
import { openResidents } from '../open-residents'

/** The households on record in a city. Nothing is written. */
export async function* residentsOnRecord(settings: Settings, city: string): AsyncGenerator<HouseholdFacts> {
  const database = await openResidents(settings)
  try {
    yield* householdsOf(database.source.manager, city)
  } finally {
    await database.close()
  }
}
