import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../runtime/config'
import type { Model } from '../runtime/database/model'
import { openDatabase, type Database } from '../runtime/database/open'
import { StartError } from '../runtime/errors'

/**
 * A database as a hub has left it: that of DATABASE_URL, or the embedded one, which no hub may have open meanwhile. `what` is looked for
 * in it.
 *
 * @throws StartError where there is none, it is in use, or it is not up to date with the code
 */
export async function openUpToDate(
  { databaseUrl: url, data }: Settings,
  models: readonly Model[],
  what: string,
): Promise<Database> {
  if (url === undefined && !existsSync(join(data, 'postgres')))
    throw new StartError(`There are no ${what} in ${data}: HUB_DATA names the folder of a hub, DATABASE_URL a PostgreSQL.`)
  return openDatabase(url === undefined ? { folder: data } : { url }, models, 'REFUSED')
}
