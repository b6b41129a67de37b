import { readSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { StartError } from '../../runtime/errors'
import type { Chunk } from './plan'

/** Bytes read at a time: some 180 households. */
const block = 512 * 1024
/** No household needs more: of a longer line only the beginning is looked at, which is no JSON. */
const longestLine = 1024 * 1024
const newline = 10

/** The lines of a file in chunks, from a place where a line begins. A last line may have no end; a file's end is no line. */
export async function* readLines(file: FileHandle, at: number, line: number): AsyncGenerator<Chunk> {
  let from = line
  let next = at
  let rest: Buffer = Buffer.alloc(0)
  let skipped = 0
  for (;;) {
    // Each chunk has memory of its own, which is handed over to a thread.
    const bytes = Buffer.from(new ArrayBuffer(rest.length + block))
    rest.copy(bytes)
    // At once: the system mostly has it in memory, and to wake a thread for it costs more.
    const bytesRead = readSync(file.fd, bytes, rest.length, block, next + rest.length + skipped)
    const filled = bytes.subarray(0, rest.length + bytesRead)
    const end = bytesRead === 0 ? filled.length : filled.lastIndexOf(newline)
    if (bytesRead === 0 && filled.length === 0 && skipped === 0) return
    if (end < 0) {
      const kept = Math.min(filled.length, longestLine)
      skipped += filled.length - kept
      rest = filled.subarray(0, kept)
      continue
    }
    rest = Buffer.from(filled.subarray(end + 1))
    next += end + 1 + skipped
    skipped = 0
    const whole = filled.subarray(0, end)
    const lines = countLines(whole)
    yield { from, lines, bytes: whole, next }
    from += lines
    if (bytesRead === 0) return
  }
}

/** The lines of a chunk, each as a part of its bytes. */
export function* linesOf({ buffer, byteOffset, byteLength }: Chunk['bytes']): Generator<Buffer> {
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(newline, start)
    const end = found < 0 ? bytes.length : found
    yield bytes.subarray(start, end)
    start = end + 1
  }
}

/** @throws StartError where the file is not there or may not be read */
export async function openLines(path: string): Promise<FileHandle> {
  const cannot = (why: string) => new StartError(`--in: ${path} cannot be read (${why}).`)
  const file = await open(path).catch((error: Error) => {
    throw cannot(String((error as { code?: string }).code))
  })
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw cannot('it is no file')
}

function countLines(text: Buffer): number {
  let lines = 1
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines++
  return lines
}
