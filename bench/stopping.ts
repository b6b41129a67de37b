/** What a bench has started is gone when it ends, also where it is told to stop. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProcesses, type Processes } from './gateway/process'

/** Rejects on the first signal to stop, so that what has been started is stopped on the way out. */
export function stopOnSignal(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => reject(new Error('stopped')))
  })
}

/** Runs with a folder for temporary files and with processes, and removes both. `profile` is a folder for CPU profiles. */
export async function withProcesses(
  profile: string | undefined,
  run: (folder: string, processes: Processes) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'))
  const processes = openProcesses(profile)
  const stopped = stopOnSignal()
  try {
    await Promise.race([run(folder, processes), stopped])
  } finally {
    await processes.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
