import type { MigrationInterface, QueryRunner } from 'typeorm'
import { idempotencyCity, idempotencyTable } from '../../../runtime/idempotency'
import { auditTables } from '../../../runtime/audit/tables'
import { migrationOf } from '../../../runtime/database/migration'
import { outboxTable } from '../../../runtime/outbox/table'
import { usedRequestTable } from '../../../runtime/trust/used-requests'

class Referrals1764000000000 implements MigrationInterface {
  readonly name = 'Referrals1764000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table referrals.intake_queue (
      id uuid primary key,
      city text not null,
      code text not null,
      agency text not null,
      agency_id uuid not null,
      name jsonb not null,
      program_ids uuid[] not null,
      languages text[] not null,
      calendar jsonb not null,
      unique (city, code)
    )`)
    await runner.query(`create table referrals.referral (
      id uuid primary key,
      city text not null,
      resident_id uuid not null,
      program_id uuid not null,
      queue_id uuid not null references referrals.intake_queue,
      screening_id uuid,
      conversation_id uuid,
      from_agency text not null,
      to_agency text not null,
      status text not null,
      outcome text,
      note text,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      version integer not null
    )`)
    await runner.query('create index on referrals.referral (resident_id, created_at, id)')
    await runner.query('create index on referrals.referral (queue_id, created_at, id)')
    await runner.query('create index on referrals.referral (conversation_id, created_at, id)')
    await runner.query('create index on referrals.referral (city, program_id, status)')
    await runner.query(`create table referrals.referral_event (
      id uuid primary key,
      city text not null,
      referral_id uuid not null references referrals.referral,
      version integer not null,
      step text,
      from_status text,
      to_status text not null,
      reason text,
      outcome text,
      note text,
      at timestamptz not null,
      by text not null,
      agency text not null,
      unique (referral_id, version)
    )`)
    await runner.query('create index on referrals.referral_event (referral_id, at, id)')
    await runner.query(idempotencyTable('referrals'))
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

/** It runs as its owner, who is the system role once the wall has handed it over: it counts the rows that the caller does not see. */
const countOpen = `create function referrals.count_open(of_city text, program_ids uuid[], statuses text[])
  returns table (program_id uuid, count integer)
  language sql stable security definer set search_path = pg_catalog
  as $$
    select r.program_id, count(*)::integer from referrals.referral r
    where r.city = of_city and of_city = current_setting('hub.city', true) and r.program_id = any(program_ids)
      and r.status = any(statuses) and r.status <> 'DRAFT'
    group by r.program_id
  $$`

export const migrations = [
  Referrals1764000000000,
  migrationOf('ReferralsSentBy1764001000000', ['alter table referrals.referral add column sent_by text']),
  migrationOf('ReferralsOutbox1764018000001', outboxTable('referrals')),
  migrationOf('ReferralsWall1764100000000', [idempotencyCity('referrals'), countOpen]),
  migrationOf('ReferralsAudit1764200000000', auditTables('referrals')),
  migrationOf('ReferralsUsedRequests1795527000000', [usedRequestTable('referrals')]),
]
