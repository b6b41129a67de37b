import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../errors'

interface Holder {
  readonly pid: number
  readonly startedAt: string
}

/**
 * Takes the data folder for this process. PGlite takes no lock of its own, and two openers of one folder silently lose
 * writes that were acknowledged. A lock left by a process that is gone is taken over.
 *
 * @returns the release
 * @throws StartError naming the process that holds the folder
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'hub.lock')
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, mine)
      closeSync(handle)
      return () => {
        if (read(file) === mine) rmSync(file, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = parse(read(file))
    if (holder && isRunning(holder)) {
      throw new StartError(
        `The data folder ${folder} is in use by another hub (process ${holder.pid}). Stop it, or choose another folder with HUB_DATA.`,
      )
    }
    rmSync(file, { force: true })
  }
  throw new StartError(`The data folder ${folder} is being opened by another hub at this moment. Try again.`)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>
    return typeof holder.pid === 'number' ? { pid: holder.pid, startedAt: String(holder.startedAt) } : undefined
  } catch {
    return undefined
  }
}

/** A process id is used again after a crash or in another container: the start time tells the holder from a stranger. */
function isRunning(holder: Holder): boolean {
  if (holder.pid === process.pid) return holder.startedAt === startOf(process.pid)
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const startedAt = startOf(holder.pid)
  return startedAt === '' || holder.startedAt === '' || startedAt === holder.startedAt
}

/** Start time in clock ticks since boot where the system tells it (Linux), else empty. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
  return stat === '' ? '' : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '')
}
