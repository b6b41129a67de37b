import { cityError } from '../runtime/city/city-fault'
import { readCity, type Source } from '../runtime/city/read-city'
import { citySettings, type CitySettings } from '../runtime/city/settings'
import type { CityRules } from '../subgraphs/programs/domain/eligibility/rule-book'
import { loadRules } from '../subgraphs/programs/load-rules'
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
}

/** @throws CityError listing everything that is wrong with the city's files */
export function checkCity(root: string, id: string): CheckedCity {
  const files = readCity(root, id)
  const settings = citySettings(files)
  const rules = loadRules(files)
  const known = {
    agencies: new Set(rules.agencies.map((agency) => agency.id)),
    programs: new Set(rules.programs.map((program) => program.id)),
  }
  if (!known.agencies.has(settings.registeringAgency)) {
    const line = files.get('city.yaml')?.at(['registeringAgency']) ?? 1
    const reason = `there is no agency ${settings.registeringAgency}`
    throw cityError([{ file: `${id}/city.yaml`, line, path: 'registeringAgency', reason }])
  }
  return { source: files.source, settings, rules, queues: loadQueues(files, known), people: loadPeople(files) }
}
