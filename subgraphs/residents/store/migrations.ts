import type { MigrationInterface, QueryRunner } from 'typeorm'
import { idempotencyCity, idempotencyTable } from '../../../runtime/idempotency'
import { auditTables } from '../../../runtime/audit/tables'
import { migrationOf } from '../../../runtime/database/migration'
import { outboxTable } from '../../../runtime/outbox/table'
import { usedRequestTable } from '../../../runtime/trust/used-requests'

class Residents1764000000000 implements MigrationInterface {
  readonly name = 'Residents1764000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table residents.household (
      id uuid primary key,
      city text not null,
      facts jsonb not null,
      version integer not null,
      updated_at timestamptz not null
    )`)
    await runner.query(`create table residents.resident (
      id uuid primary key,
      city text not null,
      household_id uuid not null references residents.household,
      member_id uuid not null,
      given_name text,
      family_name text,
      family_key text,
      sort_name text not null,
      birth_date date,
      language text not null,
      address jsonb,
      contact_policy text not null,
      registered_by text not null,
      registered_at timestamptz not null,
      version integer not null
    )`)
    await runner.query('create index on residents.resident (city, sort_name, id)')
    await runner.query('create index on residents.resident (household_id)')
    await runner.query('create index on residents.resident (city, birth_date)')
    await runner.query('create index on residents.resident (city, family_key)')
    await runner.query(`create table residents.contact_point (
      id uuid primary key,
      city text not null,
      resident_id uuid not null references residents.resident,
      kind text not null,
      value text not null,
      preferred boolean not null
    )`)
    await runner.query('create index on residents.contact_point (resident_id)')
    await runner.query('create index on residents.contact_point (city, value)')
    await runner.query(`create table residents.screening (
      id uuid primary key,
      city text not null,
      resident_id uuid not null references residents.resident,
      household_id uuid not null references residents.household,
      facts jsonb not null,
      purpose text not null,
      as_of date not null,
      taken_at timestamptz not null,
      taken_by text not null,
      agency text not null
    )`)
    await runner.query('create index on residents.screening (resident_id, taken_at, id)')
    await runner.query(`create table residents.consent (
      id uuid primary key,
      city text not null,
      resident_id uuid not null references residents.resident,
      recipient_ids uuid[] not null,
      categories text[] not null,
      purposes text[] not null,
      given text not null,
      wording text not null,
      valid_from date not null,
      valid_to date,
      recorded_at timestamptz not null,
      recorded_by text not null,
      revoked_at timestamptz,
      version integer not null
    )`)
    await runner.query('create index on residents.consent (resident_id, recorded_at, id)')
    await runner.query(idempotencyTable('residents'))
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

/** What a consent names besides, how somebody is reached safely, who registered them, and emergencies. */
const consents = [
  `alter table residents.consent
      add column discloser_ids uuid[] not null default '{}',
      add column sensitive text[] not null default '{}'`,
  'alter table residents.resident add column safe_contact text, add column registered_sub text',
  `create table residents.break_glass (
      id uuid primary key,
      city text not null,
      resident_id uuid not null references residents.resident,
      sub text not null,
      agency text not null,
      reason text not null,
      opened_at timestamptz not null,
      until timestamptz not null
    )`,
  'create index on residents.break_glass (resident_id, opened_at, id)',
]

/** Who spoke with a resident last, and whom a revoked consent is told. */
const contactAndNotices = [
  `create table residents.contact_note (
      resident_id uuid primary key references residents.resident,
      city text not null,
      agency text not null,
      at timestamptz not null,
      conversation_id uuid not null
    )`,
  `create table residents.revocation_notice (
      id uuid primary key,
      city text not null,
      consent_id uuid not null references residents.consent,
      resident_id uuid not null references residents.resident,
      agency text not null,
      created_at timestamptz not null,
      received_at timestamptz,
      received_by text,
      receipt_id uuid,
      unique (consent_id, agency)
    )`,
  'create index on residents.revocation_notice (city, agency, created_at, id)',
  'create index on residents.revocation_notice (receipt_id)',
]

export const migrations = [
  Residents1764000000000,
  migrationOf('Consents1764001000000', consents),
  migrationOf('ResidentsOutbox1764018000001', outboxTable('residents')),
  migrationOf('ContactAndNotices1764018000002', contactAndNotices),
  migrationOf('ResidentsWall1764100000000', [idempotencyCity('residents')]),
  migrationOf('ResidentsAudit1764200000000', auditTables('residents')),
  migrationOf('ResidentsUsedRequests1795527000000', [usedRequestTable('residents')]),
]
