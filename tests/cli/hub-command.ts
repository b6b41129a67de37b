import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'

export interface Ran {
  readonly status: number | null
  readonly out: string
  readonly error: string
}

/** Runs `hub ...` as a process of its own. */
export function hub(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(packageRoot, 'dist', 'cli', 'hub.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, out: stdout, error: stderr.trim() }
}
