import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readSettings, subgraphNames } from '../../runtime/config'
import { dayIn } from '../../runtime/days'
import { StartError } from '../../runtime/errors'
import type { Held } from '../../runtime/retention/judge'
import type { Retention } from '../../runtime/retention/kinds'
import { checkCities } from '../cities'
import { dayOf, requireCity } from '../city/open-city'
import { openUpToDate } from '../open-up-to-date'
import { operatorIn } from '../operator'
import { models } from '../subgraphs'
import { type Batch, purge } from './purge-city'

/** `hub purge --city nyc`: what the city's retention table says must go, goes; with `--dry-run` it is told and stays. */
export async function purgeCity(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      city: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'as-of': { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const { 'dry-run': dryRun = false, json = false } = values
  const settings = readSettings(process.env)
  const city = requireCity(settings.cities, values.city)
  const { timeZone, retention } = termsOf(settings, city)
  const today = dayOf(values['as-of'], timeZone)
  if (!dryRun && today > dayIn(timeZone, new Date()))
    throw new StartError(`--as-of: ${today} has not come in ${city}; with --dry-run it is told what will go by then.`)
  const database = await openUpToDate(
    settings,
    subgraphNames.map((name) => models[name]),
    'records',
  )
  const until = stopped()
  const tally = newTally()
  try {
    const job = {
      source: database.source,
      city,
      timeZone,
      retention,
      today,
      dryRun,
      who: operatorIn(city),
      now: () => new Date(),
    }
    for await (const batch of purge(job)) {
      tell(batch, json)
      tally.add(batch)
      console.error(tally.progress(city, dryRun))
      // The embedded database gives the loop no turn in which a signal would be heard.
      await setImmediate()
      if (until.isStopped()) throw new StartError('Stopped after a whole batch: the same command goes on.')
    }
  } finally {
    await database.close()
  }
  console.log(tally.summary({ city, today, dryRun, json }))
}

interface Terms {
  readonly timeZone: string
  readonly retention: Retention
}

function termsOf(settings: { readonly cities: string; readonly data: string }, city: string): Terms {
  const checked = checkCities(settings.cities, { only: city, data: settings.data }).get(city)
  if (!checked?.retention) throw new StartError(`${city} has no retention.yaml: without its periods nothing goes.`)
  return { timeZone: checked.settings.timeZone, retention: checked.retention }
}

/** Whether somebody has pressed Ctrl-C: the batch that runs is finished first. A second time ends it at once. */
function stopped(): { readonly isStopped: () => boolean } {
  let told = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (told = true))
  return { isStopped: () => told }
}

/** A line for each record, by its id; for what is beside the records how many. */
function tell({ goes, traces }: Batch, json: boolean): void {
  const lines = goes.map(({ kind, id }) => (json ? JSON.stringify({ kind, id }) : `${kind} ${id}`))
  if (traces) lines.push(json ? JSON.stringify(traces) : `${traces.kind} of ${traces.schema}: ${traces.count}`)
  if (lines.length > 0) console.log(lines.join('\n'))
}

interface Told {
  readonly city: string
  readonly today: string
  readonly dryRun: boolean
  readonly json: boolean
}

/** How many of each kind went, and how many stay past their period. */
function newTally() {
  const gone: Record<string, number> = {}
  const kept: Record<string, number> = {}
  let looked = 0
  const count = (of: Record<string, number>, held: readonly Held[]) => {
    for (const { kind } of held) of[kind] = (of[kind] ?? 0) + 1
  }
  const sum = (of: Record<string, number>) => Object.values(of).reduce((all, one) => all + one, 0)
  const list = (of: Record<string, number>) => Object.entries(of).map(([kind, number]) => `${number} ${kind}`)
  return {
    add(batch: Batch): void {
      looked += batch.looked
      count(gone, batch.goes)
      count(kept, batch.kept)
      if (batch.traces) gone[batch.traces.kind] = (gone[batch.traces.kind] ?? 0) + batch.traces.count
    },
    progress: (city: string, dryRun: boolean) =>
      `${city}: ${looked} residents looked at, ${sum(gone)} records ${dryRun ? 'would go' : 'gone'}`,
    summary({ city, today, dryRun, json }: Told): string {
      if (json) return JSON.stringify({ city, asOf: today, dryRun, gone, kept })
      const went = sum(gone) === 0 ? 'nothing' : list(gone).join(', ')
      const stay = sum(kept) === 0 ? '' : `; past their period, but needed by what stays: ${list(kept).join(', ')}`
      return `${city} on ${today}: ${went} ${dryRun ? 'would go' : 'gone'}${stay}`
    },
  }
}
