import type { MigrationInterface, QueryRunner } from 'typeorm'
import { usedRequestTable } from '../../../runtime/trust/used-requests'

class Programs1764000000000 implements MigrationInterface {
  readonly name = 'Programs1764000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table programs.release (
      city text not null,
      program text not null,
      sha256 text not null,
      definition jsonb not null,
      loaded_at timestamptz not null,
      primary key (city, program, sha256)
    )`)
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

class UsedRequests1795527000000 implements MigrationInterface {
  readonly name = 'UsedRequests1795527000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(usedRequestTable('programs'))
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

export const migrations = [Programs1764000000000, UsedRequests1795527000000]
