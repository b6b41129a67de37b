import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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
  return lockFile(
    join(folder, 'hub.lock'),
    (pid) =>
      `The data folder ${folder} is in use by another hub (process ${pid}). Stop it, or choose another folder with HUB_DATA.`,
    `The data folder ${folder} is being opened by another hub at this moment. Try again.`,
  )
}

/**
 * The same for anything that one process at a time may write: `file` is the lock.
 *
 * @throws StartError with the sentence of `held`, or with `contended` where several take over a stale lock at this moment
 */
export function lockFile(file: string, held: (pid: number) => string, contended: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      takeWhole(file, mine)
      return () => {
        if (read(file) === mine) rmSync(file, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const found = read(file)
    const holder = parse(found)
    if (holder && isRunning(holder)) {
      throw new StartError(held(holder.pid))
    }
    removeStale(file, found)
  }
  throw new StartError(contended)
}

/** The lock appears with all that is in it: an empty one would look as if its holder had died. */
function takeWhole(file: string, text: string): void {
  const whole = `${file}.${randomUUID()}`
  writeFileSync(whole, text, { mode: 0o600 })
  try {
    linkSync(whole, file)
  } finally {
    rmSync(whole, { force: true })
  }
}

/** Another starter may have taken over the stale lock since it was read: what is moved away and is not the stale one goes back. */
function removeStale(file: string, stale: string): void {
  const away = `${file}.${randomUUID()}`
  try {
    renameSync(file, away)
  } catch {
    return
  }
  if (read(away) !== stale) linkSync(away, file)
  rmSync(away, { force: true })
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
