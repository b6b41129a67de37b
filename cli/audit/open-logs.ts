import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Run, systemRun } from '../../runtime/audit/run'
import { type Settings, subgraphNames } from '../../runtime/config'
import { openDatabase } from '../../runtime/database/open'
import { StartError } from '../../runtime/errors'
import { models } from '../subgraphs'

/**
 * Does work on the audit logs: those of DATABASE_URL, or of the embedded database, which no hub may have open meanwhile.
 *
 * @throws StartError where there are none, they are in use, or the database is not up to date with the code
 */
export async function withLogs({ databaseUrl: url, data }: Settings, work: (run: Run) => Promise<void>): Promise<void> {
  if (url === undefined && !existsSync(join(data, 'postgres')))
    throw new StartError(`There is no audit log in ${data}: HUB_DATA names the folder of a hub, DATABASE_URL a PostgreSQL.`)
  const all = subgraphNames.map((name) => models[name])
  const database = await openDatabase(url === undefined ? { folder: data } : { url }, all, 'REFUSED')
  try {
    await work(systemRun(database.source))
  } finally {
    await database.close()
  }
}
