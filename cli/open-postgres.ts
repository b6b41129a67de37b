import { Client } from 'pg'
import type { Settings } from '../runtime/config'
import type { Model } from '../runtime/database/model'
import { openDatabase, type Database } from '../runtime/database/open'
import { StartError } from '../runtime/errors'

/** How long a process of a distributed hub waits for a database that is not up yet, in milliseconds. */
const patience = 30_000

/**
 * Opens the PostgreSQL of DATABASE_URL. Processes of a distributed hub start in any order and again by themselves: one that comes
 * before the database says so once and waits.
 *
 * @throws StartError where there is no address, or nothing answers there in time
 */
export async function openPostgres({ databaseUrl: url }: Settings, models: readonly Model[], without: string): Promise<Database> {
  if (url === undefined) throw new StartError(`DATABASE_URL is not set: ${without}`)
  if (/^postgres(ql)?:\/\//.test(url)) await untilItAnswers(url)
  return openDatabase({ url }, models)
}

async function untilItAnswers(url: string): Promise<void> {
  const until = Date.now() + patience
  let told = false
  while ((await isDown(url)) && Date.now() < until) {
    if (!told) console.log(`the database does not answer yet: waiting up to ${patience / 1000} s`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Nobody listens, the name is not known yet, or (57P03) the server is only just starting. Every other failure is for openDatabase to name. */
const down = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', '57P03'])

async function isDown(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  // A connection that is cut off while it is closed says so here; without a listener that would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return false
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return down.has(code ?? '') || /timeout|terminated/.test(message)
  } finally {
    await client.end().catch(() => undefined)
  }
}
