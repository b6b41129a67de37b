import { DataSource } from 'typeorm'
import { StartError } from '../errors'
import type { Model } from './model'
import type { Connection } from './connection'

/** One lock for all migrations of a database: two replicas that start together must not both run them. */
export const migrationLock = 7_418_529_630

/**
 * The models whose schemas this code is ahead of.
 *
 * @throws StartError where the database holds migrations that this code does not know: it is newer than the code
 */
export async function modelsBehind(source: DataSource, models: readonly Model[]): Promise<Model[]> {
  const behind: Model[] = []
  for (const model of models) {
    const known = model.migrations.map((Migration) => new Migration().name)
    const run = await namesRun(source, model.schema)
    const newer = run.find((name) => !known.includes(name))
    if (newer !== undefined) {
      throw new StartError(
        `The database was written by a newer hub: its schema "${model.schema}" has the migration ${newer}, which this version does not know.`,
      )
    }
    if (run.length < known.length) behind.push(model)
  }
  return behind
}

async function namesRun(source: DataSource, schema: string): Promise<string[]> {
  const table = `"${schema}"."migration"`
  const [found] = await source.query<{ exists: boolean }[]>('select to_regclass($1) is not null as exists', [table])
  if (!found?.exists) return []
  const rows = await source.query<{ name: string }[]>(`select name from ${table}`)
  return rows.map(({ name }) => name)
}

/**
 * Runs the model's migrations that have not run yet, forward only, each in a transaction of its own, so that a kill in the
 * middle leaves a state from which the next start goes on.
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
    await letOwnerIn(source, model.schema)
    await source.runMigrations()
    await source.query('select pg_advisory_unlock($1)', [migrationLock])
  } finally {
    await source.destroy()
  }
}

/** While the migrations of a schema run, the owner of its tables sees their rows: policies that are forced would hide them from it. */
async function letOwnerIn(source: DataSource, schema: string): Promise<void> {
  const tables = await source.query<{ name: string }[]>(
    `select format('%I.%I', nspname, relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where nspname = $1 and relforcerowsecurity`,
    [schema],
  )
  for (const { name } of tables) await source.query(`alter table ${name} no force row level security`)
}
