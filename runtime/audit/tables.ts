/**
 * The statements that make a schema's audit log, for a migration of each subgraph.
 *
 * `audit` is the log and `audit_seal` the chain over it: both are only ever added to. `audit_unsealed` names the rows that no seal covers yet:
 * transactions commit in another order than they drew their ids in, so no id says how far the chain has come.
 */
export function auditTables(schema: string): readonly string[] {
  return [
    `create table "${schema}".audit (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      city text not null,
      agency text not null,
      sub text not null,
      roles text[] not null,
      request text not null,
      action text not null check (action in ('LOOK', 'CHANGE', 'EXPORT', 'PURGE')),
      operation text not null,
      subject_type text not null,
      subject_id uuid,
      resident_id uuid,
      purpose text,
      ground text check (ground in ('OWN', 'STEWARDSHIP', 'CONSENT', 'BREAK_GLASS')),
      ground_id uuid,
      fields text[] not null
    )`,
    `create index on "${schema}".audit (resident_id, at, id)`,
    `create index on "${schema}".audit (city, at, id)`,
    `create table "${schema}".audit_unsealed (id bigint primary key)`,
    `create table "${schema}".audit_seal (
      batch integer primary key,
      previous text not null,
      ids bigint[] not null,
      digests bytea not null,
      count integer not null,
      hash text not null,
      sealed_at timestamptz not null,
      kid text not null,
      signature text not null
    )`,
    `create function "${schema}".audit_is_only_added_to() returns trigger language plpgsql as $$
      begin
        raise exception '%.% is only ever added to: % is refused', tg_table_schema, tg_table_name, tg_op using errcode = 'insufficient_privilege';
      end
    $$`,
    ...['audit', 'audit_seal'].flatMap((table) => onlyAddedTo(schema, table)),
  ]
}

/** Triggers hold for the owner of a table too; as ALWAYS they also fire where replication has switched the others off. */
function onlyAddedTo(schema: string, table: string): readonly string[] {
  return [
    `create trigger keep_rows before update or delete on "${schema}"."${table}"
      for each row execute function "${schema}".audit_is_only_added_to()`,
    `create trigger keep_all before truncate on "${schema}"."${table}"
      for each statement execute function "${schema}".audit_is_only_added_to()`,
    `alter table "${schema}"."${table}" enable always trigger keep_rows`,
    `alter table "${schema}"."${table}" enable always trigger keep_all`,
  ]
}
