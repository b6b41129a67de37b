import type { GraphQLDataSource } from '@apollo/gateway'
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql'
import type { Log } from '../../runtime/log'
import type { Reply } from '../../schema/shared/execute'
import type { RequestContext } from '../request'
import type { Department } from './department'
import { mutates } from './mutates'

/**
 * What stands between a plan and a subgraph. Apollo's RemoteGraphQLDataSource costs most of a gateway's CPU in its fetch chain and
 * hands whole error bodies to the client; LocalGraphQLDataSource parses and validates anew each time.
 */
export function dataSource(department: Department, log: Log): GraphQLDataSource<RequestContext> {
  return {
    async process(options) {
      if (!('incomingRequestContext' in options)) return { data: {} }
      const { request, context, document } = options
      const operation = { query: request.query as string, operationName: request.operationName, variables: request.variables }
      const { caller } = context
      const reply = await ask(department, operation, caller).catch((error: unknown) => {
        log.warn(
          { department: department.name, code: (error as { code?: string }).code, reason: (error as Error).name },
          'a department does not answer',
        )
        // Plans come without a document: it is parsed only where something has failed.
        return unavailable(document ?? parse(operation.query, { noLocation: true }), request.variables)
      })
      return { data: reply.data, errors: reply.errors?.map((error) => named(error, department.name)) } as never
    },
  }
}

/** A query may be asked again once: a subgraph that has just been restarted has closed the connection that was kept open. */
async function ask(
  department: Department,
  operation: Parameters<Department['ask']>[0],
  caller: RequestContext['caller'],
): Promise<Reply> {
  try {
    return await department.ask(operation, caller)
  } catch (error) {
    if (mutates(operation.query)) throw error
    return department.ask(operation, caller)
  }
}

type ReplyError = NonNullable<Reply['errors']>[number]

function named(error: ReplyError, department: string): ReplyError {
  return { ...error, extensions: { ...error.extensions, department } }
}

/** The reply of a department that did not answer: one error for each field that was asked for, so that each is named where it is missing. */
function unavailable(document: DocumentNode, variables: Readonly<Record<string, unknown>> | undefined): Reply {
  const error = (path?: readonly (string | number)[]): ReplyError => ({
    message: 'this department cannot answer now',
    ...(path ? { path } : {}),
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  })
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  if (!operation) return { errors: [error()] }
  const roots = namesIn(operation.selectionSet)
  if (roots[0] !== '_entities') return { data: null, errors: roots.map((root) => error([root])) }
  const representations = (variables?.['representations'] as unknown[] | undefined) ?? []
  const fields = operation.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD && field.selectionSet ? namesIn(field.selectionSet) : [],
  )
  return {
    data: { _entities: representations.map(() => null) },
    errors: representations.flatMap((_, index) => fields.map((field) => error(['_entities', index, field]))),
  }
}

function namesIn(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD)
      return selection.name.value === '__typename' ? [] : [selection.alias?.value ?? selection.name.value]
    return selection.kind === Kind.INLINE_FRAGMENT ? namesIn(selection.selectionSet) : []
  })
}
