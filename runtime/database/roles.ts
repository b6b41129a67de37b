import { createHash } from 'node:crypto'
import type { DataSource } from 'typeorm'

/** What the hub becomes in its own database: `app` for a call, which sees one city, `system` for what is no one city's. */
export interface Roles {
  readonly app: string
  readonly system: string
}

/** PostgreSQL cuts a longer name off, and two databases could then share a role. */
const longest = 63

/** The roles of a database. Roles belong to the whole server, so the database's name is in theirs, or its hash where it is too long. */
export function rolesOf(database: string): Roles {
  const fits = Buffer.byteLength(`hub_${database}_system`) <= longest
  const part = fits ? database : createHash('sha256').update(database).digest('hex').slice(0, 32)
  return { app: `hub_${part}_app`, system: `hub_${part}_system` }
}

/** The roles of the database that is open. */
export function rolesIn(source: DataSource): Roles {
  return rolesOf(source.driver.database as string)
}
