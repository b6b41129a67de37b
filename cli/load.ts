import type { Database } from '../runtime/database/open'
import { dayIn } from '../runtime/days'
import { recordReleases } from '../subgraphs/programs/store/releases'
import { queues } from '../subgraphs/referrals/store/referrals'
import { idOfPerson, synthesize } from '../subgraphs/residents/load-people'
import { addPeople, isOnRecord } from '../subgraphs/residents/store/seed'
import type { Cities } from './cities'

/** The subgraphs that keep something of the cities' files: the rules as they are now, and the intake queues. */
const owners = ['programs', 'referrals'] as const
type Owner = (typeof owners)[number]

/**
 * Puts what the cities' files say into the database, in one transaction: for both subgraphs, or for the one whose process this is. Safe to
 * repeat: what is there already is not written again.
 */
export async function loadData(database: Database, cities: Cities, now: Date, keepers: readonly Owner[] = owners): Promise<void> {
  await database.source.transaction(async (manager) => {
    for (const [city, { catalogue, queues: rows }] of cities) {
      const releases = catalogue.programs.map(({ definition }) => ({ program: definition.id, definition }))
      if (keepers.includes('programs')) await recordReleases(manager, city, releases, now)
      if (keepers.includes('referrals')) await queues.put(manager, city, rows)
    }
  })
}

const batch = 100

/** Adds each city's synthetic residents that are not on record yet, telling after each batch how many there are. */
export async function loadPeople(
  database: Database,
  cities: Cities,
  now: Date,
  tell: (city: string, done: number, of: number) => void,
): Promise<void> {
  for (const [id, { people, settings }] of cities) {
    // They are added in the order of their numbers: where the last is on record, all are.
    if (people.count === 0 || (await isOnRecord(database.source.manager, idOfPerson(id, people.count)))) continue
    const made = [...synthesize(people, settings.registeringAgency, now, dayIn(settings.timeZone, now))]
    for (let done = 0; done < made.length; done += batch) {
      const some = made.slice(done, done + batch)
      await database.source.transaction((manager) => addPeople(manager, some))
      tell(id, done + some.length, made.length)
    }
  }
}
