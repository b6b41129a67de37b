import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../runtime/config'
import { openDatabase, type Database } from '../runtime/database/open'
import { StartError } from '../runtime/errors'
import { model } from '../subgraphs/residents/store/model'

/**
 * The database of the residents, to read it: that of DATABASE_URL, or the embedded one, which no hub may have open meanwhile.
 *
 * @throws StartError where there is none, it is in use, or it is not up to date with the code
 */
export async function openResidents({ databaseUrl: url, data }: Settings): Promise<Database> {
  if (url === undefined && !existsSync(join(data, 'postgres')))
    throw new StartError(`There are no residents in ${data}: HUB_DATA names the folder of a hub, DATABASE_URL a PostgreSQL.`)
  return openDatabase(url === undefined ? { folder: data } : { url }, [model], 'REFUSED')
}
