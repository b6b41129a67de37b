import { randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { newId } from '../../runtime/ids'

/** A table of the hub that has a column `city`, and what a row of it must have. */
export interface CityTable {
  readonly name: string
  readonly columns: readonly Column[]
}

interface Column {
  readonly name: string
  readonly type: string
  /** The table that it refers to by its id. */
  readonly refers: string | null
  /** PostgreSQL fills it in, or it may stay empty. */
  readonly filled: boolean
  /** PostgreSQL alone writes it. */
  readonly generated: boolean
  /** The first of the values that a check lets in, where one names them. */
  readonly allowed: string | null
}

export type Row = Readonly<Record<string, any>>

/** Every table of the hub's schemas that has a column `city`, read from the catalog: one that is added tomorrow is among them. */
export function cityTables(manager: EntityManager, schemas: readonly string[]): Promise<CityTable[]> {
  return manager.query<CityTable[]>(
    `select c.oid::regclass::text as name, json_agg(json_build_object(
       'name', a.attname,
       'type', format_type(a.atttypid, null),
       'refers', (select confrelid::regclass::text from pg_constraint
                  where conrelid = c.oid and contype = 'f' and conkey = array[a.attnum]),
       'filled', not a.attnotnull or a.atthasdef or a.attidentity <> '',
       'generated', a.attgenerated <> '' or a.attidentity = 'a',
       'allowed', (select (regexp_match(pg_get_constraintdef(oid), 'ARRAY\\[''([^'']+)'''))[1] from pg_constraint
                   where conrelid = c.oid and contype = 'c' and conkey = array[a.attnum])
     ) order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any($1) and c.relkind in ('r', 'p')
       and exists (select from pg_attribute where attrelid = c.oid and attname = 'city' and not attisdropped)
     group by c.oid order by 1`,
    [schemas],
  )
}

const plain: Readonly<Record<string, () => unknown>> = {
  uuid: newId,
  text: () => `any ${newId()}`,
  'text[]': () => ['any'],
  'uuid[]': () => [],
  integer: () => 1,
  bigint: () => 1,
  boolean: () => true,
  date: () => '2026-01-01',
  'timestamp with time zone': later,
  jsonb: () => '{}',
  json: () => '{}',
  bytea: () => randomBytes(32),
}

let instants = 0
/** Each after the one before, so that what is made in the order of its columns does not end before it begins. */
function later(): Date {
  return new Date(Date.UTC(2026, 0, 1) + ++instants * 1_000)
}

/** Adds a row with these values, anything that fits in its other columns, and rows of the same city for it to refer to. */
export async function addRow(manager: EntityManager, tables: readonly CityTable[], name: string, given: Row): Promise<Row> {
  const table = tables.find((one) => one.name === name) as CityTable
  const values: Record<string, unknown> = {}
  for (const column of table.columns) {
    if (column.generated) continue
    if (column.name in given) values[column.name] = given[column.name]
    else if (column.filled) continue
    else if (column.refers !== null) {
      values[column.name] = (await addRow(manager, tables, column.refers, { city: given['city'] }))['id']
    } else values[column.name] = valueOf(column)
  }
  return insertRow(manager, name, values)
}

export async function insertRow(manager: EntityManager, table: string, values: Row): Promise<Row> {
  const names = Object.keys(values)
  const [row] = await manager.query<Row[]>(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning *`,
    Object.values(values),
  )
  return row as Row
}

function valueOf({ name, type, allowed }: Column): unknown {
  if (allowed !== null) return allowed
  const make = plain[type]
  if (!make) throw new Error(`no value of the type ${type} for ${name}`)
  return make()
}
