import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import type { Caller } from '../caller'
import { begin, commit, type Standing } from './begin'
import { rolesIn } from './roles'

/** The way to the database inside the call's transaction. */
export type Manager = EntityManager

/**
 * The one transaction of a subgraph call. It opens with the first statement and closes before the reply leaves; nothing is
 * acknowledged that has not been committed, and no connection is held while another subgraph is asked. Inside it the rows of other
 * cities are not there: docs/decisions/016.
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
  const runner = () =>
    ended ? Promise.reject(new Error('the call has ended')) : (opening ??= begin(source, standingOf(source, caller)))
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
 * As whom a caller looks at the rows. A resident who calls for themselves is that resident, whatever other roles the token names. The hub
 * itself passes on what has happened, in every city and for every agency.
 */
function standingOf(source: DataSource, caller: Caller | undefined): Standing {
  const { app, system } = rolesIn(source)
  return {
    role: caller?.roles.includes('hub') ? system : app,
    city: caller?.city ?? '',
    agency: caller?.agency ?? '',
    resident: caller?.roles.includes('resident') ? caller.sub : '',
  }
}
