import type { DataSource, EntityManager } from 'typeorm'
import { begin, commit, type Standing } from './begin'
import { rolesIn } from './roles'

type Task<T> = (manager: EntityManager) => Promise<T>

/** Runs what the hub does for one city outside a call, in a transaction that sees this city's rows alone and no agency's private ones. */
export function asCity<T>(source: DataSource, city: string, task: Task<T>): Promise<T> {
  return inTransaction(source, { role: rolesIn(source).app, city, agency: '', resident: '' }, task)
}

/** Runs what is no one city's, in a transaction that sees every row. Never for a call: nothing of a caller decides what it sees. */
export function asSystem<T>(source: DataSource, task: Task<T>): Promise<T> {
  return inTransaction(source, { role: rolesIn(source).system, city: '', agency: '', resident: '' }, task)
}

async function inTransaction<T>(source: DataSource, standing: Standing, task: Task<T>): Promise<T> {
  const queryRunner = await begin(source, standing)
  try {
    const result = await task(queryRunner.manager)
    await commit(queryRunner)
    return result
  } catch (error) {
    if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction().catch(() => undefined)
    throw error
  } finally {
    await queryRunner.release()
  }
}
