import { setTimeout as pause } from 'node:timers/promises'

/** What a phone was told in the end, and what it was told to wait for before that. */
export interface Told {
  readonly data: Readonly<Record<string, { readonly id: string; readonly version?: number } | null>>
  readonly tries: number
}

export interface Message {
  readonly query: string
  readonly variables: object
}

interface Reply {
  readonly data?: Told['data'] | null
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** What says that sending the same again may well do. */
const waits = new Set(['OVERLOADED', 'SERVICE_UNAVAILABLE', 'DEADLINE_EXCEEDED', 'AUDIT_UNAVAILABLE'])

/** How long a phone keeps trying, in milliseconds. */
const patience = 60_000

/** Sends as a phone in a stairwell does: the same again, at the other gateway, until there is an answer. */
export function openPhone(gateways: readonly string[], token: string): (message: Message) => Promise<Told> {
  let turn = 0
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return async (message) => {
    const body = JSON.stringify(message)
    const until = Date.now() + patience
    for (let tries = 1; ; tries++) {
      const { data, errors = [] } = await post(`${gateways[turn++ % gateways.length]}/graphql`, headers, body)
      const other = errors.find(({ extensions }) => !waits.has(extensions.code))
      if (other) throw new Error(`${other.extensions.code}: ${other.message}`)
      if (errors.length === 0 && data) return { data, tries }
      if (Date.now() > until) throw new Error(`no answer in ${patience / 1000} s: ${errors[0]?.message}`)
      await pause(100)
    }
  }
}

async function post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<Reply> {
  try {
    const response = await fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) })
    return (await response.json()) as Reply
  } catch {
    return { errors: [{ message: 'nobody answers', extensions: { code: 'SERVICE_UNAVAILABLE' } }] }
  }
}
