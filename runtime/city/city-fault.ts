/** What is wrong with a city's data: one place and one reason each, all of them in one error. */
export interface CityFault {
  /** Path below the folder of cities, as `nyc/programs/scrie.yaml`. */
  readonly file: string
  readonly line: number
  /** Keys from the file's root, as `versions[0].criteria[2].when`; empty for the file itself. */
  readonly path: string
  readonly reason: string
}

export interface CityError extends Error {
  readonly faults: readonly CityFault[]
}

export type Path = readonly (string | number)[]

export function cityError(faults: readonly CityFault[]): CityError {
  const error = new Error(faults.map(tellFault).join('\n'))
  return Object.assign(error, { name: 'CityError', faults })
}

function tellFault({ file, line, path, reason }: CityFault): string {
  return path === '' ? `${file}:${line}: ${reason}` : `${file}:${line} ${path}: ${reason}`
}

export function tellPath(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')
}
