import { Client } from 'pg'
import { subgraphNames } from '../../runtime/config'

async function withAdmin<Result>(url: string, task: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await task(client)
  } finally {
    await client.end()
  }
}

export function databaseAt(serverUrl: string, name: string): string {
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
}

export function makeDatabase(serverUrl: string, name: string): Promise<unknown> {
  return withAdmin(serverUrl, (client) => client.query(`create database "${name}"`))
}

/** The same rows once more, though somebody uses the first. */
export function copyDatabase(serverUrl: string, from: string, to: string): Promise<void> {
  return withAdmin(serverUrl, async (client) => {
    await client.query(`alter database "${from}" allow_connections false`)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [from])
    await client.query(`create database "${to}" template "${from}"`)
    for (const name of [from, to]) await client.query(`alter database "${name}" allow_connections true`)
  })
}

/** Takes the wall of the rows down: the third of the walls. */
export function openRows(url: string): Promise<void> {
  return withAdmin(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1) and c.relkind = 'r'`,
      [subgraphNames],
    )
    for (const { name } of rows) await client.query(`alter table ${name} disable row level security`)
  })
}

export function analyze(url: string): Promise<unknown> {
  return withAdmin(url, (client) => client.query('vacuum analyze'))
}
