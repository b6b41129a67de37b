import { Pool } from 'undici'

/** A request, ready to be sent. */
export interface Asked {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Sends a request and answers its data. Anything but status 200 without errors ends the bench. */
export async function askOver(pool: Pool, { body, headers }: Asked): Promise<unknown> {
  const response = await pool.request({ path: '/graphql', method: 'POST', headers, body })
  const text = await response.body.text()
  const reply = response.statusCode === 200 ? (JSON.parse(text) as { data?: unknown; errors?: unknown }) : { errors: true }
  if (reply.errors !== undefined || reply.data == null)
    throw new Error(`a reply is wrong: ${response.statusCode} ${text.slice(0, 500)}`)
  return reply.data
}

/** The same once, on a connection of its own. */
export async function ask(origin: string, asked: Asked): Promise<unknown> {
  const pool = new Pool(origin, { connections: 1 })
  try {
    return await askOver(pool, asked)
  } catch (error) {
    throw new Error(`${origin}: ${(error as Error).message}\n${asked.body}`, { cause: error })
  } finally {
    await pool.close()
  }
}
