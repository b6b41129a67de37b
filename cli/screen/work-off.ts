import type { Crew } from './crew'
import type { Chunk, Screened } from './plan'

/** How many chunks a thread has with it: one that it screens, and others so that it never waits for the next. */
const ahead = 3

/**
 * Screens chunks on all threads and hands them on in their order. So many are read and not yet handed on at any time as are needed to
 * keep the threads busy, and no more: whoever takes them slowly slows the reading.
 */
export async function workOff(
  chunks: AsyncIterable<Chunk>,
  crew: Crew,
  put: (chunk: Chunk, screened: Screened) => Promise<void>,
): Promise<void> {
  const underWay: { readonly chunk: Chunk; readonly screened: Promise<Screened> }[] = []
  const putFirst = async () => {
    const { chunk, screened } = underWay[0]!
    const done = await screened
    await put(chunk, done)
    crew.giveBack(done)
    underWay.shift()
  }
  for await (const chunk of chunks) {
    const screened = crew.screen(chunk)
    // It is looked at when it is its turn; until then nobody listens to its failure.
    screened.catch(() => undefined)
    underWay.push({ chunk, screened })
    if (underWay.length >= crew.size * ahead) await putFirst()
  }
  while (underWay.length > 0) await putFirst()
}
