import type { Manager } from '../database/work'
import type { Held, HeldKind } from './judge'

/** Whose records are looked at; days are those of the city. */
export interface Place {
  readonly city: string
  readonly timeZone: string
  /** Nobody changes what was read until the end of the transaction: for whoever is about to delete. */
  readonly lock: boolean
}

/** What a subgraph does with its own records about residents. It knows no other subgraph's. */
export interface Keeper {
  readonly schema: string
  /** The next residents, by id, about whom it holds something; the first where `after` is undefined. A resident may be gone already. */
  idsAfter(manager: Manager, city: string, after: string | undefined, first: number): Promise<readonly string[]>
  /** All that it holds about the residents. */
  held(manager: Manager, place: Place, residentIds: readonly string[]): Promise<readonly Held[]>
  /** Deletes records that {@link held} has named, and what hangs on them. Those of other subgraphs are passed over. */
  remove(manager: Manager, city: string, going: readonly Held[]): Promise<void>
}

/** The ids of one kind. */
export function idsOf(held: readonly Held[], kind: HeldKind): readonly string[] {
  return held.flatMap((one) => (one.kind === kind ? [one.id] : []))
}

/** Deletes a city's rows of a table by a column of ids; none where there are none. `table` is a literal of the code. */
export async function removeRows(
  manager: Manager,
  table: string,
  city: string,
  ids: readonly string[],
  by = 'id',
): Promise<void> {
  if (ids.length > 0) await manager.query(`delete from ${table} where city = $1 and ${by} = any($2::uuid[])`, [city, ids])
}
