/** What every process knows of a city. */
import type { LocalText } from '../facts'
import { cityError, type CityFault } from './city-fault'
import { fault, inside, startOf } from './place'
import type { CityFiles } from './read-city'
import { id, list, localText, record, text, whole } from './shape'

export interface CitySettings {
  readonly id: string
  readonly name: LocalText
  /** IANA name, as America/New_York: what day it is in the city. */
  readonly timeZone: string
  readonly languages: readonly string[]
  readonly counties: readonly string[]
  /** Code of the agency whose workers meet residents first. */
  readonly registeringAgency: string
  /** How long after registering or speaking with a resident an agency may read about them without a consent, in days. */
  readonly stewardshipDays: number
}

/** What a call is told of the caller's city. */
export type CityTerms = Pick<CitySettings, 'timeZone' | 'stewardshipDays'>

const usualStewardshipDays = 90

export const cityKeys = ['id', 'name', 'timeZone', 'languages', 'counties', 'includes?', 'registeringAgency', 'stewardshipDays?']

/** @throws CityError listing everything that is wrong with `city.yaml` */
export function citySettings(files: CityFiles): CitySettings {
  const file = files.get('city.yaml')
  const faults: CityFault[] = []
  if (!file) throw cityError([{ file: `${files.id}/city.yaml`, line: 1, path: '', reason: 'the file is missing' }])
  const place = startOf(file, faults)
  const entries = record(file.data, place, cityKeys) ?? {}
  const at = (key: string, ...more: number[]) => inside(place, key, ...more)
  const settings = {
    id: id(entries['id'], at('id')),
    name: localText(entries['name'], at('name')),
    timeZone: text(entries['timeZone'], at('timeZone')),
    languages: list(entries['languages'], at('languages')).map((value, index) => text(value, at('languages', index))),
    counties: list(entries['counties'], at('counties')).map((value, index) => text(value, at('counties', index))),
    registeringAgency: id(entries['registeringAgency'], at('registeringAgency')),
    stewardshipDays:
      entries['stewardshipDays'] === undefined ? usualStewardshipDays : whole(entries['stewardshipDays'], at('stewardshipDays')),
  }
  if (settings.id !== files.id) fault(at('id'), `expected ${files.id}, the name of the folder`)
  if (!isTimeZone(settings.timeZone)) fault(at('timeZone'), 'expected a time zone such as America/New_York')
  if (faults.length > 0) throw cityError(faults)
  return settings
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
