import { cityError, type CityError, type CityFault } from '../runtime/city/city-fault'
import { readCity, type CityFiles, type Source } from '../runtime/city/read-city'
import { loadRetention } from '../runtime/city/retention'
import { citySettings, type CitySettings } from '../runtime/city/settings'
import type { Retention } from '../runtime/retention/kinds'
import type { CityRules } from '../subgraphs/programs/domain/eligibility/rule-book'
import { readRules } from '../subgraphs/programs/load-rules'
import { checkCases } from '../subgraphs/programs/rules/check-cases'
import { loadQueues } from '../subgraphs/referrals/load-queues'
import type { QueueRow } from '../subgraphs/referrals/store/rows'
import { loadPeople, type People } from '../subgraphs/residents/load-people'

/** What a city's files say, checked by those who own its parts: plain data, and the same for the same files and the same code. */
export interface CheckedCity {
  readonly source: Source
  readonly settings: CitySettings
  readonly rules: CityRules
  readonly queues: readonly QueueRow[]
  readonly people: People
  /** How long what is kept; null where the city has not said, and then everything is. */
  readonly retention: Retention | null
}

/** A city that was looked through to the end. */
export interface Inspected {
  /** Undefined where the files have a mistake. */
  readonly city: CheckedCity | undefined
  /** What is wrong with the files. */
  readonly faults: readonly CityFault[]
  /** Golden cases that do not hold, or do not show enough; none are run where the rules have a mistake. */
  readonly failing: readonly CityFault[]
}

/** @throws CityError listing everything that is wrong with the city's files, its golden cases among it */
export function checkCity(root: string, id: string): CheckedCity {
  const { city, faults, failing } = inspectCity(readCity(root, id))
  if (city === undefined || failing.length > 0) throw cityError([...faults, ...failing])
  return city
}

/** Every part of the city is looked at, whatever is wrong with the others. */
export function inspectCity(files: CityFiles): Inspected {
  const faults: CityFault[] = []
  const settings = gather(faults, () => citySettings(files))
  const { rules, faults: ofRules } = readRules(files)
  faults.push(...ofRules)
  const known = { agencies: idsOf(rules.agencies), programs: idsOf(rules.programs) }
  if (settings !== undefined && !known.agencies.has(settings.registeringAgency)) {
    const line = files.get('city.yaml')?.at(['registeringAgency']) ?? 1
    const reason = `there is no agency ${settings.registeringAgency}`
    faults.push({ file: `${files.id}/city.yaml`, line, path: 'registeringAgency', reason })
  }
  const queues = gather(faults, () => loadQueues(files, known))
  const people = gather(faults, () => loadPeople(files))
  const retention = gather(faults, () => loadRetention(files))
  const failing = ofRules.length === 0 ? checkCases(rules, files) : []
  if (faults.length > 0 || !settings || !queues || !people || retention === undefined) return { city: undefined, faults, failing }
  return { city: { source: files.source, settings, rules, queues, people, retention }, faults, failing }
}

/** What is read, or undefined and every finding. */
function gather<T>(faults: CityFault[], read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if ((error as Error).name !== 'CityError') throw error
    faults.push(...(error as CityError).faults)
    return undefined
  }
}

/** An id that could not be read is none. */
function idsOf(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.flatMap(({ id }) => (id === '' ? [] : [id])))
}
