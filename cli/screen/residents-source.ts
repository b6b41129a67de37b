import type { Settings } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import { loadCities } from '../cities'
import { openResidents } from '../open-residents'
import type { Options } from './options'
import { readResidents, type ListFor } from './read-residents'
import type { Source } from './source'

/** @throws StartError where the city has no such agency, or the database cannot be opened */
export async function openResidentsSource(options: Options, settings: Settings): Promise<Source> {
  const list = listFor(options, settings)
  const database = await openResidents(settings)
  return {
    identity: { database: settings.databaseUrl ?? settings.data, agency: list.agency },
    share: () => undefined,
    chunks: ({ next, lines }) => readResidents(database, list, next as string | undefined, lines + 1),
    close: () => database.close(),
  }
}

function listFor({ city, agency = '' }: Options, settings: Settings): ListFor {
  const { settings: terms, catalogue } = loadCities(settings.cities, { only: city, data: settings.data }).get(city)!
  const known = catalogue.agencies.map(({ code }) => code)
  if (!known.includes(agency)) throw new StartError(`--agency: expected one of ${known.join(', ')}.`)
  return { city, agency, terms }
}
