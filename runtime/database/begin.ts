import { escapeLiteral } from 'pg'
import type { DataSource, QueryRunner } from 'typeorm'

/** As whom a transaction looks at the rows: the policies of the tables read nothing else. */
export interface Standing {
  readonly role: string
  readonly city: string
  readonly agency: string
  /** The id of a resident who calls for themselves; empty for everybody else. */
  readonly resident: string
}

/**
 * Opens a transaction in which the rows are seen as by the standing; everything is back when it ends. One round trip for both; the
 * settings are literals, since a text of two statements takes no parameters.
 */
export async function begin(source: DataSource, { role, city, agency, resident }: Standing): Promise<QueryRunner> {
  const settings = { role, 'hub.city': city, 'hub.agency': agency, 'hub.resident': resident }
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`)
  const queryRunner = source.createQueryRunner()
  try {
    await queryRunner.query(`begin; select ${set.join(', ')}`)
    // What TypeORM's startTransaction keeps track of besides sending a statement of its own.
    Object.assign(queryRunner, { isTransactionActive: true, transactionDepth: 1 })
    return queryRunner
  } catch (error) {
    await queryRunner.query('rollback').catch(() => undefined)
    await queryRunner.release()
    throw error
  }
}

/**
 * PostgreSQL answers COMMIT of a transaction in which a statement has failed with a silent ROLLBACK. Any other statement fails then
 * (25P02) and what follows it is not run, so one goes before, in the same round trip: what was taken back is never acknowledged.
 */
export async function commit(queryRunner: QueryRunner): Promise<void> {
  try {
    await queryRunner.query('select 1; commit')
    // What TypeORM's commitTransaction keeps track of besides sending a statement of its own.
    Object.assign(queryRunner, { isTransactionActive: false, transactionDepth: 0 })
  } catch (error) {
    await queryRunner.rollbackTransaction().catch(() => undefined)
    throw error
  }
}
