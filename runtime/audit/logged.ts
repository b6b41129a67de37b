import { createHash } from 'node:crypto'

/** The columns of a log in the order in which they are hashed. A seal covers each of them. */
export const columns = [
  'id',
  'at',
  'city',
  'agency',
  'sub',
  'roles',
  'request',
  'action',
  'operation',
  'subject_type',
  'subject_id',
  'resident_id',
  'purpose',
  'ground',
  'ground_id',
  'fields',
] as const

/** A row as it is hashed: every column as text, lists as lists. */
export type Logged = {
  readonly [Column in Exclude<(typeof columns)[number], 'id' | 'at'>]: string | readonly string[] | null
} & {
  readonly id: string
  /** In UTC, with the microseconds that PostgreSQL keeps: a Date has none, and a change of them would not be seen. */
  readonly at: string
}

/** The columns of the table `alias` as {@link Logged} has them. */
export function loggedColumns(alias: string): string {
  return columns.map((column) => (column === 'at' ? `${exactly(`${alias}.at`)} as at` : `${alias}.${column}`)).join(', ')
}

/** An instant in SQL as text of one form, whatever the session's time zone. */
export function exactly(expression: string): string {
  return `to_char(${expression} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** SHA-256 of a row. As a JSON array no two rows read as the same bytes. */
export function digestOf(row: Logged): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(columns.map((column) => row[column])))
    .digest()
}
