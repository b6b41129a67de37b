/** Re-reads a city when its files change, while the hub answers, and puts the new rules in place of the old ones at once. */
import { isDeepStrictEqual } from 'node:util'
import { isUnchanged } from '../../runtime/city/read-city'
import { dayIn } from '../../runtime/days'
import type { Log } from '../../runtime/log'
import { keepIn } from '../checked-cities'
import { openCity, type City } from '../cities'
import { checkInThread } from './check-in-thread'
import type { LiveCities } from './live-cities'
import { signatureOf } from './signature'

export interface FollowOptions {
  readonly root: string
  readonly data: string
  readonly live: LiveCities
  readonly log: Log
  readonly now: () => Date
  /** Milliseconds between two looks at the files. They have to be the same twice: a save may be many writes. */
  readonly every?: number | undefined
  /** Writes into the database what the new city says, before it answers. */
  readonly load: (id: string, city: City) => Promise<void>
  readonly tell?: ((line: string) => void) | undefined
}

export interface Following {
  /** Ends once what is being written is written. */
  close(): Promise<void>
}

const everySecond = 1_000

export function followCities(options: FollowOptions): Following {
  const { root, live, log, every = everySecond } = options
  const stop = new AbortController()
  /** The files of each city as they were at the last look, and as they were taken up or refused. */
  const seen = new Map<string, string>()
  const settled = new Map<string, string>()

  async function look(id: string, { source }: City): Promise<void> {
    const signature = signatureOf(root, source.folders)
    const isQuiet = seen.get(id) === signature
    seen.set(id, signature)
    if (!isQuiet || settled.get(id) === signature || stop.signal.aborted) return
    try {
      if (!isAsBefore(root, source)) await take(id, options, stop.signal)
      settled.set(id, signature)
    } catch (error) {
      if (!stop.signal.aborted)
        log.error({ city: id, reason: (error as Error).message }, 'a changed city could not be taken up: it will be tried again')
    }
  }

  async function lookAtAll(): Promise<void> {
    for (const [id, city] of live.current()) await look(id, city)
    if (!stop.signal.aborted) timer = setTimeout(again, every).unref()
  }

  let looking: Promise<void> = Promise.resolve()
  const again = () => {
    looking = lookAtAll()
  }
  let timer = setTimeout(again, every).unref()

  return {
    close: async () => {
      clearTimeout(timer)
      stop.abort()
      await looking
    },
  }
}

/** Saved again without a change, or changed back. */
function isAsBefore(root: string, source: City['source']): boolean {
  try {
    return isUnchanged(root, source)
  } catch {
    return false
  }
}

async function take(id: string, options: FollowOptions, stop: AbortSignal): Promise<void> {
  const { root, data, live, log, now, load, tell = () => undefined } = options
  const began = performance.now()
  const found = await checkInThread({ root, id, keep: keepIn(data) }, stop)
  if ('faults' in found) {
    log.error({ city: id, mistakes: found.faults }, "the city's files cannot be loaded: its rules stay as they were")
    const mistakes = found.faults.length === 1 ? '1 mistake' : `${found.faults.length} mistakes`
    tell(`${id}: ${mistakes} in its files, its rules stay as they were. hub city check ${id} names them.`)
    return
  }
  const before = live.current().get(id)
  const city = openCity(found.city)
  // The first question of the day finds the rules compiled.
  city.catalogue.rules.on(dayIn(city.settings.timeZone, now()))
  await load(id, city)
  live.replace(id, city)
  const after = `${((performance.now() - began) / 1000).toFixed(1)} s`
  log.info({ city: id, sha256: city.source.sha256 }, 'the city was read anew')
  tell(`${id}: read anew in ${after}, ${city.catalogue.programs.length} programs`)
  if (!isDeepStrictEqual(before?.settings, city.settings))
    log.warn({ city: id }, 'city.yaml has changed: its time zone, agency and name are taken up at the next start')
}
