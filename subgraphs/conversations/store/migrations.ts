import type { MigrationInterface, QueryRunner } from 'typeorm'
import { idempotencyCity, idempotencyTable } from '../../../runtime/idempotency'
import { auditTables } from '../../../runtime/audit/tables'
import { migrationOf } from '../../../runtime/database/migration'
import { outboxTable } from '../../../runtime/outbox/table'
import { usedRequestTable } from '../../../runtime/trust/used-requests'

class Conversations1764000000000 implements MigrationInterface {
  readonly name = 'Conversations1764000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table conversations.campaign (
      id uuid primary key,
      city text not null,
      name text not null,
      agency text not null,
      goal text not null,
      starts_on date not null,
      ends_on date,
      version integer not null
    )`)
    await runner.query('create index on conversations.campaign (city, starts_on, id)')
    await runner.query(`create table conversations.conversation (
      id uuid primary key,
      city text not null,
      resident_id uuid,
      campaign_id uuid references conversations.campaign,
      channel text not null,
      outcome text not null,
      needs text[] not null,
      note text,
      place text,
      occurred_at timestamptz not null,
      recorded_at timestamptz not null,
      worker text not null,
      agency text not null,
      version integer not null
    )`)
    await runner.query('create index on conversations.conversation (resident_id, occurred_at, id)')
    await runner.query('create index on conversations.conversation (city, occurred_at, id)')
    await runner.query('create index on conversations.conversation (campaign_id, occurred_at, id)')
    await runner.query(`create table conversations.follow_up (
      id uuid primary key,
      city text not null,
      resident_id uuid not null,
      conversation_id uuid references conversations.conversation,
      due date not null,
      task text not null,
      status text not null,
      agency text not null,
      planned_by text not null,
      closed_at timestamptz,
      closed_by text,
      result text,
      version integer not null
    )`)
    await runner.query('create index on conversations.follow_up (resident_id, due, id)')
    await runner.query('create index on conversations.follow_up (city, agency, status, due, id)')
    await runner.query('create index on conversations.follow_up (conversation_id)')
    await runner.query(idempotencyTable('conversations'))
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

export const migrations = [
  Conversations1764000000000,
  migrationOf('ConversationsOutbox1764018000001', outboxTable('conversations')),
  migrationOf('ConversationsWall1764100000000', [idempotencyCity('conversations')]),
  migrationOf('ConversationsAudit1764200000000', auditTables('conversations')),
  migrationOf('ConversationsUsedRequests1795527000000', [usedRequestTable('conversations')]),
]
