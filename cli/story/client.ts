import type { Role } from '../../runtime/caller'
import type { Issuer } from '../../runtime/trust/issuer'

/** Who speaks in a step of the story. */
export interface Speaker {
  readonly as: Role
  readonly city: string
  readonly agency: string
}

export type Send = (who: Speaker, query: string, variables: object) => Promise<any>

interface Reply {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

/** How long a phone keeps trying while the hub is away or busy, in milliseconds. */
const patience = 30_000

/**
 * A plain HTTP client, as an outreach tool has one: it sends, and where the hub is away, busy or a department is down it waits and
 * sends the same again. Every change carries its idempotency key, so a repeat changes nothing twice.
 */
export function client(url: string, issuer: Issuer, audience: string): Send {
  const tokens = new Map<string, Promise<{ readonly token: string }>>()
  const tokenOf = (who: Speaker) => {
    const key = `${who.as} ${who.city} ${who.agency}`
    const known = tokens.get(key) ?? issuer.mint(who, audience, new Date())
    tokens.set(key, known)
    return known
  }
  return async (who, query, variables) => {
    const { token } = await tokenOf(who)
    const until = Date.now() + patience
    for (;;) {
      const reply = await post(`${url}/graphql`, token, JSON.stringify({ query, variables }))
      if (typeof reply !== 'string') {
        const away = reply.errors?.find(({ extensions }) => retried.has(extensions?.code ?? ''))
        if (!away) {
          if (reply.errors)
            throw new Error(reply.errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('; '))
          return reply.data
        }
        if (Date.now() > until) throw new Error(`${away.extensions?.code}: ${away.message}`)
      } else if (Date.now() > until) throw new Error(`the hub at ${url} does not answer: ${reply}`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const retried = new Set(['SERVICE_UNAVAILABLE', 'AUDIT_UNAVAILABLE', 'OVERLOADED', 'DEADLINE_EXCEEDED'])

/** The reply, or in words why there is none. */
async function post(address: string, token: string, body: string): Promise<Reply | string> {
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) })
    if (response.status >= 500) return `HTTP ${response.status}`
    return (await response.json()) as Reply
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } }
    return cause?.code ?? message
  }
}
