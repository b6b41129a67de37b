import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** A file that grows at its end, to more than the system should remember of it. */
export interface LongFile {
  /** Puts bytes behind those before. They are in the file after the next `flush`. */
  append(bytes: Uint8Array): Promise<void>
  /** Writes what was appended, and nothing of use for up to a block behind it: the file ends where it should once it is closed. */
  flush(): Promise<void>
  /** Whatever is in the file now is on the disk then. */
  datasync(): Promise<void>
  close(): Promise<void>
}

/** Bytes of which a write past the system's cache takes a whole number, from a place in the file and in memory that is one as well. */
const block = 4096
/** Blocks that are written at a time. */
const blocks = 1024

const plainly = constants.O_RDWR | constants.O_CREAT
const ownerOnly = 0o600

/** What the language's own types say of it stands with those of the browser. */
declare const WebAssembly: { readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer } }

/**
 * Opens a file, new or to go on behind its first bytes; those after them are lost. Where it can be, it is written past the cache of the
 * system: gigabytes that nobody reads soon would drive out of memory what others need, and most of the cost of a write is that memory.
 */
export async function openLongFile(path: string, size: number): Promise<LongFile> {
  let file = await openPastCache(path)
  // This memory, and no other that can be had here, begins with a page of the machine.
  const room = new Uint8Array(new WebAssembly.Memory({ initial: (blocks * block) / 65536 }).buffer)
  /** Where the room's first byte stands in the file, and how many of its bytes are of use. */
  let at = size - (size % block)
  let filled = size - at
  /** Where the file would end if it were closed now. */
  let kept = size

  async function flush(): Promise<void> {
    const end = Math.ceil(filled / block) * block
    room.fill(0, filled, end)
    await write(room.subarray(0, end))
    const whole = filled - (filled % block)
    room.copyWithin(0, whole, filled)
    at += whole
    filled -= whole
    kept = at + filled
  }

  async function write(bytes: Uint8Array): Promise<void> {
    try {
      await writeAll(file, bytes, at)
    } catch (error) {
      if (!isRefused(error)) throw error
      // Perhaps this system wants other pieces than these.
      await file.close()
      file = await open(path, plainly, ownerOnly)
      await writeAll(file, bytes, at)
    }
  }

  try {
    await file.truncate(size)
    if (filled > 0) await readPlainly(path, room.subarray(0, filled), at)
  } catch (error) {
    await file.close()
    throw error
  }
  return {
    async append(bytes) {
      for (let taken = 0; taken < bytes.length;) {
        const some = bytes.subarray(taken, taken + room.length - filled)
        room.set(some, filled)
        filled += some.length
        taken += some.length
        if (filled === room.length) await flush()
      }
    },
    flush,
    datasync: () => file.datasync(),
    async close() {
      try {
        await file.truncate(kept)
      } finally {
        await file.close()
      }
    },
  }
}

async function openPastCache(path: string): Promise<FileHandle> {
  try {
    // Not every system knows the flag.
    return await open(path, plainly | (constants.O_DIRECT ?? 0), ownerOnly)
  } catch (error) {
    if (!isRefused(error)) throw error
    return await open(path, plainly, ownerOnly)
  }
}

async function readPlainly(path: string, into: Uint8Array, at: number): Promise<void> {
  const file = await open(path)
  try {
    await file.read(into, 0, into.length, at)
  } finally {
    await file.close()
  }
}

/** Where the cache cannot be passed by, be it at all or with these pieces. */
function isRefused(error: unknown): boolean {
  return (error as { code?: string }).code === 'EINVAL'
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written)
    written += bytesWritten
  }
}
