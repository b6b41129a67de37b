import type { DataSource } from 'typeorm'
import type { AuditEntry } from '../../runtime/audit/entry'
import { record } from '../../runtime/audit/record'
import type { Caller } from '../../runtime/caller'
import { type SubgraphName, subgraphNames } from '../../runtime/config'
import { asSystem } from '../../runtime/database/as'
import type { Manager } from '../../runtime/database/work'
import { addDays } from '../../runtime/days'
import { type Held, judge, type Judged } from '../../runtime/retention/judge'
import type { Place } from '../../runtime/retention/keeper'
import type { Retention } from '../../runtime/retention/kinds'
import { pastOf, removeTrail, type Sweep, sweeps, type TraceKind, type Trail, trailOf } from '../../runtime/retention/traces'
import { attemptsAtNobody } from '../../subgraphs/conversations/store/retention'
import { judgedTogether } from '../../subgraphs/residents/domain/ends'
import { housed } from '../../subgraphs/residents/store/retention'
import { keepers, recorded } from './keepers'

/** One purge of one city by its table. */
export interface Purge {
  readonly source: DataSource
  readonly city: string
  readonly timeZone: string
  readonly retention: Retention
  /** The day in the city by which the periods are judged. */
  readonly today: string
  /** Nothing is written. */
  readonly dryRun: boolean
  /** Who is on record for it. */
  readonly who: Caller
  readonly now: () => Date
  /** How many residents, and how many rows of what is beside the records, one transaction takes. */
  readonly residentsAtOnce?: number
  readonly rowsAtOnce?: number
}

/** What one transaction has deleted, or would: it is committed when it is told. */
export interface Batch extends Judged {
  /** How many residents were looked at. */
  readonly looked: number
  /** Rows beside the records, as they are no records of anybody: how many of which kind, of which subgraph. */
  readonly traces?: { readonly kind: TraceKind; readonly schema: SubgraphName; readonly count: number }
}

/**
 * Deletes what a city's table says must go, batch after batch, each with its record in the audit log in one transaction. Cut off
 * anywhere it leaves whole batches, and the next run goes on from what is there: what it has looked at and left is looked at again.
 */
export async function* purge(job: Purge): AsyncGenerator<Batch> {
  yield* cases(job)
  yield* nobodys(job)
  for (const sweep of sweeps) yield* swept(job, sweep)
}

/** Everything about people: all about a resident is judged at once, with all about those of their household. */
async function* cases(job: Purge): AsyncGenerator<Batch> {
  let after: string | undefined
  for (;;) {
    const batch = await transaction(job, async (manager, place) => {
      const page = await nextResidents(manager, job, after)
      const ids = judgedTogether(page, await housed(manager, job.city, page))
      const held: Held[] = []
      for (const keeper of keepers) held.push(...(await keeper.held(manager, place, ids)))
      return { last: page.at(-1), looked: page.length, ...(await letGo(manager, job, held)) }
    })
    if (batch.last === undefined) return
    after = batch.last
    yield batch
  }
}

/** The next residents by id about whom any subgraph holds something. */
async function nextResidents(manager: Manager, { city, residentsAtOnce: first = 100 }: Purge, after: string | undefined) {
  const ids = new Set<string>()
  for (const keeper of keepers) for (const id of await keeper.idsAfter(manager, city, after, first)) ids.add(id)
  return [...ids].sort().slice(0, first)
}

/** Attempts at which nobody on record was met. */
async function* nobodys(job: Purge): AsyncGenerator<Batch> {
  const { rowsAtOnce: first = 500 } = job
  let after: string | undefined
  for (;;) {
    const batch = await transaction(job, async (manager, place) => {
      const held = await attemptsAtNobody(manager, place, after, first)
      return { last: held.at(-1)?.id, looked: 0, ...(await letGo(manager, job, held)) }
    })
    if (batch.last === undefined) return
    after = batch.last
    yield batch
  }
}

async function letGo(manager: Manager, job: Purge, held: readonly Held[]): Promise<Judged> {
  const judged = judge(held, job.retention, job.today)
  if (job.dryRun || judged.goes.length === 0) return judged
  for (const keeper of keepers) await keeper.remove(manager, job.city, judged.goes)
  for (const log of subgraphNames) {
    const gone = judged.goes.filter(({ kind }) => recorded[kind].log === log)
    await record(manager, log, job.who, job.now(), gone.map(entryOf))
  }
  return judged
}

function entryOf({ kind, id, residentId }: Held): AuditEntry {
  const { type } = recorded[kind]
  return { action: 'PURGE', operation: 'hub purge', subjectType: type, subjectId: id, residentId, fields: [type] }
}

/** Rows beside the records; of these the log tells how many went. */
async function* swept(job: Purge, sweep: Sweep): AsyncGenerator<Batch> {
  const { city, timeZone, retention, today, dryRun, rowsAtOnce: first = 500 } = job
  const { kind, schema } = sweep
  // A day more than the period: where the day of an instant ends is the city's.
  const before = new Date(`${addDays(today, 1 - retention[kind])}T23:59:59Z`)
  let after: Trail | undefined
  for (;;) {
    const { trail, past } = await transaction(job, async (manager, { lock }) => {
      const found = await trailOf(manager, sweep, { city, before, after, first, lock })
      const over = pastOf(found, sweep, retention, timeZone, today)
      if (!dryRun && over.length > 0) {
        await removeTrail(
          manager,
          sweep,
          city,
          over.map(({ id }) => id),
        )
        const fields = [`${kind}: ${over.length}`]
        await record(manager, schema, job.who, job.now(), [
          { action: 'PURGE', operation: 'hub purge', subjectType: kind, fields },
        ])
      }
      return { trail: found, past: over }
    })
    if (past.length > 0) yield { looked: 0, goes: [], kept: [], traces: { kind, schema, count: past.length } }
    after = trail.at(-1)
    if (trail.length < first) return
  }
}

/** A batch may take longer than a call's statement may. */
function transaction<T>(
  { source, city, timeZone, dryRun }: Purge,
  work: (manager: Manager, place: Place) => Promise<T>,
): Promise<T> {
  return asSystem(source, async (manager) => {
    await manager.query(`set local statement_timeout = '60s'`)
    return work(manager, { city, timeZone, lock: !dryRun })
  })
}
