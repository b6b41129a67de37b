import type { MigrationInterface, QueryRunner } from 'typeorm'
import { allModels as all } from '../../cli/subgraphs'
import type { Caller } from '../../runtime/caller'
import { asCity, asSystem } from '../../runtime/database/as'
import { openDatabase, type Database } from '../../runtime/database/open'
import { gapsInWall, raiseWall } from '../../runtime/database/wall'
import { StartError } from '../../runtime/errors'
import { addRows, asCaller, rowsSeen } from './city-rows'
import { owned, type Owned } from './owned'

let place: Owned
beforeAll(async () => {
  place = await owned()
  await (await place.open()).close()
})
afterAll(() => place.remove())

const shows = (table: string) =>
  `The table ${table} shows rows of other cities: hub migrate, run as the owner of the database, puts its wall back.`
const rights = (table: string) =>
  `The rights on the table ${table} are not the hub's: hub migrate, run as the owner of the database, sets them.`

const someTable: Readonly<Record<string, string>> = { programs: 'release', gateway: 'api_key' }
const nobodySees = (schema: string) => ({ table: someTable[schema] ?? 'idempotency', name: 'nobody', rows: 'false' })

/** What may happen to the wall, as statements; `app` and `system` stand for the roles. */
const breaches: readonly (readonly [string, string, string])[] = [
  ['a new table with a city', 'create table residents.visit (city text not null)', shows('residents.visit')],
  ['a policy that is gone', 'drop policy city on residents.resident', shows('residents.resident')],
  ['a wall of agencies that is gone', 'drop policy agencies on referrals.referral', shows('referrals.referral')],
  ['an altered policy', 'alter policy city on residents.consent using (true)', shows('residents.consent')],
  ['a policy for another role', 'alter policy agencies on referrals.referral to system', shows('referrals.referral')],
  ['a policy beside it', 'create policy more on residents.household using (true)', shows('residents.household')],
  ['a table without it', 'alter table programs.release disable row level security', shows('programs.release')],
  ['an owner whom it does not bind', 'alter table programs.release no force row level security', shows('programs.release')],
  ['a right that is gone', 'revoke select on referrals.intake_queue from app', rights('referrals.intake_queue')],
  ['a right to empty a table', 'grant truncate on residents.resident to app', rights('residents.resident')],
  ['a right to forget a migration', 'grant delete on residents.migration to app', rights('residents.migration')],
  ['a schema that it may not look into', 'revoke usage on schema conversations from app', rights('conversations.campaign')],
  [
    'a sequence that it may not use',
    'revoke usage on sequence residents.migration_id_seq from app',
    "The rights on the sequence residents.migration_id_seq are not the hub's: hub migrate, run as the owner of the database, sets them.",
  ],
  [
    'a function that is not its own',
    'create function referrals.peek() returns bigint language sql security definer return 1::bigint',
    "The function referrals.peek() is not its role's: hub migrate, run as the owner of the database, hands it over.",
  ],
]

describe('the wall', () => {
  let database: Database
  beforeAll(async () => {
    database = await place.open()
  })
  afterAll(() => database.close())

  it.each(breaches)('is found to have a gap after %s, and is put back', async (_, breach, sentence) => {
    const { app, system } = place.roles
    await database.source.query(breach.replace(/\b(app|system)$/, (role) => (role === 'app' ? app : system)))
    expect(await gapsInWall(database.source, all)).toContain(sentence)
    await raiseWall(database.source, all)
    expect(await gapsInWall(database.source, all)).toEqual([])
  })

  it('is looked at in one statement, and is left as it is where it stands', async () => {
    const policies = () => database.source.query<object[]>('select oid, xmin::text from pg_policy order by 1')
    const [before, sent] = [await policies(), database.statements()]
    expect(await gapsInWall(database.source, all)).toEqual([])
    expect(database.statements() - sent).toBe(1)
    await raiseWall(database.source, all)
    expect(await policies()).toEqual(before)
  })
})

describe('a database that is opened', () => {
  it('is refused where it may only be read and its wall has a gap, which any other start closes, several at once among them', async () => {
    await place.administer('alter table residents.resident disable row level security')
    await expect(openDatabase(place.place, all, 'REFUSED')).rejects.toThrow(new StartError(shows('residents.resident')))
    // The embedded one takes a single opener.
    const openers = 'url' in place.place ? 4 : 1
    const opened = await Promise.all(Array.from({ length: openers }, () => openDatabase(place.place, all)))
    expect(await gapsInWall(opened[0]!.source, all)).toEqual([])
    for (const database of opened) await database.close()
  })

  it.each([
    ['the role of a call may make roles', 'alter role app createrole', 'alter role app nocreaterole', 'app'],
    ['the role of the system may log in', 'alter role system login', 'alter role system nologin', 'system'],
    ['the one is a member of the other', 'grant system to app', 'revoke system from app', 'app'],
  ] as const)('is refused where %s', async (_, breach, repair, strong) => {
    const named = (statement: string) => statement.replace(/\b(app|system)\b/g, (role) => place.roles[role as 'app' | 'system'])
    await place.administer(named(breach))
    await expect(openDatabase(place.place, all)).rejects.toThrow(
      new StartError(
        `The database role "${place.roles[strong]}" may do more than a hub's role: it must not log in, be a superuser, bypass row-level security, make roles or databases, or be a member of another role.`,
      ),
    )
    await place.administer(named(repair))
  })
})

describe('a process whose user owns nothing and was granted the role of the calls', () => {
  const caller: Caller = { sub: 'worker', city: 'nyc', agency: 'sends', roles: ['caseworker'], request: 'x' }

  it('answers calls and loads cities, and sees nothing else', async () => {
    const owner = await place.open()
    await addRows(owner.source)
    await owner.close()
    const database = await place.openAsProcess()
    const cities = (seen: Awaited<ReturnType<typeof rowsSeen>>) => [
      ...new Set(Object.values(seen).flatMap((rows) => rows.map(({ city }) => city))),
    ]
    expect(cities(await asCaller(database.source, caller, (manager) => rowsSeen(manager)))).toEqual(['nyc'])
    expect(cities(await asCity(database.source, 'charlotte', (manager) => rowsSeen(manager)))).toEqual(['charlotte'])
    expect(cities(await rowsSeen(database.source.manager))).toEqual([])
    await database.close()
  })

  it('is told who puts up a wall that is missing', async () => {
    const database = await place.openAsProcess()
    const higher = all.map((model) => ({ ...model, walls: [...(model.walls ?? []), nobodySees(model.schema)] }))
    await expect(raiseWall(database.source, higher)).rejects.toThrow(
      new StartError(
        `The wall between the cities cannot be put up by this database user: hub migrate does it as the owner of the database, who needs CREATEROLE, or the roles "${place.roles.app}" and "${place.roles.system}" made by an administrator and granted to it.`,
      ),
    )
    await database.close()
  })

  it('becomes no other role, and does not take the wall down', async () => {
    const database = await place.openAsProcess()
    const refused = { code: '42501' }
    await expect(asSystem(database.source, (manager) => rowsSeen(manager))).rejects.toMatchObject(refused)
    for (const statement of [
      `set role ${place.roles.system}`,
      'alter table residents.resident disable row level security',
      'drop policy city on residents.resident',
      'create policy more on residents.resident using (true)',
      'create table residents.mine (id uuid)',
      `delete from residents.migration`,
    ]) {
      const trying = asCaller(database.source, caller, async (manager) => {
        await manager.query('reset role')
        return manager.query(statement)
      })
      await expect(trying).rejects.toMatchObject(refused)
    }
    await database.close()
  })
})

/** The last: it leaves a database that is newer than the hub. */
describe('a migration', () => {
  class Later2099000000000 implements MigrationInterface {
    readonly name = 'Later2099000000000'
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`update residents.resident set sort_name = 'migrated'`)
      await runner.query('create table residents.pet (id uuid primary key, city text not null)')
    }
    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward.'))
    }
  }

  it('sees and changes the rows of every city, and its new table is walled when it has run', async () => {
    const before = await place.open()
    await addRows(before.source)
    await before.close()
    const later = all.map((model) =>
      model.schema === 'residents' ? { ...model, migrations: [...model.migrations, Later2099000000000] } : model,
    )
    const database = await openDatabase(place.place, later)
    const names = await asSystem(database.source, (manager) =>
      manager.query<object[]>('select distinct city, sort_name from residents.resident order by 1'),
    )
    expect(names).toEqual([
      { city: 'charlotte', sort_name: 'migrated' },
      { city: 'nyc', sort_name: 'migrated' },
    ])
    expect(await gapsInWall(database.source, later)).toEqual([])
    await database.close()
  })
})
