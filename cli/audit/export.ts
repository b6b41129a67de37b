import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { Logged } from '../../runtime/audit/logged'
import { readLog, type Wanted } from '../../runtime/audit/read'
import { record } from '../../runtime/audit/record'
import type { Run } from '../../runtime/audit/run'
import { listCities } from '../../runtime/city/read-city'
import { readSettings, subgraphNames } from '../../runtime/config'
import { dayExpected, isDay } from '../../runtime/days'
import { StartError } from '../../runtime/errors'
import { isId, idExpected } from '../../runtime/ids'
import { openNew } from '../open-new'
import { operatorIn } from '../operator'
import { withLogs } from './open-logs'

/** Writes what the logs hold of a city, or of one resident of it, into a new file; what was asked for is recorded before. */
export async function exportLogs(args: readonly string[]): Promise<void> {
  const settings = readSettings(process.env)
  const { out, wanted } = readArguments(args, listCities(settings.cities))
  await withLogs(settings, async (run) => {
    const file = await openNew(out)
    try {
      await recordExport(run, wanted, new Date())
      let written = 0
      for (const schema of subgraphNames) {
        for await (const rows of readLog(run, schema, wanted)) {
          if (!file.write(rows.map((row) => `${line(schema, row)}\n`).join(''))) await once(file, 'drain')
          written += rows.length
        }
      }
      file.end()
      await finished(file)
      console.log(`${written} records in ${out}`)
    } catch (error) {
      // Half a log reads like a whole one.
      file.destroy()
      rmSync(out, { force: true })
      throw error
    }
  })
}

function readArguments(args: readonly string[], cities: readonly string[]): { readonly out: string; readonly wanted: Wanted } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      city: { type: 'string' },
      resident: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const { city, resident: residentId, out } = values
  if (city === undefined || !cities.includes(city)) throw new StartError(`--city: expected one of ${cities.join(', ')}.`)
  if (residentId !== undefined && !isId(residentId)) throw new StartError(`--resident: expected ${idExpected}.`)
  if (out === undefined) throw new StartError('--out: expected the name of a file that is not there yet.')
  return { out, wanted: { city, residentId, from: midnight('--from', values.from), to: midnight('--to', values.to) } }
}

/** A day begins at midnight in UTC here, as the instants of the file are. */
function midnight(flag: string, day: string | undefined): string | undefined {
  if (day === undefined) return undefined
  if (!isDay(day)) throw new StartError(`${flag}: expected ${dayExpected}.`)
  return `${day}T00:00:00Z`
}

/** In each log that is read, in one transaction: who takes the logs away is in them. */
function recordExport(run: Run, { city, residentId }: Wanted, at: Date): Promise<void> {
  const who = operatorIn(city)
  return run(async (manager) => {
    for (const schema of subgraphNames) {
      const entry = { action: 'EXPORT', operation: 'hub audit export', subjectType: 'AuditLog', residentId, fields: [] } as const
      await record(manager, schema, who, at, [entry])
    }
  })
}

function line(schema: string, row: Logged): string {
  return JSON.stringify({ log: schema, ...row })
}
