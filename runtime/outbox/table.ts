/** The statements that give a subgraph's schema its outbox. */
export function outboxTable(schema: string): readonly string[] {
  const waiting = 'where delivered_at is null and dead_at is null'
  return [
    `create table "${schema}".outbox (
      id uuid primary key,
      position bigint generated always as identity,
      city text not null,
      resident_id uuid,
      event text not null,
      subject_type text not null,
      subject_id uuid not null,
      version integer not null,
      facts jsonb not null,
      agency text not null,
      at timestamptz not null,
      attempts integer not null default 0,
      next_at timestamptz not null,
      delivered_at timestamptz,
      dead_at timestamptz,
      last_error text
    )`,
    `create index on "${schema}".outbox (position) ${waiting}`,
    `create index on "${schema}".outbox (resident_id, position) ${waiting}`,
    `create index on "${schema}".outbox (position) where dead_at is not null`,
  ]
}
