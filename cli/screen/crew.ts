import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Chunk, Plan, Screened, Task } from './plan'

/** Threads that screen chunks by one plan. */
export interface Crew {
  readonly size: number
  screen(chunk: Chunk): Promise<Screened>
  /** Takes back the memory of what was screened, once nobody needs it: a later chunk is written into it. */
  giveBack(screened: Screened): void
  close(): Promise<void>
}

interface Waiting {
  resolve(screened: Screened): void
  reject(error: unknown): void
}

interface Hand {
  readonly worker: Worker
  /** Who waits for an answer of the thread: it answers in the order in which it was asked. */
  readonly waiting: Waiting[]
}

/** Megabytes: a thread holds a chunk or two and the rules. A small nursery keeps a thread's memory from swelling between collections. */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 }

/** Each thread opens the rules once; the memory of a chunk is handed over to it, not copied, and that of the answer is shared. */
export function openCrew(plan: Plan, size: number): Crew {
  const free: SharedArrayBuffer[] = []
  const hands = Array.from({ length: size }, (): Hand => {
    const worker = new Worker(join(__dirname, 'worker.js'), { workerData: plan, resourceLimits })
    const waiting: Waiting[] = []
    worker.on('message', (screened: Screened) => waiting.shift()?.resolve(screened))
    const fail = (error: unknown) => {
      for (const one of waiting.splice(0)) one.reject(error)
    }
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('a screening thread has ended')))
    return { worker, waiting }
  })
  return {
    size,
    screen: ({ from, bytes }) =>
      new Promise((resolve, reject) => {
        const idlest = hands.reduce((least, hand) => (hand.waiting.length < least.waiting.length ? hand : least))
        idlest.waiting.push({ resolve, reject })
        idlest.worker.postMessage({ from, bytes, free: free.pop() } satisfies Task, [bytes.buffer])
      }),
    giveBack: ({ bytes }) => void free.push(bytes.buffer),
    close: async () => {
      await Promise.all(hands.map(({ worker }) => worker.terminate()))
    },
  }
}
