import { Pool } from 'undici'
import { forwardHeader, type Sign } from '../../runtime/trust/forward'
import type { Reply } from '../../schema/shared/execute'
import type { Department } from './department'
import { mutates } from './mutates'

/** How long a subgraph may take, in milliseconds; the whole request has ten seconds. */
const deadline = 5_000

/**
 * A subgraph behind HTTP, on connections that stay open. Only what is named here is sent along: none of the client's headers
 * reach a subgraph, and the caller goes signed.
 */
export function httpDepartment(name: string, url: string, sign: Sign): Department {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: 32, headersTimeout: deadline, bodyTimeout: deadline, connect: { timeout: 2_000 } })
  return {
    name,
    ask: async (operation, caller) => {
      const body = JSON.stringify(operation)
      const headers = { 'content-type': 'application/json', [forwardHeader]: sign(caller, name, body, mutates(operation.query)) }
      const { status, text } = await post(pool, pathname, headers, body)
      if (status !== 200) throw new Error(`${name} answered ${status}`)
      return JSON.parse(text) as Reply
    },
    ready: async () => {
      try {
        const response = await pool.request({ path: '/health/ready', method: 'GET' })
        await response.body.dump()
        return response.statusCode === 200
      } catch {
        return false
      }
    },
    close: () => pool.close(),
  }
}

interface Posted {
  readonly status: number
  readonly text: string
}

/** The whole reply at once. `pool.request` makes a stream of every body: a tenth of what the gateway spends on a small reply. */
function post(pool: Pool, path: string, headers: Record<string, string>, body: string): Promise<Posted> {
  return new Promise((resolve, reject) => {
    let status = 0
    const chunks: Buffer[] = []
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_, statusCode) => {
          status = statusCode
        },
        onResponseData: (_, chunk) => {
          chunks.push(chunk)
        },
        onResponseEnd: () => resolve({ status, text: Buffer.concat(chunks).toString('utf8') }),
        onResponseError: (_, error) => reject(error),
      },
    )
  })
}
