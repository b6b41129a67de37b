import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type ErrorCode, errorCodes, isErrorCode } from '../runtime/errors'
import { listen, type Listening, type ListenOptions } from '../runtime/http/listen'
import { ownNames } from './access/own-names'
import { rulesIn } from './access/rules'
import { walled } from './access/wall'
import { destinations } from './destinations'
import { dataSource } from './forward/data-source'
import type { Department } from './forward/department'
import { developmentTokens, idePages, type DevelopmentTokens } from './development'
import { identifier, type Trust } from './identify'
import type { IdeConfig } from './ide/page'
import { variableErrors } from '../schema/shared/variables'
import { limits } from './limits/limits'
import { mask } from './mask'
import { passOn } from './pass-on'
import { type CheckReferences, referenceChecker } from './references'
import { type Relay, startRelay } from './relay'
import type { RequestContext } from './request'
import { admit, answer, health, identified, measure, onlyGraphql, readOperation, type Exchange, type Step } from './steps'

export interface GatewayParts extends ListenOptions {
  readonly supergraphSdl: string
  readonly departments: readonly Department[]
  readonly trust: Trust
  /** The IDE's page, where it is switched on. */
  readonly ide?: IdeConfig | undefined
  /** The development issuer, where it is switched on. */
  readonly tokens?: DevelopmentTokens | undefined
  readonly now: () => Date
  /** How events are passed on, where not as usual. */
  readonly relay?: RelayTiming | undefined
}

/** In milliseconds: how often outboxes are looked at, and the longest that the reply of a mutation waits for what the hub does with it. */
export interface RelayTiming {
  readonly every?: number
  readonly patience?: number
}

export interface Gateway extends Listening {
  readonly relay: Relay
}

/** Starts the gateway: one endpoint over the departments. */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { departments, now, log } = parts
  const { every = 1_000, patience = 300 } = parts.relay ?? {}
  const relay = startRelay({ departments, destinations, log, every })
  const server = await startApollo(parts, passOn({ relay, destinations, supergraphSdl: parts.supergraphSdl, patience }))
  const identify = identifier(parts.trust, log)
  const passed = new LRUCache<string, true>({ max: 1_000, maxSize: 20_000_000, sizeCalculation: (_, text) => text.length + 1 })
  let stopping = false
  const ready = async () => !stopping && (await Promise.all(departments.map((department) => department.ready()))).every(Boolean)

  /** A request's life, in order. */
  const life: readonly Step[] = [
    // open to everybody
    health(ready),
    ...(parts.ide ? [idePages(parts.ide)] : []),
    ...(parts.tokens ? [developmentTokens(parts.tokens)] : []),
    // before Apollo Server, from the cheapest check to the dearest
    onlyGraphql,
    admit(),
    identified(identify, now),
    readOperation,
    measure(passed),
    // Apollo Server: parse and validate; its hook: variables; then access, references, plan and forward; then mask
    answer(server),
  ]

  const listening = await listen(async (request, response) => {
    const exchange: Exchange = { request, response, path: (request.url ?? '').split('?', 1)[0] ?? '' }
    try {
      for (const step of life) if ((await step(exchange)) === 'done') return
    } finally {
      exchange.leave?.()
    }
  }, parts)
  return {
    port: listening.port,
    relay,
    close: async () => {
      stopping = true
      await listening.close()
      await relay.close()
      await server.stop()
      await Promise.all(departments.map((department) => department.close()))
    },
  }
}

async function startApollo(
  { supergraphSdl, departments, log }: GatewayParts,
  passingOn: ApolloServerPlugin<RequestContext>,
): Promise<ApolloServer<RequestContext>> {
  // Otherwise @apollo/gateway reports its use to a host of its vendor.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1'
  const byName = new Map(departments.map((department) => [department.name, department]))
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: (text: string) => log.warn(text),
    error: (text: string) => log.error(text),
  }
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger,
    buildService: ({ name }) => dataSource(byName.get(name) as Department, log),
  })
  let schema: GraphQLSchema | undefined
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema
  })
  let check: CheckReferences | undefined
  const known = () => schema as GraphQLSchema
  const server = new ApolloServer<RequestContext>({
    gateway: walled(gateway, known, rulesIn(supergraphSdl), async ({ document, operation, variables, caller }) => {
      if (operation.operation !== OperationTypeNode.MUTATION) return
      check ??= referenceChecker(supergraphSdl, known(), byName)
      await check(document, operation, variables, caller)
    }),
    logger,
    validationRules: [ownNames(supergraphSdl)],
    formatError: mask(log),
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    introspection: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    // The request has been checked to be JSON by POST, which no form of another site can send.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      inputs(),
      passingOn,
    ],
  })
  await server.start()
  return server
}

/**
 * What a mutation's variables are must be known before it begins. A query's are checked by @apollo/gateway; its refusal is told in the
 * hub's words, which repeat no value.
 */
function inputs(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ schema, operation, request }) => {
          if (!operation)
            throw refused('OPERATION_RESOLUTION_FAILURE', 'operationName: expected the name of an operation of the document')
          if (operation.operation === OperationTypeNode.SUBSCRIPTION)
            throw refused('GRAPHQL_VALIDATION_FAILED', 'there are no subscriptions here')
          if (operation.operation !== OperationTypeNode.MUTATION) return Promise.resolve()
          const [unfit] = variableErrors(schema, operation, request.variables ?? {})
          if (unfit) throw unfit
          return Promise.resolve()
        },
        willSendResponse: ({ schema, operation, request, response }) => {
          if (response.body.kind === 'single' && response.body.singleResult.data === undefined) {
            const { singleResult } = response.body
            const unfit = operation ? variableErrors(schema, operation, request.variables ?? {}) : []
            const errors = unfit.length > 0 ? unfit.map((error) => error.toJSON()) : (singleResult.errors ?? [])
            // Nothing has run: the status is that of the first error's code, and a handful of errors tells enough.
            const code = errors[0]?.extensions?.['code']
            if (isErrorCode(code)) response.http.status = errorCodes[code].status
            singleResult.errors = errors.slice(0, limits.errors)
          }
          return Promise.resolve()
        },
      }),
  }
}

function refused(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}
