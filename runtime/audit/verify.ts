import type { Manager } from '../database/work'
import { checkChain, type Finding, outside } from './check'
import type { KnownKeys } from './keys'
import { exactly, type Logged, loggedColumns } from './logged'
import type { Run } from './run'
import { type Head, headOf, type Seal, sealColumns } from './seal'

export interface Verified {
  readonly schema: string
  readonly batches: number
  /** Rows under a seal. */
  readonly rows: number
  /** Rows that wait for the next seal, and when the oldest of them was recorded: so far nothing would show a change of them. */
  readonly unsealed: { readonly count: number; readonly oldest: string | null }
  readonly findings: readonly Finding[]
}

/** Batches that are read at once: at most so many thousand rows are in memory. */
const batchesAtOnce = 5

/** Rows outside the chain that are named; beyond these something else is wrong with the log. */
const mostNamed = 1_000

/** Reads a schema's log from its first batch to its newest row and tells what is wrong with it. */
export async function verifyLog(run: Run, schema: string, keys: KnownKeys, head?: Head): Promise<Verified> {
  const chain = checkChain(schema, keys, head)
  const findings: Finding[] = []
  let [last, batches, rows] = [0, 0, 0]
  for (;;) {
    const { seals, byId } = await run((manager) => readBatches(manager, schema, last))
    for (const seal of seals) {
      findings.push(...chain.batch(seal, (id) => byId.get(id)))
      rows += seal.ids.length
    }
    batches += seals.length
    last = seals.at(-1)?.batch ?? last
    if (seals.length < batchesAtOnce) break
  }
  const { unsealed, gone, unknown } = await run((manager) => readOutside(manager, schema))
  return {
    schema,
    batches,
    rows,
    unsealed,
    findings: [...findings, ...chain.end(), ...outside(schema, 'REMOVED', gone), ...outside(schema, 'UNKNOWN', unknown)],
  }
}

/** The newest seal of a log, to be kept outside the database; none where nothing is sealed yet. */
export async function readHead(run: Run, schema: string): Promise<Head | undefined> {
  const [seal] = await run((manager) =>
    manager.query<Seal[]>(`select ${sealColumns(schema)} from "${schema}".audit_seal order by batch desc limit 1`),
  )
  return seal && headOf(seal)
}

async function readBatches(manager: Manager, schema: string, after: number) {
  const seals = await manager.query<Seal[]>(
    `select ${sealColumns(schema)} from "${schema}".audit_seal where batch > $1 order by batch limit ${batchesAtOnce}`,
    [after],
  )
  const rows = await manager.query<Logged[]>(
    `select ${loggedColumns('a')} from "${schema}".audit a where a.id = any($1::bigint[])`,
    [seals.flatMap(({ ids }) => ids)],
  )
  return { seals, byId: new Map(rows.map((row) => [row.id, row])) }
}

interface Outside {
  readonly unsealed: { readonly count: number; readonly oldest: string | null }
  readonly gone: readonly string[]
  readonly unknown: readonly string[]
}

/** One statement, so that all of it is of one moment: rows go on being sealed meanwhile. */
async function readOutside(manager: Manager, schema: string): Promise<Outside> {
  // It reads the ids of the whole log, which takes longer than a call's statement may.
  await manager.query('set local statement_timeout = 0')
  const [found] = await manager.query<[Outside]>(
    `with wait as (
       select u.id, a.id is null as gone, a.at from "${schema}".audit_unsealed u left join "${schema}".audit a on a.id = u.id
     )
     select
       (select json_build_object('count', count(*), 'oldest', ${exactly('min(at)')}) from wait where not gone) as unsealed,
       array(select id from wait where gone order by id limit ${mostNamed}) as gone,
       array(
         select a.id from "${schema}".audit a
         where not exists (select from (select unnest(ids) as id from "${schema}".audit_seal) sealed where sealed.id = a.id)
           and not exists (select from "${schema}".audit_unsealed u where u.id = a.id)
         order by a.id limit ${mostNamed}
       ) as unknown`,
  )
  return found
}
