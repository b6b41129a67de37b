/** A thread that screens chunks, one after the other, in the order in which they come. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Chunk, Plan } from './plan'
import { openScreen } from './screen-chunk'

const screen = openScreen(workerData as Plan)

parentPort!.on('message', (chunk: Pick<Chunk, 'from' | 'bytes'>) => {
  const screened = screen(chunk)
  parentPort!.postMessage(screened, [screened.bytes.buffer, screened.counts.buffer])
})
