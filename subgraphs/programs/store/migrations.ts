import type { MigrationInterface, QueryRunner } from 'typeorm'
import { auditTables } from '../../../runtime/audit/tables'
import { migrationOf } from '../../../runtime/database/migration'
import { outboxTable } from '../../../runtime/outbox/table'
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

export const migrations = [
  Programs1764000000000,
  migrationOf('ProgramsOutbox1764018000001', outboxTable('programs')),
  migrationOf('ProgramsAudit1764200000000', auditTables('programs')),
  migrationOf('ProgramsUsedRequests1795527000000', [usedRequestTable('programs')]),
]
