import type { DataSource } from 'typeorm'
import { asSystem } from '../database/as'
import type { Manager } from '../database/work'

/** Runs work on the logs of every city in a transaction of its own. */
export type Run = <T>(work: (manager: Manager) => Promise<T>) => Promise<T>

/** Sealing, verifying and exporting are nobody's call: this is the one place that says as whom they come to the database. */
export function systemRun(source: DataSource): Run {
  return (work) => asSystem(source, work)
}
