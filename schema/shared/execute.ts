import {
  type DocumentNode,
  execute,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { AuditEntry } from '../../runtime/audit/entry'
import { record } from '../../runtime/audit/record'
import { type Caller, everyCity, may } from '../../runtime/caller'
import type { CityTerms } from '../../runtime/city/settings'
import type { Database } from '../../runtime/database/open'
import { dayIn } from '../../runtime/days'
import { openWork, type Work } from '../../runtime/database/work'
import { type ErrorCode, isErrorCode } from '../../runtime/errors'
import type { Log } from '../../runtime/log'
import type { SubgraphSchema } from '../bridge'
import { entriesOf, openLooks } from './access/looks'
import type { CallContext } from './context'
import { literalErrors } from './literals'
import { variableErrors } from './variables'

/** A subgraph as the gateway and the server see it. */
export interface Subgraph extends SubgraphSchema {
  readonly name: string
  /** The resolvers' context for one call: the call itself plus the subgraph's own loaders. */
  contextFor(call: CallContext): CallContext
}

/** One operation as the gateway's plan has it. */
export interface Operation {
  readonly query: string
  readonly operationName?: string | undefined
  readonly variables?: Readonly<Record<string, unknown>> | undefined
}

export interface Reply {
  readonly data?: unknown
  readonly errors?: readonly {
    message: string
    path?: readonly (string | number)[]
    extensions: { code: ErrorCode; [more: string]: unknown }
  }[]
}

/** What a request may do. Only one that is used once may change something: any other could be sent again by whoever has seen it. */
export interface Leave {
  readonly mayChange: boolean
}

/** Answers one operation for one caller, in one transaction. Never throws: what goes wrong is an error of the reply. */
export type Execute = (operation: Operation, caller: Caller, leave: Leave) => Promise<Reply>

export interface Parts {
  readonly database: Database
  readonly log: Log
  readonly now: () => Date
  /** The terms of each city by its code. */
  readonly cities: ReadonlyMap<string, CityTerms>
}

/** What a call about every city goes by: nobody's day and nobody's steward. */
const everywhere: CityTerms = { timeZone: 'UTC', stewardshipDays: 0 }

interface Prepared {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly mutates: boolean
  /** The fields at its top, as they are recorded. */
  readonly asked: string
}

/**
 * The plans of a gateway repeat a small number of operations, so a parsed and validated one is kept. Parsing and validating
 * anew each time, as LocalGraphQLDataSource does, costs more than most of the executions.
 */
export function executor(subgraph: Subgraph, { database, log, now, cities }: Parts): Execute {
  const prepared = new LRUCache<string, Prepared>({
    max: 500,
    maxSize: 10_000_000,
    sizeCalculation: (_, text) => text.length + 1,
  })

  function prepare(query: string): Prepared | readonly GraphQLError[] {
    const known = prepared.get(query)
    if (known) return known
    const document = parse(query, { maxTokens: 20_000, noLocation: true })
    const errors = validate(subgraph.schema, document, undefined, { maxErrors: 5, hideSuggestions: true })
    if (errors.length > 0) return literalErrors(document, errors)
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
    if (!operation) return [new GraphQLError('the document holds no operation')]
    const fresh = { document, operation, mutates: operation.operation === OperationTypeNode.MUTATION, asked: askedIn(operation) }
    prepared.set(query, fresh)
    return fresh
  }

  return async (operation, caller, { mayChange }) => {
    const city = caller.city === everyCity && may(caller, 'hub:relay') ? everywhere : cities.get(caller.city)
    if (!city) return { errors: [{ message: `no city ${caller.city} here`, extensions: { code: 'FORBIDDEN' } }] }
    const work = openWork(database.source, caller)
    try {
      const ready = prepare(operation.query)
      if (!('document' in ready)) return { errors: ready.map((error) => shown(error, log, subgraph.name, caller)) }
      if (ready.mutates && !mayChange) return { errors: [notOnce] }
      const unfit = variableErrors(subgraph.schema, ready.operation, operation.variables ?? {})
      if (unfit.length > 0) return { errors: unfit.map((error) => shown(error, log, subgraph.name, caller)) }
      const instant = now()
      const moment = { now: instant, today: dayIn(city.timeZone, instant) }
      const looks = openLooks(caller, moment)
      const changes: AuditEntry[] = []
      const result = await execute({
        schema: subgraph.schema,
        document: ready.document,
        operationName: operation.operationName,
        variableValues: operation.variables,
        contextValue: subgraph.contextFor({ caller, work, looks, changes, ...moment, city }),
      })
      const entries = [...changes, ...entriesOf(looks, 'LOOK', ready.asked)]
      if (!(await isRecorded(work, subgraph.name, caller, instant, entries))) {
        await work.rollback().catch(() => undefined)
        log.error({ subgraph: subgraph.name, correlationId: caller.request }, 'the audit log could not be written')
        return { errors: [unrecorded] }
      }
      await finish(work, ready.mutates || entries.length > 0)
      if (!result.errors) return { data: result.data }
      return {
        ...(result.data === undefined ? {} : { data: result.data }),
        errors: result.errors.map((error) => shown(error, log, subgraph.name, caller)),
      }
    } catch (error) {
      await work.rollback().catch(() => undefined)
      return { errors: [shown(error, log, subgraph.name, caller)] }
    }
  }
}

type Shown = NonNullable<Reply['errors']>[number]

/** No record, no data: what was read and changed is recorded in the same transaction, before any of it is told. */
async function isRecorded(
  work: Work,
  schema: string,
  caller: Caller,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<boolean> {
  if (entries.length === 0) return true
  return work
    .manager()
    .then((manager) => record(manager, schema, caller, at, entries))
    .then(
      () => true,
      () => false,
    )
}

const unrecorded: Shown = {
  message: 'this could not be recorded, and so nothing is shown or changed',
  extensions: { code: 'AUDIT_UNAVAILABLE' },
}

const notOnce: Shown = {
  message: 'a change is made for a request that is used once alone',
  extensions: { code: 'UNAUTHENTICATED' },
}

function askedIn({ selectionSet }: OperationDefinitionNode): string {
  const names = selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
  return [...new Set(names)].join(' ')
}

/** A query that looked at nobody has nothing to keep; COMMIT and ROLLBACK cost the same, and a commit also reports what the server noticed late. */
async function finish(work: Work, mutates: boolean): Promise<void> {
  await (mutates ? work.commit() : work.rollback())
}

/** Only errors of the table leave a subgraph; everything else is logged under a correlation id and answered without a word of it. */
function shown(error: unknown, log: Log, subgraph: string, caller: Caller): Shown {
  if (error instanceof GraphQLError && (!error.originalError || error.originalError instanceof GraphQLError)) {
    const code = error.extensions['code'] ?? 'BAD_USER_INPUT'
    if (isErrorCode(code)) {
      return { message: error.message, ...(error.path ? { path: error.path } : {}), extensions: { ...error.extensions, code } }
    }
  }
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : (error as Error)
  const path = error instanceof GraphQLError && error.path ? { path: error.path } : {}
  const correlationId = caller.request
  if (isOutage(cause)) {
    log.error({ subgraph, correlationId, code: codeIn(cause) }, 'the database could not answer')
    return { message: 'this department cannot answer now', ...path, extensions: { code: 'SERVICE_UNAVAILABLE', correlationId } }
  }
  // The text of a database error can hold the row it is about: only its code, its constraint and our own stack are logged.
  log.error({ subgraph, correlationId, code: codeIn(cause), stack: stackOf(cause) }, 'unexpected error')
  return { message: 'unexpected error', ...path, extensions: { code: 'INTERNAL', correlationId } }
}

function codeIn(error: Error): string | undefined {
  return (error as { code?: string }).code
}

function stackOf(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n')
}

/**
 * Connection failures (08), shutdowns and timed-out statements (57), too many connections (53), a deadlock or a lock that was not had, a
 * transaction that has failed (25P02), and a pool that waited too long: sending it again may well do. TypeORM gives a connection that is
 * lost between two statements back by itself, and tells the next statement that it was released.
 */
function isOutage(error: Error): boolean {
  const code = codeIn(error) ?? ''
  if (
    /^(08|53|57|40P01|40001|55P03|25P02)/.test(code) ||
    code.startsWith('ECONN') ||
    code === 'ENOTFOUND' ||
    code === 'ETIMEDOUT'
  )
    return true
  return /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query runner already released/.test(
    error.message,
  )
}
