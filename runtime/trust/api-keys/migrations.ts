import type { MigrationInterface, QueryRunner } from 'typeorm'

class ApiKeys1795527000000 implements MigrationInterface {
  readonly name = 'ApiKeys1795527000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table gateway.api_key (
      id uuid primary key,
      city text not null,
      agency text not null,
      name text not null,
      scopes text[] not null check (cardinality(scopes) > 0),
      secret_hash bytea not null check (length(secret_hash) = 32),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      check (expires_at > created_at and expires_at <= created_at + interval '8760 hours')
    )`)
    await runner.query('create index on gateway.api_key (city, agency, name)')
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

export const migrations = [ApiKeys1795527000000]
