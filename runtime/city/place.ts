/** Where in a city's files a value stands, and what has been found wrong so far. */
import { tellPath, type CityFault, type Path } from './city-fault'
import type { CityFile } from './parse-yaml'

export interface Place {
  readonly file: CityFile
  readonly path: Path
  readonly faults: CityFault[]
}

export function startOf(file: CityFile, faults: CityFault[]): Place {
  return { file, path: [], faults }
}

export function inside(place: Place, ...keys: (string | number)[]): Place {
  return { ...place, path: [...place.path, ...keys] }
}

export function fault({ file, path, faults }: Place, reason: string): void {
  faults.push({ file: file.file, line: file.at(path), path: tellPath(path), reason })
}
