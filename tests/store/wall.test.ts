import { allModels as all } from '../../cli/subgraphs'
import type { Caller } from '../../runtime/caller'
import { asCity, asSystem } from '../../runtime/database/as'
import type { Database } from '../../runtime/database/open'
import { raiseWall } from '../../runtime/database/wall'
import { openWork } from '../../runtime/database/work'
import { newId } from '../../runtime/ids'
import { referrals } from '../../subgraphs/referrals/store/referrals'
import { addRow, insertRow } from './any-row'
import {
  addRows,
  agencies,
  asCaller,
  cities,
  ofAgencies,
  rowsSeen,
  tablesOf,
  wrongTables,
  type People,
  type Tables,
} from './city-rows'
import { owned, type Owned } from './owned'

const caller = (city: string, agency = 'sends'): Caller => ({ sub: 'worker', city, agency, roles: ['caseworker'], request: 'x' })
const refused = { code: '42501' }

let place: Owned
let database: Database
let people: People
let rows: Tables
beforeAll(async () => {
  place = await owned()
  database = await place.open()
  people = await addRows(database.source)
  rows = await asSystem(database.source, (manager) => rowsSeen(manager))
})
afterAll(async () => {
  await database.close()
  await place.remove()
})

describe('the rows of the database', () => {
  it('are of both cities in every table that has a city, so that nothing here is true of empty tables', () => {
    expect(Object.keys(rows).length).toBeGreaterThanOrEqual(15)
    for (const [table, found] of Object.entries(rows))
      expect([table, cities.every((city) => found.some((row) => row['city'] === city))]).toEqual([table, true])
  })

  it('are seen by every caller as promised: the city alone, referrals by their agencies, residents their own', async () => {
    expect(await wrongTables(database.source, rows, people)).toEqual([])
  })

  it('are seen otherwise where any one policy is taken away, or lets everything through', async () => {
    const { source } = database
    const policies = await source.query<{ table: string; name: string }[]>(
      `select polrelid::regclass::text as table, polname as name from pg_policy order by 1, 2`,
    )
    expect(policies.length).toBeGreaterThanOrEqual(40)
    for (const { table, name } of policies) {
      await source.query(`drop policy ${name} on ${table}`)
      const missed =
        name === 'system' && rows[table]!.length > (await asSystem(source, (manager) => rowsSeen(manager)))[table]!.length
      expect([table, name, missed || (await isWrong(table))]).toEqual([table, name, true])
      await raiseWall(source, all)
    }
    // The steps of a referral are behind its own wall as well.
    const once = policies.filter(({ name, table }) => name === 'city' && table !== 'referrals.referral_event')
    for (const { table } of once) {
      await source.query(`alter policy city on ${table} using (true)`)
      expect([table, await isWrong(table)]).toEqual([table, true])
      await raiseWall(source, all)
    }
    expect(await wrongTables(source, rows, people)).toEqual([])
  })

  const isWrong = async (table: string) => (await wrongTables(database.source, rows, people, [table])).length > 0

  it('are not there for a statement outside a transaction of the hub, though its user owns the tables', async () => {
    const seen = await rowsSeen(database.source.manager)
    expect(Object.values(seen).flat()).toEqual([])
  })

  it('are those of one city for what the hub does for a city, and no private ones', async () => {
    const seen = await asCity(database.source, 'nyc', (manager) => rowsSeen(manager))
    for (const [table, found] of Object.entries(rows)) {
      const ofCity = ofAgencies.has(table) ? [] : found.filter(({ city }) => city === 'nyc')
      expect([table, seen[table]?.length]).toEqual([table, ofCity.length])
    }
  })

  it('are those of their own city to twenty callers at once on one pool', async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        asCaller(database.source, caller(cities[index % 2] as string), async (manager) => {
          const first = await manager.query<{ city: string }[]>('select distinct city from conversations.campaign')
          const second = await manager.query<{ city: string }[]>('select distinct city from residents.resident')
          return [...first, ...second].map(({ city }) => city)
        }),
      ),
    )
    expect(seen).toEqual(seen.map((_, index) => [cities[index % 2], cities[index % 2]]))
  })
})

describe('a row of another city', () => {
  it('is refused where it would be added, in every table', async () => {
    for (const { name } of await asSystem(database.source, tablesOf)) {
      // The row is fit for its table: one of the system is taken and given another key.
      const row = rows[name]!.find(({ city }) => city === 'charlotte')!
      const adding = asCaller(database.source, caller('nyc'), async (manager) => {
        const columns = (await tablesOf(manager)).find((table) => table.name === name)!.columns
        const values = columns
          .filter((column) => !column.generated)
          .map((column) => [column.name, column.name === 'id' ? newId() : asValue(row[column.name])])
        return insertRow(manager, name, Object.fromEntries(values))
      })
      await expect(adding).rejects.toMatchObject(refused)
    }
  })

  it('is not touched by any update or delete, and may not be made of an own one', async () => {
    const before = JSON.stringify(await asSystem(database.source, (manager) => rowsSeen(manager)))
    for (const { name, columns } of await asSystem(database.source, tablesOf)) {
      const { name: column } = columns.find(({ generated }) => !generated)!
      const work = openWork(database.source, caller('nyc'))
      const manager = await work.manager()
      const [, updated] = await manager.query(`update ${name} set ${column} = ${column} where city = 'charlotte'`)
      const [, deleted] = await manager.query(`delete from ${name} where city = 'charlotte'`)
      await work.commit()
      expect([name, updated, deleted]).toEqual([name, 0, 0])
      if (columns.some(({ name: one, generated }) => one === 'city' && generated)) continue
      const moving = asCaller(database.source, caller('nyc'), (manager) => manager.query(`update ${name} set city = 'charlotte'`))
      await expect(moving).rejects.toMatchObject(refused)
    }
    expect(JSON.stringify(await asSystem(database.source, (manager) => rowsSeen(manager)))).toBe(before)
  })

  it('may not be swept away with its table', async () => {
    for (const { name } of await asSystem(database.source, tablesOf)) {
      const emptying = asCaller(database.source, caller('nyc'), (manager) => manager.query(`truncate ${name} cascade`))
      await expect(emptying).rejects.toMatchObject(refused)
    }
  })
})

describe('a referral between two agencies', () => {
  const write = (agency: string, statement: string) =>
    asCaller(database.source, caller('nyc', agency), async (manager) => (await manager.query(statement))[1] as number)

  it('is changed by no third agency', async () => {
    const change = `update referrals.referral set note = 'x' where from_agency = 'sends' and to_agency = 'receives' and status = 'REQUESTED'`
    expect(await Promise.all(agencies.map((agency) => write(agency, change)))).toEqual([2, 2, 0])
  })

  it('is not sent in the name of another agency', async () => {
    const tables = await asSystem(database.source, tablesOf)
    const queue = rows['referrals.intake_queue']!.find(({ city }) => city === 'nyc')!['id']
    const row = { city: 'nyc', queue_id: queue, from_agency: 'sends', to_agency: 'receives', status: 'DRAFT' }
    const add = (agency: string) =>
      asCaller(database.source, caller('nyc', agency), (manager) => addRow(manager, tables, 'referrals.referral', row))
    expect(await add('sends')).toMatchObject({ from_agency: 'sends' })
    for (const agency of ['receives', 'looks-on']) await expect(add(agency)).rejects.toMatchObject(refused)
  })

  it('is counted for every agency of the city without being shown, and a draft is not', async () => {
    const programs = rows['referrals.referral']!.filter(({ status }) => status === 'REQUESTED')
    const drafts = rows['referrals.referral']!.filter(({ status }) => status === 'DRAFT')
    const ids = [...programs, ...drafts].map((row) => row['program_id'] as string)
    const statuses = ['DRAFT', 'REQUESTED']
    const counted = (of: string, city: string) =>
      asCaller(database.source, caller(of, 'looks-on'), (manager) => referrals.counted(manager, city, ids, statuses))
    const inCity = (city: string) => [...programs.map((row) => (row['city'] === city ? 1 : 0)), ...drafts.map(() => 0)]
    expect(await counted('nyc', 'nyc')).toEqual(inCity('nyc'))
    expect(await counted('charlotte', 'charlotte')).toEqual(inCity('charlotte'))
    expect(await counted('nyc', 'charlotte')).toEqual(ids.map(() => 0))
  })
})

describe('the role of a call', () => {
  it('may do nothing but touch rows', async () => {
    const found = await database.source.query<object[]>(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname = any($1)`,
      [[place.roles.app, place.roles.system]],
    )
    const ordinary = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolcanlogin: false,
      memberships: 0,
    }
    expect(found).toEqual([ordinary, ordinary])
  })

  it.each(['commit', 'rollback'] as const)('is left with everything it set at %s', async (end) => {
    const state = `select current_user = session_user as itself, coalesce(current_setting('hub.city', true), '') as city,
      coalesce(current_setting('hub.agency', true), '') as agency, coalesce(current_setting('hub.resident', true), '') as resident`
    const work = openWork(database.source, {
      sub: people.nyc[0],
      city: 'nyc',
      agency: 'sends',
      roles: ['resident'],
      request: 'x',
    })
    const inside = await (await work.manager()).query<object[]>(state)
    await work[end]()
    expect(inside).toEqual([{ itself: false, city: 'nyc', agency: 'sends', resident: people.nyc[0] }])
    expect(await database.source.query(state)).toEqual([{ itself: true, city: '', agency: '', resident: '' }])
  })

  it('is kept whatever stands in the token', async () => {
    const odd = {
      sub: "it's",
      city: "nyc' or true --",
      agency: "\\', true); reset role; --",
      roles: ['resident' as const],
      request: 'x',
    }
    expect(Object.values(await asCaller(database.source, odd, (manager) => rowsSeen(manager))).flat()).toEqual([])
  })

  it('holds in a savepoint, and after one that failed', async () => {
    const work = openWork(database.source, caller('nyc'))
    await expect(work.savepoint((manager) => manager.query('select 1 / 0'))).rejects.toThrow('division by zero')
    const seen = await work.savepoint((manager) => manager.query<object[]>('select distinct city from residents.resident'))
    await work.rollback()
    expect(seen).toEqual([{ city: 'nyc' }])
  })

  it('is no way past the wall for the code of a call: the user behind it sees no more without it', async () => {
    const seen = await asCaller(database.source, caller('nyc'), async (manager) => {
      await manager.query('reset role')
      return manager.query<object[]>('select distinct city from residents.resident')
    })
    expect(seen).toEqual([{ city: 'nyc' }])
  })
})

/** A value of a row as JSON, as it is written again. */
function asValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value
}
