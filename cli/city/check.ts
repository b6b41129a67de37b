import { parseArgs } from 'node:util'
import { cityError, type CityError, type CityFault } from '../../runtime/city/city-fault'
import { listCities, readCity, type CityFiles } from '../../runtime/city/read-city'
import { readSettings } from '../../runtime/config'
import { dayIn } from '../../runtime/days'
import { StartError } from '../../runtime/errors'
import { inspectCity, type Inspected } from '../check-city'
import { counted } from './counted'
import { requireCity } from './open-city'
import { summarize, tellSummary, type CitySummary } from './summary'

interface Checked {
  readonly city: string
  readonly mistakes: readonly CityFault[]
  readonly summary?: CitySummary
}

/** `hub city check [nyc ...] [--json]`: reads the cities anew, runs their golden cases, and tells every mistake or what there is. */
export function check(args: readonly string[]): void {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
  const root = readSettings(process.env).cities
  const asked = positionals.length > 0 ? positionals.map((id) => requireCity(root, id)) : listCities(root)
  if (asked.length === 0) requireCity(root, undefined)
  const checked = asked.map((id) => checkOne(root, id))
  if (values.json) console.log(JSON.stringify(checked, undefined, 2))
  else console.log(checked.map(tell).join('\n\n'))
  const wrong = checked.filter(({ mistakes }) => mistakes.length > 0)
  if (wrong.length > 0)
    throw new StartError(wrong.map(({ city, mistakes }) => `${city} has ${counted(mistakes.length, 'mistake')}.`).join(' '))
}

function checkOne(root: string, id: string): Checked {
  const read = readOrFaults(root, id)
  if ('faults' in read) return { city: id, mistakes: read.faults }
  const { city, faults, failing } = read.inspected
  if (city === undefined || failing.length > 0) return { city: id, mistakes: [...faults, ...failing] }
  const today = dayIn(city.settings.timeZone, new Date())
  return { city: id, mistakes: [], summary: summarize(city, read.files, today) }
}

type Read = { readonly files: CityFiles; readonly inspected: Inspected } | { readonly faults: readonly CityFault[] }

/** A file that is no YAML is a mistake like any other. */
function readOrFaults(root: string, id: string): Read {
  try {
    const files = readCity(root, id)
    return { files, inspected: inspectCity(files) }
  } catch (error) {
    if ((error as Error).name !== 'CityError') throw error
    return { faults: (error as CityError).faults }
  }
}

function tell({ city, mistakes, summary }: Checked): string {
  if (summary !== undefined) return tellSummary(summary)
  return `${city}: ${counted(mistakes.length, 'mistake')}\n${cityError(mistakes).message.replace(/^/gm, '  ')}`
}
