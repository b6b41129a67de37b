import { resolve } from 'node:path'
import type { Progress } from './output'
import type { Chunk } from './plan'
import { openLines, readLines } from './read-lines'

/** Where the households come from. */
export interface Source {
  /** What tells this input from another. */
  readonly identity: unknown
  /** What has been read of it, from 0 to 1, where its size is known. */
  share(next: Progress['next']): number | undefined
  chunks(from: Progress): AsyncIterable<Chunk>
  close(): Promise<void>
}

/** @throws StartError where the file is not there or may not be read */
export async function openFileSource(path: string): Promise<Source> {
  const file = await openLines(path)
  const { size, mtimeMs } = await file.stat()
  return {
    identity: { path: resolve(path), size, mtimeMs },
    share: (next) => (size === 0 ? undefined : Math.min(1, Number(next ?? 0) / size)),
    chunks: ({ next, lines }) => readLines(file, Number(next ?? 0), lines + 1),
    close: () => file.close(),
  }
}
