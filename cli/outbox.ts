import { asSystem } from '../runtime/database/as'
import { parseArgs } from 'node:util'
import { readSettings, subgraphNames } from '../runtime/config'
import type { Database } from '../runtime/database/open'
import { StartError } from '../runtime/errors'
import { isId } from '../runtime/ids'
import { replay, undelivered, type Undelivered } from '../runtime/outbox/outbox'
import { openUpToDate } from './open-up-to-date'
import { models } from './subgraphs'

/** `hub outbox list` shows the events that are not delivered, `hub outbox replay` lets dead ones be tried again. */
export async function outbox(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { dead: { type: 'boolean' }, json: { type: 'boolean' } },
  })
  const { dead = false, json = false } = values
  const [verb, ...ids] = positionals
  const work = verb === 'list' && ids.length === 0 ? list(dead, json) : verb === 'replay' ? again(dead, ids) : undefined
  if (!work) throw new StartError('hub outbox: expected list [--dead] [--json], or replay with --dead or the ids of events.')
  const database = await openUpToDate(
    readSettings(process.env),
    subgraphNames.map((name) => models[name]),
    'events',
  )
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

type Work = (database: Database) => Promise<void>

function list(dead: boolean, json: boolean): Work {
  return async ({ source }) => {
    for (const name of subgraphNames) {
      for (const event of await asSystem(source, (manager) => undelivered(manager, name, dead)))
        console.log(json ? JSON.stringify({ department: name, ...event }) : told(name, event))
    }
  }
}

function told(name: string, { id, event, subject, city, attempt, lastError, deadAt, nextAt }: Undelivered): string {
  const state = deadAt === null ? `due ${nextAt.toISOString()}` : `dead since ${deadAt.toISOString()}`
  const tried = attempt === 0 ? 'not tried' : `tried ${attempt} times${lastError === null ? '' : `, last ${lastError}`}`
  return `${id}  ${name} ${city}  ${event}  ${subject.type} ${subject.id}  ${tried}, ${state}`
}

function again(dead: boolean, ids: readonly string[]): Work | undefined {
  if (dead === ids.length > 0 || !ids.every(isId)) return undefined
  return async ({ source }) => {
    const counts = await asSystem(source, async (manager) => {
      const replayed: number[] = []
      for (const name of subgraphNames) replayed.push(await replay(manager, name, new Date(), dead ? 'ALL' : ids))
      return replayed
    })
    const count = counts.reduce((sum, one) => sum + one, 0)
    console.log(`${count} dead ${count === 1 ? 'event is' : 'events are'} to be tried again`)
  }
}
