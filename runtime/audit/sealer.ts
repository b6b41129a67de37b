import type { Log } from '../log'
import type { Manager } from '../database/work'
import type { SealKey } from './keys'
import { type Logged, loggedColumns } from './logged'
import type { Run } from './run'
import { beginning, type Link, makeSeal } from './seal'

/** One sealer at a time in each schema, among all processes: the first of the two numbers of an advisory lock. */
const sealLock = 741_852

/** Rows in one batch. A thousand take some 20 ms, for which the embedded database answers nobody else. */
export const batchSize = 1_000

/**
 * Seals the rows that wait, those with the lowest ids first, as the next batch: five statements at most, whatever their number. To be called
 * in a transaction of its own, with whose end the lock goes.
 *
 * @returns how many rows were sealed: none where none wait or another process is sealing
 */
export async function sealBatch(manager: Manager, schema: string, key: SealKey, now: Date, most = batchSize): Promise<number> {
  const [state] = await manager.query<{ mine: boolean; waiting: boolean }[]>(
    `select pg_try_advisory_xact_lock($1, hashtext($2)) as mine, exists (select from "${schema}".audit_unsealed) as waiting`,
    [sealLock, schema],
  )
  if (!state?.mine || !state.waiting) return 0
  // Statements of their own: a statement that begins after the lock was taken sees what its last holder has committed.
  const [last = beginning] = await manager.query<Link[]>(
    `select batch, hash from "${schema}".audit_seal order by batch desc limit 1`,
  )
  const rows = await manager.query<Logged[]>(
    `select ${loggedColumns('a')} from "${schema}".audit_unsealed u join "${schema}".audit a on a.id = u.id order by u.id limit $1`,
    [most],
  )
  if (rows.length === 0) return 0
  const { batch, previous, ids, digests, count, hash, sealedAt, kid, signature } = makeSeal(schema, last, rows, now, key)
  await manager.query(
    `with sealed as (delete from "${schema}".audit_unsealed where id = any($3::bigint[]))
     insert into "${schema}".audit_seal (batch, previous, ids, digests, count, hash, sealed_at, kid, signature)
     values ($1, $2, $3::bigint[], $4, $5, $6, $7, $8, $9)`,
    [batch, previous, ids, digests, count, hash, sealedAt, kid, signature],
  )
  return count
}

export interface SealerOptions {
  readonly run: Run
  readonly schemas: readonly string[]
  readonly key: SealKey
  readonly log: Log
  readonly now?: () => Date
  /** Milliseconds from the end of a round to the next. */
  readonly every?: number | undefined
}

export interface Sealer {
  /** Seals what still waits, and ends. */
  close(): Promise<void>
}

const everyFewSeconds = 3_000

/** Seals the schemas' logs in the background until it is closed. What could not be sealed waits for the next round. */
export function startSealer({ run, schemas, key, log, now = () => new Date(), every = everyFewSeconds }: SealerOptions): Sealer {
  let closed = false

  async function sealAll(): Promise<void> {
    for (const schema of schemas) {
      try {
        while ((await run((manager) => sealBatch(manager, schema, key, now()))) === batchSize);
      } catch (error) {
        // The text of a database error can hold the row it is about.
        log.error(
          { schema, code: (error as { code?: string }).code },
          'the audit log could not be sealed: it will be tried again',
        )
      }
    }
  }

  async function round(): Promise<void> {
    await sealAll()
    if (!closed) timer = setTimeout(again, every).unref()
  }

  let sealing: Promise<void> = Promise.resolve()
  const again = () => {
    sealing = round()
  }
  let timer = setTimeout(again, every).unref()

  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await sealing
      await sealAll()
    },
  }
}
