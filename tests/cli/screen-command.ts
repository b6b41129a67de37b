import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'

/** A folder with an input, in which the command itself is run. */
export interface Desk {
  readonly folder: string
  readonly out: string
  write(lines: readonly (object | string)[]): void
  /** What came of `hub screen` with the arguments; stdout is the summary. */
  run(...args: readonly string[]): { readonly code: number | null; readonly summary: any; readonly stderr: string }
  start(...args: readonly string[]): ChildProcess
  results(): any[]
  remove(): void
}

const hub = join(packageRoot, 'dist', 'cli', 'hub.js')

/** The cities that were checked for all tests are found in the template's folder. */
export function openDesk(data = join(process.env['HUB_TEST_FOLDER'] as string, 'template')): Desk {
  const folder = mkdtempSync(join(process.env['HUB_TEST_FOLDER'] as string, 'screen-'))
  const [input, out] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')]
  const { DATABASE_URL: _database, ...around } = process.env
  const env = { ...around, HUB_DATA: data }
  const always = [hub, 'screen', '--city', 'nyc', '--as-of', '2026-06-01', '--out', out, '--json']
  const whole = (args: readonly string[]) => [...always, ...(args.includes('--residents') ? [] : ['--in', input]), ...args]
  return {
    folder,
    out,
    write: (lines) =>
      writeFileSync(input, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
    run: (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, whole(args), { env, encoding: 'utf8' })
      return { code: status, summary: stdout === '' ? undefined : JSON.parse(stdout), stderr }
    },
    start: (...args) => spawn(process.execPath, whole(args), { env, stdio: 'ignore' }),
    results: () =>
      readFileSync(out, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
