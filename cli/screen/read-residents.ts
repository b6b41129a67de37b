import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../runtime/config'
import { openDatabase, type Database } from '../../runtime/database/open'
import { StartError } from '../../runtime/errors'
import { model } from '../../subgraphs/residents/store/model'
import { reachableResidents } from '../../subgraphs/residents/store/outreach'
import type { Chunk } from './plan'

/** Residents read at a time. */
const page = 200

/** The residents of a city who may be contacted, as chunks of the format `stored`, after the resident of an id. */
export async function* readResidents(
  { source }: Database,
  city: string,
  after: string | undefined,
  line: number,
): AsyncGenerator<Chunk> {
  let from = line
  let next = after
  for (;;) {
    const residents = await reachableResidents(source.manager, city, next, page)
    const last = residents.at(-1)
    if (last === undefined) return
    next = last.id
    const bytes = new TextEncoder().encode(residents.map((resident) => JSON.stringify(resident)).join('\n'))
    yield { from, lines: residents.length, bytes, next }
    from += residents.length
  }
}

/** @throws StartError where there is no database to read */
export async function openResidents(settings: Settings): Promise<Database> {
  if (settings.databaseUrl !== undefined) return openDatabase({ url: settings.databaseUrl }, [model])
  if (!existsSync(join(settings.data, 'postgres')))
    throw new StartError(
      `There are no residents in ${settings.data}: HUB_DATA names the folder of a hub, DATABASE_URL a PostgreSQL.`,
    )
  return openDatabase({ folder: settings.data }, [model])
}
