import { GraphQLError } from 'graphql'
import { may, type Caller, type Scope } from '../../runtime/caller'
import { isRefusal, notFound, type Refusal } from '../../runtime/errors'

/** A refusal as the error a client reads: the field first, then what was expected. */
export function refuse(refusal: Refusal): never {
  throw new GraphQLError(refusal.field === undefined ? refusal.message : `${refusal.field}: ${refusal.message}`, {
    extensions: { code: refusal.refused, ...(refusal.field === undefined ? {} : { field: refusal.field }) },
  })
}

/** The value, or the error for its refusal. */
export function granted<T>(value: T | Refusal): T {
  return isRefusal(value) ? refuse(value) : value
}

export function requireScope(caller: Caller, scope: Scope): void {
  if (!may(caller, scope)) refuse({ refused: 'FORBIDDEN', message: forbidden(caller, scope) })
}

/** What a caller is told who may not do what the scope is about. */
export function forbidden(caller: Caller, scope: Scope): string {
  const who = caller.scopes === undefined ? `the role ${caller.roles.join(', ')}` : 'this API key'
  return `this needs the permission ${scope}, which ${who} does not have`
}

/** The row as the graph shows it; no row is an error that says so, never a silent null. */
export function found<Row, Shown>(row: Row | null | undefined, what: string, show: (row: Row) => Shown): Shown {
  return row ? show(row) : refuse(notFound('id', what))
}
