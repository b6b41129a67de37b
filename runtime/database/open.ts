import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { types } from 'pg'
import { DataSource, type Logger } from 'typeorm'
import { StartError } from '../errors'
import type { Connection } from './connection'
import { lockFolder } from './lock'
import { migrate, modelsBehind } from './migrate'
import type { Model } from './model'
import { gapsInWall, raiseWall } from './wall'

/** A day stays the text it is: pg would make midnight in the machine's time zone of it, which is another day elsewhere. */
types.setTypeParser(types.builtins.DATE, (text) => text)

/** Where the rows are: the embedded database in a folder, or a PostgreSQL by its URL. */
export type DatabasePlace = { readonly folder: string; readonly fresh?: boolean } | { readonly url: string }

export interface Database {
  readonly source: DataSource
  /** SQL statements sent so far, transaction control among them: what the tests on statement counts read. */
  statements(): number
  /** Whether the database answers now. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the database, brings its schemas up to date and hands out the one DataSource of this process. Where schemas that are `behind` are
 * REFUSED, a database that the code is ahead of stays as it is.
 *
 * @throws StartError in one sentence: the folder is in use, the server cannot be reached, the schema is newer than the code
 */
export async function openDatabase(
  place: DatabasePlace,
  models: readonly Model[],
  behindIs: 'MIGRATED' | 'REFUSED' = 'MIGRATED',
): Promise<Database> {
  const opened = 'url' in place ? openServer(place.url) : await openFolder(place)
  const { url, extra } = opened.connection
  let statements = 0
  const source = new DataSource({
    type: 'postgres',
    ...(url === undefined ? {} : { url }),
    extra,
    entities: models.flatMap((model) => [...model.rows]),
    installExtensions: false,
    logger: countingLogger(() => statements++),
    logging: ['query'],
  })
  try {
    await source.initialize()
    const behind = await modelsBehind(source, models)
    if (behind.length > 0 && behindIs === 'REFUSED')
      throw new StartError('The database is not up to date with this hub: hub start or hub migrate brings it there.')
    if (behind.length > 0) {
      // Closed meanwhile: the embedded database has one session, and two pools would share it.
      await source.destroy()
      for (const model of behind) await migrate(opened.connection, model)
      await source.initialize()
    }
    await standBehindWall(source, models, behindIs)
  } catch (error) {
    if (source.isInitialized) await source.destroy()
    await opened.close()
    throw startError(error)
  }
  return {
    source,
    statements: () => statements,
    ready: () =>
      source.query('select 1').then(
        () => true,
        () => false,
      ),
    close: async () => {
      await source.destroy()
      await opened.close()
    },
  }
}

/** No row is read before the wall between the cities stands: one statement where it does. */
async function standBehindWall(source: DataSource, models: readonly Model[], gapsAre: 'MIGRATED' | 'REFUSED'): Promise<void> {
  const gaps = await gapsInWall(source, models)
  if (gaps.length > 0 && gapsAre === 'MIGRATED') await raiseWall(source, models)
  const [left] = gaps.length > 0 && gapsAre === 'MIGRATED' ? await gapsInWall(source, models) : gaps
  if (left !== undefined) throw new StartError(left)
}

interface Opened {
  readonly connection: Connection
  close(): Promise<void>
}

function openServer(url: string): Opened {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new StartError('DATABASE_URL is not a PostgreSQL address: it must begin with postgres:// or postgresql://.')
  const extra = { max: 10, connectionTimeoutMillis: 5_000, statement_timeout: 3_000, idle_in_transaction_session_timeout: 10_000 }
  return { connection: { url, extra }, close: () => Promise.resolve() }
}

/**
 * One connection for the whole process: PGlite has a single session, and two pools on it would interleave their transactions,
 * so that a rollback in one takes away what the other has acknowledged.
 */
async function openFolder({ folder, fresh = false }: { folder: string; fresh?: boolean }): Promise<Opened> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(folder)
  const files = join(folder, 'postgres')
  try {
    if (fresh) rmSync(files, { recursive: true, force: true })
    const pglite = await PGlite.create({ dataDir: files })
    return {
      connection: { extra: { ...createPgConfig(pglite), max: 1, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 0 } },
      close: async () => {
        await pglite.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET'])

function startError(error: unknown): unknown {
  if (error instanceof StartError) return error
  const { code, message } = error as { code?: string; message?: string }
  if (code !== undefined && unreachable.has(code))
    return new StartError(`The database at DATABASE_URL cannot be reached (${code}).`)
  if (message?.includes('timeout')) return new StartError('The database at DATABASE_URL does not answer.')
  if (code === '28P01' || code === '28000')
    return new StartError('The database at DATABASE_URL refuses the user or the password.')
  if (code === '42501')
    return new StartError(
      'The user in DATABASE_URL may not bring the database up to date: hub migrate does it as the owner of the database.',
    )
  if (code === '3D000') return new StartError('The database named in DATABASE_URL does not exist.')
  return error
}

function countingLogger(count: () => void): Logger {
  const silent = () => undefined
  return {
    logQuery: count,
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  }
}
