import type { MigrationInterface, QueryRunner } from 'typeorm'
import { auditTables } from '../../../runtime/audit/tables'

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

class ProgramsAudit1764200000000 implements MigrationInterface {
  readonly name = 'ProgramsAudit1764200000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of auditTables('programs')) await runner.query(statement)
  }

  /** Migrations only go forward. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward.'))
  }
}

export const migrations = [Programs1764000000000, ProgramsAudit1764200000000]
