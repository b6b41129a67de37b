import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { lockFile } from '../../runtime/database/lock'
import { StartError } from '../../runtime/errors'
import { writeWhole } from '../../runtime/files'
import { openLongFile, type LongFile } from './long-file'
import type { Chunk, Screened } from './plan'

/** How far a run has come: what stands in the file beside its output. */
export interface Progress {
  /** Lines of the input that have been answered. */
  lines: number
  /** Bytes of the output that answer them. */
  bytes: number
  /** Where the input goes on; undefined at its beginning. */
  next: number | string | undefined
  /** Lines among them that could not be screened. */
  bad: number
  /** For each program the count of each outcome. */
  readonly counts: number[]
  done: boolean
}

export interface Output {
  readonly progress: Progress
  add(chunk: Chunk, screened: Screened): Promise<void>
  /** Writes down how far the run has come: after a crash it goes on from here. */
  keep(done?: boolean): Promise<void>
  close(): Promise<void>
}

/** Milliseconds of work that a crash may cost. */
const keptEvery = 500

/**
 * Opens the output of a run, new or where an earlier run of the same digest was interrupted: what was written since that run last kept
 * its progress is written again.
 *
 * @throws StartError where the file was made otherwise, or has been changed
 */
export async function openOutput(path: string, digest: string, size: number, fresh: boolean): Promise<Output> {
  const unlock = lockOutput(path)
  try {
    if (fresh) for (const file of [path, `${path}.state`]) rmSync(file, { force: true })
    const progress = goOn(path, digest) ?? {
      lines: 0,
      bytes: 0,
      next: undefined,
      bad: 0,
      done: false,
      counts: Array<number>(size).fill(0),
    }
    const file = await openLongFile(path, progress.bytes)
    return await writeTo(file, `${path}.state`, digest, progress, unlock)
  } catch (error) {
    unlock()
    throw error instanceof StartError ? error : new StartError(`--out: ${path} cannot be written (${codeOf(error)}).`)
  }
}

/** What an earlier run of the same digest has kept; undefined where there was none. */
function goOn(path: string, digest: string): Progress | undefined {
  const size = existsSync(path) ? statSync(path).size : 0
  const kept = existsSync(path) ? readKept(`${path}.state`) : undefined
  if (kept === undefined && size === 0) return undefined
  if (kept === undefined) throw refused(path, 'is there already and does not come from an interrupted run')
  if (kept.digest !== digest) throw refused(path, 'was made with other arguments, of another input or by other rules')
  if (size < kept.progress.bytes) throw refused(path, 'has been changed since it was written')
  return kept.progress
}

function refused(path: string, why: string): StartError {
  return new StartError(`${path} ${why}: --fresh begins it anew, --out names another file.`)
}

async function writeTo(file: LongFile, beside: string, digest: string, progress: Progress, unlock: () => void): Promise<Output> {
  let keptAt = performance.now()
  let underWay: Promise<void> | undefined
  let failure: unknown

  /** As far as the run has come now, whatever is added meanwhile. */
  async function keepThis(): Promise<void> {
    const kept = JSON.stringify({ digest, progress })
    keptAt = performance.now()
    // The bytes first: a state that was ahead of them after a loss of power would leave a gap.
    await file.datasync()
    writeWhole(beside, kept)
  }

  /** Nobody waits for it, so what goes wrong is told to whoever comes next. The kernel tells of a lost write once. */
  function keepMeanwhile(): void {
    underWay = keepThis()
      .catch((error: unknown) => {
        failure = error
      })
      .finally(() => {
        underWay = undefined
      })
  }

  const keep: Output['keep'] = async (done = progress.done) => {
    await underWay
    if (failure !== undefined) throw failure
    progress.done = done
    await file.flush().catch(cannotWrite)
    await keepThis()
  }
  // What is there from now on is known to be ours, however soon the run ends.
  await keep()
  return {
    progress,
    keep,
    async add(chunk, { bytes, bad, counts }) {
      if (failure !== undefined) throw failure
      await file.append(bytes).catch(cannotWrite)
      progress.bytes += bytes.length
      progress.lines += chunk.lines
      progress.next = chunk.next
      progress.bad += bad.length
      for (let index = 0; index < counts.length; index++) progress.counts[index]! += counts[index]!
      if (underWay !== undefined || performance.now() - keptAt < keptEvery) return
      await file.flush().catch(cannotWrite)
      keepMeanwhile()
    },
    close: async () => {
      await underWay
      try {
        await file.close()
      } finally {
        unlock()
      }
    },
  }
}

function lockOutput(path: string): () => void {
  try {
    return lockFile(
      `${path}.lock`,
      (pid) => `${path} is being written by another run (process ${pid}).`,
      `${path} is being opened by another run at this moment. Try again.`,
    )
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`--out: ${path} cannot be written (${codeOf(error)}).`)
  }
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error)
}

/** @throws StartError where the disk is full or gone: what was written is kept, and the run can go on */
function cannotWrite(error: unknown): never {
  throw new StartError(`The results cannot be written (${codeOf(error)}): the same command goes on once they can.`)
}

function readKept(beside: string): { readonly digest: string; readonly progress: Progress } | undefined {
  if (!existsSync(beside)) return undefined
  try {
    return JSON.parse(readFileSync(beside, 'utf8')) as { digest: string; progress: Progress }
  } catch {
    throw refused(beside, 'cannot be read')
  }
}
