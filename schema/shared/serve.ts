import { forwardHeader, type Once, type Unseal } from '../../runtime/trust/forward'
import { isFirstUse } from '../../runtime/trust/used-requests'
import { readBody, sendJson } from '../../runtime/http/body'
import { listen, type Listening, type ListenOptions } from '../../runtime/http/listen'
import type { Database } from '../../runtime/database/open'
import type { Execute, Operation } from './execute'

/** Larger than what a client may send to the gateway: the facts of many households travel in a plan's representations. */
const mostBytes = 8 * 1024 * 1024

export interface ServeParts extends ListenOptions {
  readonly name: string
  readonly execute: Execute
  readonly unseal: Unseal
  readonly database: Database
}

/** Serves one subgraph to the gateway and to nobody else: a request that the gateway did not sign is refused, `_service` too. */
export async function serve({ name, execute, unseal, database, ...options }: ServeParts): Promise<Listening> {
  let stopping = false
  const listening = await listen(async (request, response) => {
    if (request.url === '/health/live') return sendJson(response, 200, { live: true })
    if (request.url === '/health/ready') {
      const ready = !stopping && (await database.ready())
      return sendJson(response, ready ? 200 : 503, { ready })
    }
    if (request.url !== '/graphql' || request.method !== 'POST') return sendJson(response, 404, { error: 'not found' })
    const body = await readBody(request, mostBytes)
    if (body === 'cut off') return
    if (body === 'too large') return sendJson(response, 413, { error: 'the body is too large' }, { connection: 'close' })
    const token = request.headers[forwardHeader]
    const sealed = unseal(typeof token === 'string' ? token : undefined, name, body)
    if (!sealed) return sendJson(response, 401, { error: 'only the gateway is answered here' })
    const { caller, once } = sealed
    const use = once ? await useOf(once) : 'none'
    if (use === 'second') return sendJson(response, 401, { error: 'this request was sent before' })
    if (use === 'unknown')
      return sendJson(response, 503, { error: 'whether this request is new cannot be told now' }, { 'retry-after': '1' })
    const operation = JSON.parse(body.toString('utf8')) as Operation
    sendJson(response, 200, await execute(operation, caller, { mayChange: use === 'first' }))
  }, options)

  /** Before anything is done for the request, and in a transaction of its own: a change that fails has used its id all the same. */
  async function useOf(once: Once): Promise<'first' | 'second' | 'unknown'> {
    try {
      return (await isFirstUse(database.source, name, once)) ? 'first' : 'second'
    } catch (error) {
      options.log.error({ subgraph: name, code: (error as { code?: string }).code }, 'the ids of used requests cannot be read')
      return 'unknown'
    }
  }
  return {
    port: listening.port,
    close: () => {
      stopping = true
      return listening.close()
    },
  }
}
