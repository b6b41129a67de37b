import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../runtime/config'
import { openDatabase } from '../../runtime/database/open'
import { StartError } from '../../runtime/errors'
import type { HouseholdFacts } from '../../runtime/facts'
import { householdsOf } from '../../subgraphs/residents/store/households'
import { models } from '../subgraphs'

/**
 * The households on record in a city: of DATABASE_URL, or of the embedded database, which no hub may have open meanwhile. Nothing is
 * written.
 *
 * @throws StartError where there is no database, it is in use, or it is not up to date with the code
 */
export async function* residentsOnRecord(settings: Settings, city: string): AsyncGenerator<HouseholdFacts> {
  const { databaseUrl: url, data } = settings
  if (url === undefined && !existsSync(join(data, 'postgres')))
    throw new StartError(`There is no embedded database in ${data}: hub start makes one, and DATABASE_URL names another.`)
  const database = await openDatabase(url === undefined ? { folder: data } : { url }, [models.residents], 'REFUSED')
  try {
    yield* householdsOf(database.source.manager, city)
  } finally {
    await database.close()
  }
}
