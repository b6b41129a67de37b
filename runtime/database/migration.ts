import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A migration that runs these statements. `name` ends with the thirteen digits of its place among the migrations of its schema. */
export function migrationOf(name: string, statements: readonly string[]): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement)
    }

    /** Migrations only go forward. */
    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward.'))
    }
  }
}
