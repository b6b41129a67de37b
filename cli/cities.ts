import { cityError } from '../runtime/city/city-fault'
import { type CityFiles, listCities, readCity } from '../runtime/city/read-city'
import { citySettings, type CitySettings } from '../runtime/city/settings'
import { StartError } from '../runtime/errors'
import { loadPeople, type People } from '../subgraphs/residents/load-people'
import { type Catalogue, openCatalogue } from '../subgraphs/programs/catalogue'
import { loadRules } from '../subgraphs/programs/load-rules'
import { loadQueues } from '../subgraphs/referrals/load-queues'
import type { QueueRow } from '../subgraphs/referrals/store/rows'

/** A city's folder, read and checked by those who own its parts. */
export interface City {
  readonly settings: CitySettings
  readonly catalogue: Catalogue
  readonly queues: readonly QueueRow[]
  readonly people: People
}

export type Cities = ReadonlyMap<string, City>

/**
 * Loads every city of the folder, or the one that was named.
 *
 * @throws StartError where there is no such city, CityError listing everything that is wrong with the files
 */
export function loadCities(root: string, only?: string): Cities {
  const found = listCities(root)
  if (found.length === 0) throw new StartError(`The folder ${root} holds no city: each city is a folder with a city.yaml.`)
  if (only !== undefined && !found.includes(only))
    throw new StartError(`There is no city "${only}" in ${root}: expected one of ${found.join(', ')}.`)
  return new Map((only === undefined ? found : [only]).map((id) => [id, loadCity(readCity(root, id))]))
}

function loadCity(files: CityFiles): City {
  const settings = citySettings(files)
  const catalogue = openCatalogue(loadRules(files))
  const known = {
    agencies: new Set(catalogue.agencies.map((agency) => agency.code)),
    programs: new Set(catalogue.programs.map((entry) => entry.shown.code)),
  }
  if (!known.agencies.has(settings.registeringAgency)) {
    const line = files.get('city.yaml')?.at(['registeringAgency']) ?? 1
    const reason = `there is no agency ${settings.registeringAgency}`
    throw cityError([{ file: `${files.id}/city.yaml`, line, path: 'registeringAgency', reason }])
  }
  return { settings, catalogue, queues: loadQueues(files, known), people: loadPeople(files) }
}
