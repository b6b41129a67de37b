import type { SubgraphName } from '../config'
import type { Manager } from '../database/work'
import { dayIn } from '../days'
import { type Held, isPast } from './judge'
import type { Retention } from './kinds'

export type TraceKind = 'outbox' | 'idempotency' | 'usedRequests'

/** Rows that a subgraph keeps beside its records: about requests and events, not about people. */
interface Trace {
  readonly kind: TraceKind
  readonly table: string
  /** What names a row, as text; which rows a list `$2` of such names means. */
  readonly id: string
  readonly named: string
  /** The instant from which its period counts; which rows are the city's. */
  readonly since: string
  readonly ofCity: string
  readonly schemas: readonly SubgraphName[]
}

const everySubgraph = ['residents', 'programs', 'conversations', 'referrals'] as const

/** Used ids have no city: `$1` is named, since a parameter that nothing reads has no type. */
const traces: readonly Trace[] = [
  {
    kind: 'outbox',
    table: 'outbox',
    id: 'id::text',
    named: 'id = any($2::uuid[])',
    since: 'delivered_at',
    ofCity: 'city = $1',
    schemas: everySubgraph,
  },
  {
    kind: 'idempotency',
    table: 'idempotency',
    id: 'json_build_array(caller, key)::text',
    named: '(caller, key) in (select name::json->>0, name::json->>1 from unnest($2::text[]) name)',
    since: 'created_at',
    ofCity: 'city = $1',
    schemas: ['residents', 'conversations', 'referrals'],
  },
  {
    kind: 'usedRequests',
    table: 'used_request',
    id: 'id::text',
    named: 'id = any($2::uuid[])',
    since: 'expires_at',
    ofCity: '$1::text is not null',
    schemas: everySubgraph,
  },
]

/** Where a sweep looks: one table of one subgraph. */
export interface Sweep extends Omit<Trace, 'schemas'> {
  readonly schema: SubgraphName
}

/** Every table that is swept, in a fixed order. */
export const sweeps: readonly Sweep[] = traces.flatMap(({ schemas, ...trace }) => schemas.map((schema) => ({ ...trace, schema })))

/** A row of a sweep: by what it is deleted, and the instant, exact to the microsecond as text. */
export interface Trail {
  readonly id: string
  readonly at: string
  readonly since: Date
}

interface Until {
  readonly city: string
  /** No row from this instant on is read: a bound for the statement, not the decision. */
  readonly before: Date
  readonly after: Pick<Trail, 'at' | 'id'> | undefined
  readonly first: number
  readonly lock: boolean
}

/** The next rows of a table in the order of their instants. What somebody else has locked is passed over and is found by the next run. */
export function trailOf(
  manager: Manager,
  { schema, table, id, since, ofCity }: Sweep,
  { city, before, after, first, lock }: Until,
): Promise<Trail[]> {
  return manager.query<Trail[]>(
    `select ${id} as id, ${since}::text as at, ${since} as since from "${schema}"."${table}"
     where ${ofCity} and ${since} < $2 and ($3::timestamptz is null or (${since}, ${id}) > ($3::timestamptz, $4::text))
     order by ${since}, ${id} limit ${first}${lock ? ' for update skip locked' : ''}`,
    [city, before, after?.at ?? null, after?.id ?? null],
  )
}

/** Those whose period is over. */
export function pastOf(trail: readonly Trail[], { kind }: Sweep, retention: Retention, zone: string, today: string): Trail[] {
  return trail.filter(({ since }) => isPast(dayIn(zone, since), retention[kind], today))
}

export async function removeTrail(manager: Manager, sweep: Sweep, city: string, ids: readonly string[]): Promise<void> {
  const { schema, table, named, ofCity } = sweep
  if (ids.length > 0) await manager.query(`delete from "${schema}"."${table}" where ${ofCity} and ${named}`, [city, ids])
}

/** Events of residents that are still to be passed on: whom they are about has to stay. */
export async function pendingOf(manager: Manager, schema: string, city: string, residentIds: readonly string[]): Promise<Held[]> {
  const rows = await manager.query<{ id: string; residentId: string }[]>(
    `select id, resident_id as "residentId" from "${schema}".outbox
     where city = $1 and resident_id = any($2::uuid[]) and delivered_at is null and dead_at is null`,
    [city, residentIds],
  )
  return rows.map(({ id, residentId }) => ({ kind: 'outbox', id, residentId, since: null, cites: [residentId] }))
}
