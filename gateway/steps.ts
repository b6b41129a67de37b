import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApolloServer } from '@apollo/server'
import type { Caller } from '../runtime/caller'
import { errorCodes, type ErrorCode } from '../runtime/errors'
import { readBody, sendJson } from '../runtime/http/body'
import type { Identify } from './identify'
import { limits } from './limits/limits'
import { parseBounded, tooLarge } from './limits/measure'
import type { RequestContext } from './request'

/** One request on its way through the gateway, and what the steps so far have found out about it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  caller?: Caller
  body?: Readonly<Record<string, unknown>>
  /** Gives back the place among the requests under way; whoever takes it over calls it. */
  leave?: () => void
}

/** A step answers the request (`done`) or lets it go on. */
export type Step = (exchange: Exchange) => Promise<'done' | 'next'> | 'done' | 'next'

/** Answers with an error of the table, in the shape GraphQL clients read. */
function reject(exchange: Exchange, code: ErrorCode, message: string, headers: Readonly<Record<string, string>> = {}): 'done' {
  sendJson(exchange.response, errorCodes[code].status, { errors: [{ message, extensions: { code } }] }, headers)
  return 'done'
}

/** `GET /health/live`: the process runs. `GET /health/ready`: it can answer, its departments too. Open to everybody, and tells nothing else. */
export function health(ready: () => Promise<boolean>): Step {
  return async ({ path, request, response }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return 'next'
    if (path === '/health/live') sendJson(response, 200, { live: true })
    else if (path === '/health/ready') {
      const isReady = await ready()
      sendJson(response, isReady ? 200 : 503, { ready: isReady }, isReady ? {} : { 'retry-after': '1' })
    } else return 'next'
    return 'done'
  }
}

/** Everything but `POST /graphql` ends here: one endpoint, no GET that a link or an image could send. */
export const onlyGraphql: Step = (exchange) => {
  const { request, response, path } = exchange
  if (path !== '/graphql') {
    sendJson(response, 404, { error: 'not found: operations are sent to POST /graphql' })
    return 'done'
  }
  if (request.method !== 'POST') return reject(exchange, 'METHOD_NOT_ALLOWED', 'expected POST', { allow: 'POST' })
  // Only a request that a plain form cannot send: no other site's page can make a browser carry it.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return reject(exchange, 'UNSUPPORTED_MEDIA_TYPE', 'expected the header Content-Type: application/json')
  }
  return 'next'
}

/** Turns requests away while too many are under way, before any work is spent on them. */
export function admit(): Step {
  let inFlight = 0
  return (exchange) => {
    if (inFlight >= limits.inFlight)
      return reject(exchange, 'OVERLOADED', 'the hub is busy: wait and send it again', { 'retry-after': '1' })
    inFlight += 1
    exchange.leave = () => (inFlight -= 1)
    return 'next'
  }
}

/** No token, no data. */
export function identified(identify: Identify, now: () => Date): Step {
  return async (exchange) => {
    const caller = await identify(exchange.request.headers.authorization, now())
    if ('refused' in caller && caller.outage) return reject(exchange, 'OVERLOADED', caller.refused, { 'retry-after': '5' })
    if ('refused' in caller) return reject(exchange, 'UNAUTHENTICATED', caller.refused, { 'www-authenticate': 'Bearer' })
    // A caller is remembered by the token; each request has one of its own, by which subgraphs know what belongs together.
    exchange.caller = { ...caller, request: randomUUID() }
    return 'next'
  }
}

/** The body as a JSON object with a query; lists of operations (batches) are not taken. */
export const readOperation: Step = async (exchange) => {
  const bytes = await readBody(exchange.request, limits.bodyBytes)
  if (bytes === 'cut off') return 'done'
  if (bytes === 'too large') {
    // The rest of the body is not read: the connection cannot carry another request.
    return reject(exchange, 'PAYLOAD_TOO_LARGE', `expected a body of at most ${limits.bodyBytes} bytes`, { connection: 'close' })
  }
  const body = jsonObject(bytes)
  if (!body) return reject(exchange, 'BAD_REQUEST', 'expected a JSON object')
  if (typeof body['query'] !== 'string' || body['query'] === '')
    return reject(exchange, 'BAD_REQUEST', 'query: expected the text of an operation')
  if (body['variables'] != null && (typeof body['variables'] !== 'object' || Array.isArray(body['variables']))) {
    return reject(exchange, 'BAD_REQUEST', 'variables: expected an object')
  }
  if (body['operationName'] != null && typeof body['operationName'] !== 'string') {
    return reject(exchange, 'BAD_REQUEST', 'operationName: expected a text')
  }
  const { query, variables, operationName } = body
  exchange.body = { query, ...(variables == null ? {} : { variables }), ...(operationName == null ? {} : { operationName }) }
  return 'next'
}

function jsonObject(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Measures the operation before anything validates or plans it. A text that has passed is remembered. */
export function measure(passed: { has(text: string): boolean; set(text: string, value: true): unknown }): Step {
  return (exchange) => {
    const text = exchange.body?.['query'] as string
    if (passed.has(text)) return 'next'
    const document = parseBounded(text)
    if ('large' in document) return reject(exchange, 'LIMIT_EXCEEDED', document.large)
    if ('syntax' in document) return reject(exchange, 'GRAPHQL_PARSE_FAILED', document.syntax)
    const large = tooLarge(document)
    if (large !== undefined) return reject(exchange, 'LIMIT_EXCEEDED', large)
    passed.set(text, true)
    return 'next'
  }
}

type Operation = Parameters<ApolloServer<RequestContext>['executeOperation']>[0]

/** Hands the operation to Apollo Server, whose hooks do the rest, and its reply to the client. */
export function answer(server: ApolloServer<RequestContext>): Step {
  return async (exchange): Promise<'done'> => {
    const { caller, body, response } = exchange
    const late = deadline(limits.requestMilliseconds)
    // Not through Apollo's own reading of an HTTP request: method, headers and body have been checked above.
    const running = server.executeOperation(body as Operation, { contextValue: { caller: caller as Caller } })
    const reply = await Promise.race([running, late.passed])
    late.clear()
    if (reply === 'late') {
      // The work goes on, and so it keeps its place.
      const { leave } = exchange
      delete exchange.leave
      void running.then(leave, leave)
      return reject(exchange, 'DEADLINE_EXCEEDED', 'the answer took too long: wait and send it again', { 'retry-after': '1' })
    }
    const result = reply.body.kind === 'single' ? reply.body.singleResult : undefined
    sendJson(response, reply.http.status ?? 200, result)
    return 'done'
  }
}

/** A change that is still under way when the deadline passes may yet be made: its idempotency key makes sending it again safe. */
function deadline(milliseconds: number): { readonly passed: Promise<'late'>; clear(): void } {
  let timer: NodeJS.Timeout
  const passed = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds)
  })
  return { passed, clear: () => clearTimeout(timer) }
}
