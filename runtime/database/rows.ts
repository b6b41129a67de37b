import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'

/** A row that belongs to a city. Every read names the city: another city's rows are not found. */
export interface CityRow extends ObjectLiteral {
  readonly id: string
  readonly city: string
}

/** Where a list goes on, and how far: see `schema/shared/connection.ts`. */
export interface Slice {
  readonly first: number
  readonly after: { readonly at: string; readonly id: string } | undefined
}

/** The column a list is sorted by, with the id behind it; `type` is the column's type in PostgreSQL. */
export interface Order<Row> {
  readonly by: keyof Row & string
  readonly type: 'timestamptz' | 'date' | 'text'
  readonly direction: 'asc' | 'desc'
}

type Filter<Row> = { readonly [Name in keyof Row]?: unknown }

/** The rows of these ids in the order of the ids; undefined where there is none in the city. One statement. */
export async function findByIds<Row extends CityRow>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  city: string,
  ids: readonly string[],
): Promise<(Row | undefined)[]> {
  const { table, columns } = shapeOf(manager, target)
  const rows = await manager.query<Row[]>(`select ${columns} from ${table} where id = any($1::uuid[]) and city = $2`, [ids, city])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id))
}

/** A condition on the rows `t` of a page; `value` gives what stands for a value in it. */
export type Only = (value: (one: unknown) => string) => string

/** One page of a city's rows and one row more, which says that there is a next page. A filter of a list means any of it. */
export async function findPage<Row extends CityRow>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  city: string,
  filter: Filter<Row>,
  order: Order<Row>,
  slice: Slice,
  only?: Only,
): Promise<Row[]> {
  const shape = shapeOf(manager, target)
  const values: unknown[] = [city]
  const value = (one: unknown) => `$${values.push(one)}`
  const conditions = [
    't.city = $1',
    ...filtered(shape, filter, values),
    ...continued(shape, order, slice, values),
    ...(only ? [only(value)] : []),
  ]
  return manager.query<Row[]>(
    `select ${shape.columns} from ${shape.table} t where ${conditions.join(' and ')} ${sorted(shape, order)} limit ${slice.first + 1}`,
    values,
  )
}

/**
 * The same page for each of many parents, in one statement: the count of statements must not grow with the list.
 *
 * @returns the rows of each parent, in the order of the parents
 */
export async function findPages<Row extends CityRow>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  city: string,
  parent: { readonly column: keyof Row & string; readonly ids: readonly string[] },
  filter: Filter<Row>,
  order: Order<Row>,
  slice: Slice,
): Promise<Row[][]> {
  const shape = shapeOf(manager, target)
  const values: unknown[] = [city, parent.ids]
  const conditions = [
    `t.${shape.column(parent.column)} = parent.id`,
    't.city = $1',
    ...filtered(shape, filter, values),
    ...continued(shape, order, slice, values),
  ]
  const rows = await manager.query<Row[]>(
    `select page.* from unnest($2::uuid[]) as parent(id) cross join lateral (
       select ${shape.columns} from ${shape.table} t where ${conditions.join(' and ')} ${sorted(shape, order)} limit ${slice.first + 1}
     ) page`,
    values,
  )
  const byParent = new Map<string, Row[]>(parent.ids.map((id) => [id, []]))
  for (const row of rows) byParent.get(row[parent.column])?.push(row)
  return parent.ids.map((id) => byParent.get(id) ?? [])
}

interface Shape {
  readonly table: string
  readonly columns: string
  /** The type of the ids in PostgreSQL. */
  readonly idType: string
  column(property: string): string
}

/** Names come from the row class alone, never from a caller. */
function shapeOf(manager: EntityManager, target: EntityTarget<ObjectLiteral>): Shape {
  const metadata = manager.connection.getMetadata(target)
  const names = new Map(metadata.columns.map((column) => [column.propertyName, `"${column.databaseName}"`]))
  return {
    table: metadata.tablePath
      .split('.')
      .map((part) => `"${part}"`)
      .join('.'),
    columns: [...names].map(([property, column]) => `${column} as "${property}"`).join(', '),
    idType: String(metadata.primaryColumns[0]?.type),
    column: (property) => names.get(property) as string,
  }
}

function filtered(shape: Shape, filter: object, values: unknown[]): string[] {
  return Object.entries(filter)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([property, wanted]) => {
      values.push(wanted)
      return Array.isArray(wanted)
        ? `t.${shape.column(property)} = any($${values.length})`
        : `t.${shape.column(property)} = $${values.length}`
    })
}

function continued<Row>(shape: Shape, order: Order<Row>, slice: Slice, values: unknown[]): string[] {
  if (!slice.after) return []
  values.push(slice.after.at, slice.after.id)
  const sign = order.direction === 'asc' ? '>' : '<'
  return [
    `(t.${shape.column(order.by)}, t.id) ${sign} ($${values.length - 1}::${order.type}, $${values.length}::${shape.idType})`,
  ]
}

function sorted<Row>(shape: Shape, order: Order<Row>): string {
  return `order by t.${shape.column(order.by)} ${order.direction}, t.id ${order.direction}`
}
