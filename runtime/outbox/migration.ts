import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The migration that gives a subgraph's schema its outbox. `name` ends with the thirteen digits of its place among the migrations. */
export function outboxMigration(schema: string, name: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`create table "${schema}".outbox (
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
      )`)
      const waiting = 'where delivered_at is null and dead_at is null'
      await runner.query(`create index on "${schema}".outbox (position) ${waiting}`)
      await runner.query(`create index on "${schema}".outbox (resident_id, position) ${waiting}`)
      await runner.query(`create index on "${schema}".outbox (position) where dead_at is not null`)
    }

    /** Migrations only go forward. */
    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward.'))
    }
  }
}
