import type { EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm'

/** What one subgraph keeps: its own PostgreSQL schema, the rows in it, the migrations that make it, and who sees which rows. */
export interface Model {
  readonly schema: string
  readonly rows: readonly (EntityTarget<ObjectLiteral> & (new () => ObjectLiteral))[]
  readonly migrations: readonly (new () => MigrationInterface)[]
  readonly walls?: readonly Wall[]
}

/**
 * What a call sees of a table's rows besides that they are of its city: a restrictive policy, for what is read and for what is written.
 * A change comes with a migration, since an older hub that starts meanwhile would put the old wall back: it refuses a newer schema.
 */
export interface Wall {
  readonly table: string
  readonly name: string
  readonly rows: string
}
