import type { EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm'

/** What one subgraph keeps: its own PostgreSQL schema, the rows in it and the migrations that make it. */
export interface Model {
  readonly schema: string
  readonly rows: readonly (EntityTarget<ObjectLiteral> & (new () => ObjectLiteral))[]
  readonly migrations: readonly (new () => MigrationInterface)[]
}
