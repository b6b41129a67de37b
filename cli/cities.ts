import { listCities, type Source } from '../runtime/city/read-city'
import type { CitySettings } from '../runtime/city/settings'
import { StartError } from '../runtime/errors'
import { type Catalogue, openCatalogue } from '../subgraphs/programs/catalogue'
import type { QueueRow } from '../subgraphs/referrals/store/rows'
import type { People } from '../subgraphs/residents/load-people'
import { checkCity, type CheckedCity } from './check-city'
import { checkedCity, keepIn } from './checked-cities'

/** A city's folder, read and checked by those who own its parts. */
export interface City {
  readonly settings: CitySettings
  readonly catalogue: Catalogue
  readonly queues: readonly QueueRow[]
  readonly people: People
  /** The files it was read from. */
  readonly source: Source
}

export type Cities = ReadonlyMap<string, City>

export interface LoadOptions {
  /** The one city to load, in place of every city of the folder. */
  readonly only?: string | undefined
  /** The data folder: a city that was checked before is found there, and one that is checked now is kept there. */
  readonly data?: string
}

/**
 * Loads the cities of the folder.
 *
 * @throws StartError where there is no such city, CityError listing everything that is wrong with the files
 */
export function loadCities(root: string, options: LoadOptions = {}): Cities {
  return new Map([...checkCities(root, options)].map(([id, city]) => [id, openCity(city)]))
}

/** The same as plain data, which another thread can be given. */
export function checkCities(root: string, { only, data }: LoadOptions = {}): ReadonlyMap<string, CheckedCity> {
  const found = listCities(root)
  if (found.length === 0) throw new StartError(`The folder ${root} holds no city: each city is a folder with a city.yaml.`)
  if (only !== undefined && !found.includes(only))
    throw new StartError(`There is no city "${only}" in ${root}: expected one of ${found.join(', ')}.`)
  const keep = data === undefined ? undefined : keepIn(data)
  const check = (id: string) => (keep ? checkedCity(keep, root, id) : checkCity(root, id))
  return new Map((only === undefined ? found : [only]).map((id) => [id, check(id)]))
}

export function openCity({ source, settings, rules, queues, people }: CheckedCity): City {
  return { settings, catalogue: openCatalogue(rules), queues, people, source }
}
