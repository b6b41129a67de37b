import { Pool } from 'undici'
import { forwardHeader, type Sign } from '../../runtime/trust/forward'
import type { Reply } from '../../schema/shared/execute'
import type { Department } from './department'

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
      const headers = { 'content-type': 'application/json', [forwardHeader]: sign(caller, name, body) }
      const response = await pool.request({ path: pathname, method: 'POST', headers, body })
      if (response.statusCode !== 200) {
        await response.body.dump()
        throw new Error(`${name} answered ${response.statusCode}`)
      }
      return (await response.body.json()) as Reply
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
