/** Reads a city's folder, and the folders it includes, without knowing what any of it means. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { cityError, type CityFault } from './city-fault'
import { parseYaml, type CityFile } from './parse-yaml'

export interface CityFiles {
  readonly id: string
  /** The parsed file of the city's own folder, as `queues.yaml`. */
  get(name: string): CityFile | undefined
  /** Every file below a folder: the included folders' first, then the city's own, by name. */
  under(folder: string): readonly CityFile[]
}

const idPattern = /^[a-z][a-z0-9-]{0,40}$/

/** The ids of the cities below `root`: the folders that have a `city.yaml`. */
export function listCities(root: string): string[] {
  if (!existsSync(root)) return []
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => name)
    .filter((name) => existsSync(join(root, name, 'city.yaml')))
    .sort()
}

/** Throws one error that lists every file that cannot be read as YAML. */
export function readCity(root: string, id: string): CityFiles {
  if (!idPattern.test(id) || !existsSync(join(root, id, 'city.yaml'))) {
    throw cityError([{ file: `${id}/city.yaml`, line: 1, path: '', reason: 'there is no such city' }])
  }
  const faults: CityFault[] = []
  const own = readFolder(root, id, faults)
  const included = includesOf(own.get('city.yaml')).map((name, index) => {
    if (idPattern.test(name) && existsSync(join(root, name))) return readFolder(root, name, faults)
    faults.push({
      file: `${id}/city.yaml`,
      line: own.get('city.yaml')?.at(['includes', index]) ?? 1,
      path: `includes[${index}]`,
      reason: `there is no folder ${name}`,
    })
    return new Map<string, CityFile>()
  })
  if (faults.length > 0) throw cityError(faults)
  return {
    id,
    get: (name) => own.get(name),
    under: (folder) =>
      [...included, own].flatMap((files) => [...files].filter(([name]) => name.startsWith(`${folder}/`)).map(([, file]) => file)),
  }
}

function includesOf(file: CityFile | undefined): string[] {
  const includes = (file?.data as { readonly includes?: unknown } | null | undefined)?.includes
  return Array.isArray(includes) ? includes.map(String) : []
}

function readFolder(root: string, id: string, faults: CityFault[]): Map<string, CityFile> {
  const files = new Map<string, CityFile>()
  const names = readdirSync(join(root, id), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
  for (const name of names.sort()) {
    const path = join(root, id, name)
    const parsed = parseYaml(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'))
    if (Array.isArray(parsed)) faults.push(...parsed)
    else files.set(name.split(sep).join('/'), parsed)
  }
  return files
}
