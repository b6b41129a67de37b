import { escapeLiteral } from 'pg'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import type { Caller } from '../caller'

/** The way to the database inside the call's transaction. */
export type Manager = EntityManager

/**
 * The one transaction of a subgraph call. It opens with the first statement and closes before the reply leaves; nothing is
 * acknowledged that has not been committed, and no connection is held while another subgraph is asked.
 */
export interface Work {
  /** The manager that is the only way to the database during the call. */
  manager(): Promise<Manager>
  /** Runs one change so that its failure takes back its own rows and nothing else of the call. */
  savepoint<T>(change: (manager: Manager) => Promise<T>): Promise<T>
  commit(): Promise<void>
  rollback(): Promise<void>
}

export function openWork(source: DataSource, caller: Caller | undefined): Work {
  let opening: Promise<QueryRunner> | undefined
  let ended = false

  // Work that outlives its call must not open a transaction that nobody would end.
  const runner = () => (ended ? Promise.reject(new Error('the call has ended')) : (opening ??= begin(source, caller)))
  const end = async (how: (queryRunner: QueryRunner) => Promise<void>) => {
    ended = true
    // Where it could not be opened, each field that needed it has said so.
    const queryRunner = await opening?.catch(() => undefined)
    if (!queryRunner) return
    opening = undefined
    try {
      await how(queryRunner)
    } finally {
      await queryRunner.release()
    }
  }
  return {
    manager: async () => (await runner()).manager,
    savepoint: async (change) => {
      const queryRunner = await runner()
      await queryRunner.startTransaction()
      try {
        const result = await change(queryRunner.manager)
        await queryRunner.commitTransaction()
        return result
      } catch (error) {
        await queryRunner.rollbackTransaction()
        throw error
      }
    },
    commit: () => end(commit),
    rollback: () => end((queryRunner) => queryRunner.rollbackTransaction()),
  }
}

/**
 * PostgreSQL answers COMMIT of a transaction in which a statement has failed with a silent ROLLBACK. Any statement fails then
 * (25P02), so one is sent before: what was taken back is never acknowledged.
 */
async function commit(queryRunner: QueryRunner): Promise<void> {
  try {
    await queryRunner.query('select 1')
    await queryRunner.commitTransaction()
  } catch (error) {
    await queryRunner.rollbackTransaction().catch(() => undefined)
    throw error
  }
}

/** One round trip for both; the settings are literals, since a text of two statements takes no parameters. */
async function begin(source: DataSource, caller: Caller | undefined): Promise<QueryRunner> {
  const queryRunner = source.createQueryRunner()
  const [city, agency] = [caller?.city ?? '', caller?.agency ?? ''].map(escapeLiteral)
  try {
    await queryRunner.query(`begin; select set_config('hub.city', ${city}, true), set_config('hub.agency', ${agency}, true)`)
    // What TypeORM's startTransaction keeps track of besides sending a statement of its own.
    Object.assign(queryRunner, { isTransactionActive: true, transactionDepth: 1 })
    return queryRunner
  } catch (error) {
    await queryRunner.query('rollback').catch(() => undefined)
    await queryRunner.release()
    throw error
  }
}
