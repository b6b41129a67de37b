import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { StartError } from '../runtime/errors'

/**
 * A file that is not there yet, which its owner alone may read.
 *
 * @throws StartError where it cannot be made
 */
export async function openNew(out: string): Promise<WriteStream> {
  const file = createWriteStream(out, { flags: 'wx', mode: 0o600 })
  try {
    await once(file, 'open')
  } catch (error) {
    throw new StartError(`--out: ${out} cannot be made (${(error as NodeJS.ErrnoException).code}).`)
  }
  return file
}
