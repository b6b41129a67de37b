import type { MigrationInterface, QueryRunner } from 'typeorm'
import { auditTables } from './tables'

/** The migration that gives a schema its audit log. Its name says whose it is and when it came to be. */
export function auditMigration(schema: string, name: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of auditTables(schema)) await runner.query(statement)
    }

    /** Migrations only go forward. */
    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward.'))
    }
  }
}
