import type { Grounds } from '../../runtime/consent/grounds'
import type { Scope } from '../../runtime/caller'
import type { CallContext } from './context'
import { requireScope } from './refuse'

interface Key {
  readonly id: string
  readonly grounds?: Grounds | null
  readonly resident?: { readonly grounds?: Grounds | null } | null
}

interface Loader<Row> {
  load(id: string): Promise<Row | undefined>
}

/** Finds an entity by its key for whoever may read it: being named by another subgraph opens no door that a query would not. */
export function byKey<Context extends CallContext, Row, Shown>(
  scope: Scope,
  loader: (context: Context) => Loader<Row>,
  show: (row: Row) => Shown,
): (key: Key, context: Context) => Promise<Shown | null> {
  return async ({ id, resident }, context) => {
    requireScope(context.caller, scope)
    const row = await loader(context).load(id)
    if (row === undefined) return null
    // What the plan has brought for fields that require it.
    return resident ? { ...show(row), grounds: resident.grounds ?? null } : show(row)
  }
}

/** A stub of an entity that another subgraph owns: its key, and what was required with it, is all that is known of it here. */
export function stub({ id, grounds }: Key): Key {
  return { id, grounds: grounds ?? null }
}
