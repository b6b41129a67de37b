import { asCity } from '../runtime/database/as'
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
 * Puts what the cities' files say into the database, each city's in one transaction behind that city's wall: for both subgraphs, or for
 * the one whose process this is. Safe to repeat: what is there already is not written again.
 */
export async function loadData(database: Database, cities: Cities, now: Date, keepers: readonly Owner[] = owners): Promise<void> {
  for (const [city, { catalogue, queues: rows }] of cities) {
    await asCity(database.source, city, async (manager) => {
      const releases = catalogue.programs.map(({ definition }) => ({ program: definition.id, definition }))
      if (keepers.includes('programs')) await recordReleases(manager, city, releases, now)
      if (keepers.includes('referrals')) await queues.put(manager, city, rows)
    })
  }
}

const batch = 100

/** Adds each city's synthetic residents that are not on record yet, telling after each batch how many there are. */
export async function loadPeople(
  database: Database,
  cities: Cities,
  now: Date,
  tell: (city: string, done: number, of: number) => void,
): Promise<void> {
  const { source } = database
  for (const [id, { people, settings }] of cities) {
    // They are added in the order of their numbers: where the last is on record, all are.
    const last = idOfPerson(id, people.count)
    if (people.count === 0 || (await asCity(source, id, (manager) => isOnRecord(manager, last)))) continue
    const made = [...synthesize(people, settings.registeringAgency, now, dayIn(settings.timeZone, now))]
    for (let done = 0; done < made.length; done += batch) {
      const some = made.slice(done, done + batch)
      await asCity(source, id, (manager) => addPeople(manager, some))
      tell(id, done + some.length, made.length)
    }
  }
}
