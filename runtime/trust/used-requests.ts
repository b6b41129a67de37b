import type { DataSource } from 'typeorm'
import type { Once } from './forward'

/**
 * The table in which a subgraph keeps the ids of the requests that have changed something: replicas share no memory, so that only their
 * database can tell that one was used. A migration of each subgraph.
 */
export function usedRequestTable(schema: string): string {
  return `create table "${schema}".used_request (
    id uuid primary key,
    expires_at timestamptz not null
  );
  create index on "${schema}".used_request (expires_at)`
}

/**
 * Whether this is the first use of the id, which is thereby used. Ids that are not taken any more go at the same time, ten minutes late, as the
 * clocks of the database and of a subgraph may differ, and past each other, so that two of these never wait for each other's rows. One statement.
 */
export async function isFirstUse(source: DataSource, schema: string, { id, expires }: Once): Promise<boolean> {
  const inserted = await source.query<unknown[]>(
    `with gone as (
       delete from "${schema}".used_request where id in (
         select id from "${schema}".used_request where expires_at < now() - interval '10 minutes' limit 100 for update skip locked
       )
     )
     insert into "${schema}".used_request (id, expires_at) values ($1, to_timestamp($2)) on conflict do nothing returning 1`,
    [id, expires],
  )
  return inserted.length === 1
}
