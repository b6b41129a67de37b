import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { allModels as all } from '../../cli/subgraphs'
import { openDatabase, type Database, type DatabasePlace } from '../../runtime/database/open'
import { rolesOf, type Roles } from '../../runtime/database/roles'

/** A hub's database whose user is an ordinary one that owns it: a superuser would see every row whatever the policies say. */
export interface Owned {
  readonly place: DatabasePlace
  readonly roles: Roles
  /** Opens it as its owner. */
  open(): Promise<Database>
  /** Opens it as a user who owns nothing and was granted the role of the calls alone. */
  openAsProcess(): Promise<Database>
  /** Runs a statement as an administrator, while it is closed. */
  administer(statement: string): Promise<void>
  remove(): Promise<void>
}

const schemas = all.map(({ schema }) => schema)

export function owned(): Promise<Owned> {
  const server = process.env['HUB_TEST_DATABASE_URL']
  return server === undefined ? Promise.resolve(ownedFolder()) : ownedOn(server)
}

async function ownedOn(server: string): Promise<Owned> {
  const name = `hub_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const process_ = `${name}_process`
  const password = randomUUID()
  const urlOf = (values: object) => Object.assign(new URL(server), values).href
  const run = async (database: string, statements: readonly string[]) => {
    const client = new Client({ connectionString: urlOf({ pathname: `/${database}` }) })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run('postgres', [
    `create role ${name} login createrole password '${password}'`,
    `create role ${process_} login password '${password}'`,
    `grant ${name} to current_user`,
    `create database ${name} owner ${name}`,
  ])
  const roles = rolesOf(name)
  const place = { url: urlOf({ pathname: `/${name}`, username: name, password }) }
  return {
    place,
    roles,
    open: () => openDatabase(place, all),
    openAsProcess: async () => {
      const owner = await openDatabase(place, all)
      await owner.source.query(`grant ${roles.app} to ${process_}`)
      await owner.close()
      return openDatabase({ url: urlOf({ pathname: `/${name}`, username: process_, password }) }, all)
    },
    administer: (statement) => run(name, [statement]),
    remove: () =>
      run('postgres', [
        `drop database ${name} with (force)`,
        ...[roles.app, roles.system, process_, name].map((role) => `drop role if exists ${role}`),
      ]),
  }
}

/** The embedded database has one user, a superuser: its one session is handed to an ordinary user once it is open. */
function ownedFolder(): Owned {
  const folder = process.env['HUB_TEST_FOLDER'] as string
  const data = mkdtempSync(join(folder, 'owned-'))
  cpSync(join(folder, 'template'), data, { recursive: true })
  const place = { folder: data }
  const roles = rolesOf('postgres')
  const openAs = async (user: string, prepare: (source: DataSource) => Promise<unknown>) => {
    const database = await openDatabase(place, all)
    await database.source.query(`do $$ begin create role ${user} login; exception when duplicate_object then null; end $$`)
    await prepare(database.source)
    await database.source.query(`set session authorization ${user}`)
    return database
  }
  return {
    place,
    roles,
    open: () => openAs('hub_owner', handOver),
    openAsProcess: () => openAs('hub_process', (source) => source.query(`grant ${roles.app} to hub_process`)),
    administer: async (statement) => {
      const pglite = await PGlite.create({ dataDir: join(data, 'postgres') })
      await pglite.exec(statement)
      await pglite.close()
    },
    remove: () => Promise.resolve(rmSync(data, { recursive: true, force: true })),
  }

  async function handOver(source: DataSource): Promise<void> {
    await source.query(`grant ${roles.app}, ${roles.system} to hub_owner`)
    for (const schema of schemas) await source.query(`alter schema ${schema} owner to hub_owner`)
    const tables = await source.query<{ name: string }[]>(
      `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace::regnamespace::text = any($1)`,
      [schemas],
    )
    for (const { name } of tables) await source.query(`alter table ${name} owner to hub_owner`)
  }
}
