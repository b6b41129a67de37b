import { parseArgs } from 'node:util'
import { readSettings } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { loadCities } from './cities'
import { loadData, loadPeople } from './load'
import { openPostgres } from './open-postgres'
import { allModels } from './subgraphs'

/** Migrates a PostgreSQL and loads the cities' queues and rules into it; synthetic residents only when they are asked for. */
export async function migrateAll(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { synthetic: { type: 'boolean' } } })
  const settings = readSettings(process.env)
  if (values.synthetic && settings.production)
    throw new StartError(
      '--synthetic: no synthetic residents are put among real ones; leave it out where NODE_ENV is production.',
    )
  const cities = loadCities(settings.cities, { data: settings.data })
  const database = await openPostgres(settings, allModels, 'the embedded database is migrated by hub start.')
  try {
    await loadData(database, cities, new Date())
    if (values.synthetic) {
      await loadPeople(database, cities, new Date(), (city, done, of) =>
        console.log(`${city}: ${done} of ${of} synthetic residents`),
      )
    }
  } finally {
    await database.close()
  }
  console.log('the database is up to date')
}
