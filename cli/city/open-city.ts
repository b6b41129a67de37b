import { listCities, readCity, type CityFiles } from '../../runtime/city/read-city'
import { isDay, dayExpected, dayIn } from '../../runtime/days'
import { StartError } from '../../runtime/errors'
import type { Files } from '../../runtime/files'
import { inspectCity, type CheckedCity } from '../check-city'
import { cityError } from '../../runtime/city/city-fault'

/** @throws StartError where the folder has no such city */
export function requireCity(root: string, id: string | undefined): string {
  const found = listCities(root)
  if (found.length === 0) throw new StartError(`The folder ${root} holds no city: each city is a folder with a city.yaml.`)
  if (id === undefined || !found.includes(id))
    throw new StartError(`There is no city "${id ?? ''}" in ${root}: expected one of ${found.join(', ')}.`)
  return id
}

/**
 * The city as its files are now, also where golden cases fail: who reads or tries a rule has not always written its cases yet.
 *
 * @throws CityError listing everything that is wrong with the files
 */
export function openSound(
  root: string,
  id: string,
  laidOver?: Files,
): { readonly city: CheckedCity; readonly files: CityFiles } & Failing {
  const files = readCity(root, id, laidOver)
  const { city, faults, failing } = inspectCity(files)
  if (city === undefined) throw cityError(faults)
  return { city, files, failing }
}

interface Failing {
  readonly failing: ReturnType<typeof inspectCity>['failing']
}

/** @throws StartError where the text is no day */
export function dayOf(text: string | undefined, timeZone: string): string {
  if (text === undefined) return dayIn(timeZone, new Date())
  if (!isDay(text)) throw new StartError(`--as-of is "${text}": expected ${dayExpected}.`)
  return text
}
