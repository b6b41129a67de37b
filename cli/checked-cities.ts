import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isUnchanged } from '../runtime/city/read-city'
import { digestOf, filesIn, writeWhole } from '../runtime/files'
import { packageRoot } from '../runtime/root'
import { checkCity, type CheckedCity } from './check-city'

/** Where checked cities are kept from one start to the next, and the digest of the code that checks them. */
export interface Keep {
  readonly folder: string
  readonly code: string
}

/**
 * A city as it was checked before, or else as it is checked now. Only the same code on the same files is taken at its word, and
 * whatever is wrong with the file in which the city is kept, the city is checked again.
 *
 * @throws CityError listing everything that is wrong with the city's files
 */
export function checkedCity(keep: Keep, root: string, id: string): CheckedCity {
  const kept = recall(keep, root, id)
  if (kept) return kept
  const city = checkCity(root, id)
  remember(keep, city)
  return city
}

/** A first line that holds for this code and these very letters, then the city as JSON. */
function recall(keep: Keep, root: string, id: string): CheckedCity | undefined {
  try {
    const text = readFileSync(fileOf(keep, id), 'utf8')
    const end = text.indexOf('\n')
    const json = text.slice(end + 1)
    if (text.slice(0, end) !== stamp(keep, json)) return undefined
    const city = JSON.parse(json) as CheckedCity
    return isUnchanged(root, city.source) ? city : undefined
  } catch {
    return undefined
  }
}

function remember(keep: Keep, city: CheckedCity): void {
  const json = JSON.stringify(city)
  // What JSON cannot carry would be another city at the next start.
  if (!isDeepStrictEqual(JSON.parse(json), city)) return
  try {
    writeWhole(fileOf(keep, city.settings.id), `${stamp(keep, json)}\n${json}`)
  } catch {
    // A data folder that cannot be written: the city is checked at every start.
  }
}

function fileOf({ folder }: Keep, id: string): string {
  return join(folder, `${id}.checked`)
}

function stamp({ code }: Keep, json: string): string {
  return createHash('sha256').update(`${code}\n${json}`).digest('hex')
}

/** What checking a city runs through: .dependency-cruiser.cjs sees to it that there is no more. */
const folders = ['cli', 'runtime', 'subgraphs']

/**
 * Where cities are kept in the data folder. Undefined where the code has changed since this process began, as it does under a
 * compiler that watches: which of it was loaded is not known then.
 */
export function keepIn(data: string, compiled = join(__dirname, '..')): Keep | undefined {
  const code = folders.flatMap((folder) => [...filesIn(compiled, folder, '.js')])
  if (code.some(([name]) => statSync(join(compiled, name)).mtimeMs > performance.timeOrigin)) return undefined
  // Node knows the time zones; package.json names the versions of the packages.
  const around = [[process.version, readFileSync(join(packageRoot, 'package.json'))] as const]
  return { folder: join(data, 'cities'), code: digestOf([...around, ...code]) }
}
