import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Caller } from './caller'
import { isRefusal, type Refusal } from './errors'
import type { Facts } from './outbox/events'

/** What became of a change, without a word about a person: enough to find the record again and answer the same. */
export interface Done {
  readonly type: string
  readonly id: string
  readonly version: number
  /** Whom it is about, and codes that tell what kind of change it was: for the event of the change, and not kept with its key. */
  readonly residentId?: string | null
  readonly facts?: Facts
}

export type Outcome = Done | Refusal

/** One change as a client asked for it. `input` is hashed without its key, in a fixed order of fields. */
export interface Request {
  readonly operation: string
  readonly key: string
  readonly input: unknown
}

/** The table every subgraph keeps in its own schema; part of its first migration. */
export function idempotencyTable(schema: string): string {
  return `create table "${schema}".idempotency (
    caller text not null,
    key text not null,
    operation text not null,
    input_hash text not null,
    outcome jsonb,
    created_at timestamptz not null default now(),
    primary key (caller, key)
  )`
}

/**
 * The city of a row's caller, so that it is walled like every row of a city: part of a later migration. It is made of the caller, and no
 * statement names it.
 */
export function idempotencyCity(schema: string): string {
  return `alter table "${schema}".idempotency add column city text generated always as (split_part(caller, '/', 1)) stored not null`
}

/**
 * Runs the change once for the caller's key. A second send of the same key and input answers the first one's outcome, and one
 * that arrives while the first is under way waits for it: the row is written in the change's own transaction, so its unique key
 * blocks until that commits. The same key with another input is refused.
 */
export async function once(
  manager: EntityManager,
  schema: string,
  caller: Caller,
  request: Request,
  change: () => Promise<Outcome>,
): Promise<Outcome> {
  const who = `${caller.city}/${caller.sub}`
  const hash = createHash('sha256')
    .update(`${request.operation} ${stable(request.input)}`)
    .digest('hex')
  const inserted = await manager.query<unknown[]>(
    `insert into "${schema}".idempotency (caller, key, operation, input_hash) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [who, request.key, request.operation, hash],
  )
  if (inserted.length === 0) {
    const [row] = await manager.query<{ input_hash: string; outcome: Outcome }[]>(
      `select input_hash, outcome from "${schema}".idempotency where caller = $1 and key = $2`,
      [who, request.key],
    )
    if (row?.input_hash === hash) return row.outcome
    return {
      refused: 'IDEMPOTENCY_MISMATCH',
      field: 'idempotencyKey',
      message: 'this key was used before with another input; a new change needs a new key',
    }
  }
  const outcome = await change()
  await manager.query(`update "${schema}".idempotency set outcome = $3 where caller = $1 and key = $2`, [
    who,
    request.key,
    JSON.stringify(isRefusal(outcome) ? outcome : { type: outcome.type, id: outcome.id, version: outcome.version }),
  ])
  return outcome
}

/** JSON with the fields of every object in one order, so that two spellings of one input hash alike. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
