import { hash } from 'node:crypto'
import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import {
  type DocumentNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  type OperationDefinitionNode,
} from 'graphql'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Caller, scopesOf } from '../../runtime/caller'
import { forbidden } from '../../schema/shared/refuse'
import type { RequestContext } from '../request'
import { placeholder, prune, type Pruned, type Taken } from './prune'
import type { Rules } from '../../schema/shared/access/rule'

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']
type Execute = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>

/** An operation on its way to the planner. */
export interface Passing {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly caller: Caller
}

/** Judges an operation after what the caller may not read is out of it. Throws what the reply is to say instead. */
type BeforePlanning = (passing: Passing) => Promise<void>

interface Kept extends Pruned {
  readonly queryHash: string
}

/**
 * The first wall: a gateway that plans only what the caller's role may read. Every other field is null in the reply, with an error. A
 * plan is found again by the hash of its document, so what was taken out of counts in that hash: else the plan of one caller would
 * answer another.
 */
export function walled(gateway: Gateway, schemaOf: () => GraphQLSchema, rules: Rules, before: BeforePlanning): Gateway {
  const known = new LRUCache<string, Kept>({ max: 1_000 })

  function prunedFor(context: Parameters<Execute>[0], caller: Caller): Kept {
    const { document, queryHash, operation } = context
    const key = `${queryHash} ${context.operationName ?? ''} ${scopesOf(caller).join(' ')}`
    const found = known.get(key)
    if (found) return found
    const pruned = prune(schemaOf(), rules, document, operation, caller)
    const kept = { ...pruned, queryHash: pruned.taken.length === 0 ? queryHash : hash('sha256', key) }
    known.set(key, kept)
    return kept
  }

  const wall =
    (executor: Execute): Execute =>
    async (context) => {
      const { caller } = context.context as RequestContext
      const variables = context.request.variables ?? {}
      const { document, queryHash, taken } = prunedFor(context, caller)
      const operation = operationIn(document, context.operation)
      try {
        await before({ document, operation, variables, caller })
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error] }
        throw error
      }
      const reply = await executor({ ...context, document, operation, queryHash })
      return taken.length === 0 || reply.data == null ? reply : withRefusals(reply, taken, variables, caller)
    }

  return {
    load: async (options) => {
      const { executor } = await gateway.load(options)
      return { executor: executor && wall(executor) }
    },
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
  }
}

/** The same operation of the document that is left. */
function operationIn({ definitions }: DocumentNode, { name, operation }: OperationDefinitionNode): OperationDefinitionNode {
  return definitions.find(
    (one) => one.kind === 'OperationDefinition' && one.operation === operation && one.name?.value === name?.value,
  ) as OperationDefinitionNode
}

type Reply = Awaited<ReturnType<Execute>>

function withRefusals(reply: Reply, taken: readonly Taken[], variables: Passing['variables'], caller: Caller): Reply {
  const errors = taken.flatMap(({ path, rule, within }) => {
    if (!within.every((selection) => isAskedFor(selection, variables))) return []
    return placesOf(reply.data, path).map(
      (at) => new GraphQLError(forbidden(caller, rule.scope), { path: at, extensions: { code: 'FORBIDDEN' } }),
    )
  })
  takePlaceholders(reply.data)
  return { ...reply, errors: [...(reply.errors ?? []), ...errors] }
}

function isAskedFor(field: Taken['within'][number], variables: Passing['variables']): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, field, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, field, variables)?.['if'] !== false
  )
}

type Path = readonly (string | number)[]

/** Writes null wherever in the reply the field would stand, and tells where that is. */
function placesOf(data: unknown, [key, ...rest]: readonly string[], at: Path = []): Path[] {
  if (Array.isArray(data)) return data.flatMap((entry, index) => placesOf(entry, [key as string, ...rest], [...at, index]))
  if (typeof data !== 'object' || data === null || key === undefined) return []
  const here = data as Record<string, unknown>
  if (rest.length > 0) return Object.hasOwn(here, key) ? placesOf(here[key], rest, [...at, key]) : []
  if (!Object.hasOwn(here, key))
    Object.defineProperty(here, key, { value: null, enumerable: true, configurable: true, writable: true })
  return [[...at, key]]
}

function takePlaceholders(data: unknown): void {
  if (Array.isArray(data)) data.forEach(takePlaceholders)
  else if (typeof data === 'object' && data !== null) {
    delete (data as Record<string, unknown>)[placeholder]
    Object.values(data).forEach(takePlaceholders)
  }
}
