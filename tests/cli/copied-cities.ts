import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageRoot } from '../../runtime/root'

/** A copy of the cities that a test may change. */
export interface CopiedCities {
  /** The copy's own folder, and the cities in it. */
  readonly folder: string
  readonly root: string
  /** Replaces the first place in a city's file where the text stands. */
  change(file: string, from: string | RegExp, to: string): void
  write(file: string, text: string): void
  /** Leaves New York these programs alone, with one queue, so that it loads at once. */
  keepPrograms(...ids: string[]): void
  remove(): void
}

export function copyCities(): CopiedCities {
  const folder = mkdtempSync(join(tmpdir(), 'copied-cities-'))
  const root = join(folder, 'cities')
  cpSync(join(packageRoot, 'cities'), root, { recursive: true })
  const write: CopiedCities['write'] = (file, text) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return {
    folder,
    root,
    write,
    change(file, from, to) {
      const text = readFileSync(join(root, file), 'utf8')
      const changed = text.replace(from, to)
      if (changed === text) throw new Error(`${String(from)} is not in ${file}`)
      write(file, changed)
    },
    keepPrograms(...ids) {
      for (const kind of ['programs', 'cases'])
        for (const file of readdirSync(join(root, 'nyc', kind)))
          if (!ids.includes(file.replace('.yaml', ''))) rmSync(join(root, 'nyc', kind, file))
      const queue = `- id: intake\n  agency: hra\n  name: { en: Intake, es: Admisión }\n  programs: [${ids.join(', ')}]\n`
      write('nyc/queues.yaml', queue)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
