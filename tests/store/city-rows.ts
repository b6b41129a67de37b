import type { DataSource, EntityManager } from 'typeorm'
import { allModels } from '../../cli/subgraphs'
import { type Caller, everyCity, hubCaller } from '../../runtime/caller'
import { asSystem } from '../../runtime/database/as'
import { openWork } from '../../runtime/database/work'
import { newId } from '../../runtime/ids'
import { addRow, cityTables, type CityTable, type Row } from './any-row'

export const cities = ['nyc', 'charlotte'] as const
export const agencies = ['sends', 'receives', 'looks-on'] as const
const statuses = ['DRAFT', 'REQUESTED'] as const

/** Two residents of each city. */
export interface People {
  readonly nyc: readonly [string, string]
  readonly charlotte: readonly [string, string]
}

/** Puts rows of both cities into every table there is: of two residents where it is about residents, and referrals between all agencies. */
export function addRows(source: DataSource): Promise<People> {
  return asSystem(source, async (manager) => {
    const tables = await tablesOf(manager)
    const people = { nyc: [newId(), newId()] as const, charlotte: [newId(), newId()] as const }
    for (const city of cities) {
      for (const resident_id of people[city]) await addRowsOf(manager, tables, { city, resident_id })
      for (const { name } of tables.filter((table) => !hasResident(table) && !special.has(table.name)))
        await addRow(manager, tables, name, { city })
    }
    return people
  })
}

/** What one agency or two may see alone. */
export const ofAgencies: ReadonlySet<string> = new Set([
  'referrals.referral',
  'referrals.referral_event',
  'residents.revocation_notice',
])

const special = new Set(['residents.resident', ...ofAgencies])
const hasResident = ({ columns }: CityTable) => columns.some(({ name }) => name === 'resident_id')

async function addRowsOf(manager: EntityManager, tables: readonly CityTable[], whose: Row): Promise<void> {
  const { city, resident_id } = whose
  await addRow(manager, tables, 'residents.resident', { city, id: resident_id })
  for (const { name } of tables.filter(hasResident)) if (!special.has(name)) await addRow(manager, tables, name, whose)
  for (const { name, columns } of tables)
    if (columns.some((column) => column.name === 'caller'))
      await addRow(manager, tables, name, { city, caller: `${city}/${resident_id}` })
  for (const from_agency of agencies)
    for (const to_agency of agencies)
      for (const status of statuses) {
        const row = { ...whose, from_agency, to_agency, status }
        const { id } = await addRow(manager, tables, 'referrals.referral', row)
        await addRow(manager, tables, 'referrals.referral_event', { city, referral_id: id })
      }
  for (const agency of agencies) await addRow(manager, tables, 'residents.revocation_notice', { ...whose, agency })
}

export function tablesOf(manager: EntityManager): Promise<CityTable[]> {
  return cityTables(
    manager,
    allModels.map(({ schema }) => schema),
  )
}

export type Tables = Readonly<Record<string, readonly Row[]>>

/** Every row that is seen, by the name of its table: of all tables, or of those that are named. One statement. */
export async function rowsSeen(manager: EntityManager, named?: readonly string[]): Promise<Tables> {
  const tables = named ?? (await tablesOf(manager)).map(({ name }) => name)
  const columns = tables.map((name) => `(select coalesce(jsonb_agg(to_jsonb(t)), '[]') from ${name} t) as "${name}"`)
  const [seen] = await manager.query<Tables[]>(`select ${columns.join(', ')}`)
  return seen as Tables
}

/** Callers of every standing there is: each agency of each city, the residents of both, nobody's, and the hub itself in one city and in all. */
export function callers(people: People): Caller[] {
  const workers = cities.flatMap((city) =>
    agencies.map((agency): Caller => ({ sub: `worker of ${agency}`, city, agency, roles: ['caseworker'], request: 'x' })),
  )
  const residents = [...people.nyc, ...people.charlotte].flatMap((sub) =>
    cities.map((city): Caller => ({ sub, city, agency: 'sends', roles: ['resident', 'caseworker'], request: 'x' })),
  )
  const nobody: Caller = { sub: 'nobody', city: '', agency: '', roles: ['caseworker'], request: 'x' }
  return [...workers, ...residents, nobody, hubCaller('nyc'), hubCaller(everyCity)]
}

/** What security.md promises, in words of its own: the policies are measured by it. */
function maySee(caller: Caller, table: string, row: Row, rows: Tables): boolean {
  if (caller.roles.includes('hub')) return true
  if (row['city'] !== caller.city) return false
  const isOwn = !caller.roles.includes('resident')
    ? () => true
    : (whose: unknown) => typeof whose === 'string' && whose === caller.sub
  if (table === 'residents.resident') return isOwn(row['id'])
  if (table === 'residents.household')
    return rows['residents.resident']!.some((one) => one['household_id'] === row['id'] && isOwn(one['id'])) || isOwn(undefined)
  if (table === 'referrals.referral') {
    if (caller.roles.includes('resident')) return isOwn(row['resident_id']) && row['status'] !== 'DRAFT'
    return row['from_agency'] === caller.agency || (row['to_agency'] === caller.agency && row['status'] !== 'DRAFT')
  }
  if (table === 'referrals.referral_event') {
    const referral = rows['referrals.referral']!.find(({ id }) => id === row['referral_id']) as Row
    return maySee(caller, 'referrals.referral', referral, rows)
  }
  if (table === 'residents.revocation_notice') return row['agency'] === caller.agency && isOwn(row['resident_id'])
  if ('resident_id' in row) return isOwn(row['resident_id'])
  if ('caller' in row) return !caller.roles.includes('resident') || row['caller'] === `${caller.city}/${caller.sub}`
  return true
}

/** The tables, of all or of those that are named, in which some caller sees other rows than they may: none where the wall stands. */
export async function wrongTables(
  source: DataSource,
  rows: Tables,
  people: People,
  named = Object.keys(rows),
): Promise<string[]> {
  const wrong = new Set<string>()
  for (const caller of callers(people)) {
    const seen = await asCaller(source, caller, (manager) => rowsSeen(manager, named))
    for (const table of named) {
      const may = rows[table]!.filter((row) => maySee(caller, table, row, rows))
      if (sorted(seen[table]!).join('\n') !== sorted(may).join('\n')) wrong.add(table)
    }
  }
  return [...wrong].toSorted()
}

const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).toSorted()

/** What a caller's call does in the database, taken back. */
export async function asCaller<T>(source: DataSource, caller: Caller, look: (manager: EntityManager) => Promise<T>): Promise<T> {
  const work = openWork(source, caller)
  try {
    return await look(await work.manager())
  } finally {
    await work.rollback()
  }
}
