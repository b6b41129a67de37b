import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** The bytes of each file, by its path below a root, with `/` on every system. */
export type Files = ReadonlyMap<string, Buffer>

/** Every file of a folder below the root whose name ends like this, however deep it lies, in the order of the names. */
export function filesIn(root: string, folder: string, ending: string): Files {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending))
  return new Map(
    names.sort().map((name) => [`${folder}/${name.split(sep).join('/')}`, readFileSync(join(root, folder, name))] as const),
  )
}

/** SHA-256 of the names and the bytes of files, in hexadecimal. */
export function digestOf(files: Iterable<readonly [string, Buffer]>): string {
  const hash = createHash('sha256')
  // The length tells where a file ends: other files in other places never read as the same bytes.
  for (const [name, bytes] of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex')
}

/** Writes a file of which a reader at this moment sees the old text or the new one, never half of it. Only this user may read it. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const half = `${file}.${process.pid}`
  try {
    writeFileSync(half, text, { mode: 0o600 })
    renameSync(half, file)
  } finally {
    rmSync(half, { force: true })
  }
}
