/** Reads a city's folder, and the folders it includes, without knowing what any of it means. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf, type Files, filesIn } from '../files'
import { cityError, type CityFault } from './city-fault'
import { parseYaml, type CityFile } from './parse-yaml'

export interface CityFiles {
  readonly id: string
  readonly source: Source
  /** The parsed file of the city's own folder, as `queues.yaml`. */
  get(name: string): CityFile | undefined
  /** Every file below a folder: the included folders' first, then the city's own, by name. */
  under(folder: string): readonly CityFile[]
}

/** Which files a city was read from. */
export interface Source {
  /** The city's own folder, then those it includes. */
  readonly folders: readonly string[]
  /** SHA-256 of the names and the bytes of all their files. */
  readonly sha256: string
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

/**
 * Throws one error that lists every file that cannot be read as YAML. `laidOver` are files read in place of those that are there, or
 * besides them, by their paths below the folder of cities: a draft of a change. One that is empty takes away the file that is there.
 */
export function readCity(root: string, id: string, laidOver: Files = new Map()): CityFiles {
  if (!idPattern.test(id) || !existsSync(join(root, id, 'city.yaml'))) {
    throw cityError([{ file: `${id}/city.yaml`, line: 1, path: '', reason: 'there is no such city' }])
  }
  const faults: CityFault[] = []
  const read = new Map<string, Files>()
  const readFolder = (folder: string) => {
    const files = layOver(yamlIn(root, folder), folder, laidOver)
    read.set(folder, files)
    return parseFolder(folder, files, faults)
  }
  const own = readFolder(id)
  const included = includesOf(own.get('city.yaml')).map((name, index) => {
    if (idPattern.test(name) && existsSync(join(root, name))) return readFolder(name)
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
    source: { folders: [...read.keys()], sha256: digestOf([...read.values()].flatMap((files) => [...files])) },
    get: (name) => own.get(name),
    under: (folder) =>
      [...included, own].flatMap((files) => [...files].filter(([name]) => name.startsWith(`${folder}/`)).map(([, file]) => file)),
  }
}

/** Whether the folders hold the very files that a city was read from; the city's own among them says which they are. */
export function isUnchanged(root: string, { folders, sha256 }: Source): boolean {
  return digestOf(folders.flatMap((folder) => [...yamlIn(root, folder)])) === sha256
}

function layOver(files: Files, folder: string, laidOver: Files): Files {
  const added = [...laidOver].filter(([path]) => path.startsWith(`${folder}/`))
  if (added.length === 0) return files
  const over = [...new Map([...files, ...added])].filter(([path, bytes]) => !(laidOver.has(path) && isEmpty(bytes)))
  return new Map(over.sort(([one], [other]) => (one < other ? -1 : 1)))
}

export function isEmpty(bytes: Buffer): boolean {
  return bytes.toString('utf8').trim() === ''
}

function yamlIn(root: string, folder: string): Files {
  return filesIn(root, folder, '.yaml')
}

function includesOf(file: CityFile | undefined): string[] {
  const includes = (file?.data as { readonly includes?: unknown } | null | undefined)?.includes
  return Array.isArray(includes) ? includes.map(String) : []
}

function parseFolder(folder: string, files: Files, faults: CityFault[]): Map<string, CityFile> {
  const parsed = new Map<string, CityFile>()
  for (const [path, bytes] of files) {
    const file = parseYaml(path, bytes.toString('utf8'))
    if (Array.isArray(file)) faults.push(...file)
    else parsed.set(path.slice(folder.length + 1), file)
  }
  return parsed
}
