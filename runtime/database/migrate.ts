import { DataSource } from 'typeorm'
import { StartError } from '../errors'
import type { Model } from './model'
import type { Connection } from './connection'

/** One lock for all migrations of a database: two replicas that start together must not both run them. */
const migrationLock = 7_418_529_630

/**
 * Runs the model's migrations that have not run yet, forward only, each in a transaction of its own, so that a kill in the
 * middle leaves a state from which the next start goes on.
 *
 * @throws StartError where the database holds migrations that this code does not know: it is newer than the code
 */
export async function migrate(connection: Connection, model: Model): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    ...(connection.url === undefined ? {} : { url: connection.url }),
    extra: { ...connection.extra, max: 1, statement_timeout: 60_000, lock_timeout: 10_000 },
    schema: model.schema,
    migrations: [...model.migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
  })
  await source.initialize()
  try {
    await source.query('select pg_advisory_lock($1)', [migrationLock])
    await source.query(`create schema if not exists "${model.schema}"`)
    await refuseNewer(source, model)
    await source.runMigrations()
    await source.query('select pg_advisory_unlock($1)', [migrationLock])
  } finally {
    await source.destroy()
  }
}

async function refuseNewer(source: DataSource, model: Model): Promise<void> {
  const [found] = await source.query<{ exists: boolean }[]>('select to_regclass($1) is not null as exists', [
    `"${model.schema}"."migration"`,
  ])
  if (!found?.exists) return
  const known = new Set(model.migrations.map((Migration) => new Migration().name))
  const rows = await source.query<{ name: string }[]>(`select name from "${model.schema}"."migration"`)
  const unknown = rows.filter((row) => !known.has(row.name))
  if (unknown.length > 0) {
    throw new StartError(
      `The database was written by a newer hub: its schema "${model.schema}" has the migration ${unknown[0]?.name}, which this version does not know.`,
    )
  }
}
