import { statSync } from 'node:fs'
import type { Log } from './log'

/** How long a file is not looked at again, in milliseconds: a busy process asks thousands of times a second. */
const lookEvery = 1_000

/**
 * What a file says now. It is read anew when it has changed, which is seen at most a second later; a new text that cannot be read leaves what
 * was read before, and is logged once.
 *
 * @param now milliseconds
 * @throws what `read` throws, at the start alone
 */
export function watchFile<T>(file: string, read: (file: string) => T, log: Log, now: () => number): () => T {
  // Looked at before it is read: a change in between is then seen at the next look.
  let seen = signatureOf(file)
  let value = read(file)
  let lookedAt = now()
  let complained: string | undefined
  return () => {
    if (Math.abs(now() - lookedAt) < lookEvery) return value
    lookedAt = now()
    const found = signatureOf(file)
    if (found === seen) return value
    try {
      value = read(file)
      seen = found
    } catch {
      if (complained !== found) log.error({ file }, 'a file has changed and cannot be read: what it said before still holds')
      complained = found
    }
    return value
  }
}

function signatureOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'gone'
}
