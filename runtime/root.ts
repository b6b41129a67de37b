import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The package's folder: where `cities/` and `schema/` are, whether the code runs from source or from `dist/`. */
export const packageRoot: string = findRoot(__dirname)

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json not found above the running code')
  return findRoot(parent)
}
