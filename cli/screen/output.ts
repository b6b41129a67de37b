import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { StartError } from '../../runtime/errors'
import { writeWhole } from '../../runtime/files'
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
  const beside = `${path}.state`
  if (fresh) for (const file of [path, beside]) rmSync(file, { force: true })
  const kept = existsSync(path) ? readKept(beside) : undefined
  const progress = kept?.progress ?? {
    lines: 0,
    bytes: 0,
    next: undefined,
    bad: 0,
    counts: Array<number>(size).fill(0),
    done: false,
  }
  if (kept !== undefined && kept.digest !== digest)
    throw new StartError(
      `${path} was made with other arguments, of another input or by other rules: --fresh begins it anew, --out names another file.`,
    )
  if (kept === undefined && existsSync(path) && statSync(path).size > 0) throw notOurs(path)
  if (kept === undefined) writeWhole(beside, JSON.stringify({ digest, progress }))
  const file = await open(path, kept === undefined ? 'w' : 'r+', 0o600)
  const { size: found } = await file.stat()
  if (found < progress.bytes) {
    await file.close()
    throw new StartError(`${path} has been changed since it was written: --fresh begins it anew, --out names another file.`)
  }
  await file.truncate(progress.bytes)
  let keptAt = performance.now()

  const keep: Output['keep'] = async (done = false) => {
    progress.done = done
    // The bytes first: a state that was ahead of them after a loss of power would leave a gap.
    await file.datasync()
    writeWhole(beside, JSON.stringify({ digest, progress }))
    keptAt = performance.now()
  }
  return {
    progress,
    keep,
    async add(chunk, { bytes, bad, counts }) {
      await writeAll(file, bytes, progress.bytes)
      progress.bytes += bytes.length
      progress.lines += chunk.lines
      progress.next = chunk.next
      progress.bad += bad.length
      for (let index = 0; index < counts.length; index++) progress.counts[index]! += counts[index]!
      if (performance.now() - keptAt > keptEvery) await keep()
    },
    close: () => file.close(),
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written)
    written += bytesWritten
  }
}

function readKept(beside: string): { readonly digest: string; readonly progress: Progress } | undefined {
  if (!existsSync(beside)) return undefined
  try {
    return JSON.parse(readFileSync(beside, 'utf8')) as { digest: string; progress: Progress }
  } catch {
    throw new StartError(`${beside} cannot be read: --fresh begins anew, --out names another file.`)
  }
}

function notOurs(path: string): StartError {
  return new StartError(
    `${path} is there already and does not come from an interrupted run: --fresh begins it anew, --out names another file.`,
  )
}
