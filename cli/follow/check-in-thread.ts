import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CityFault } from '../../runtime/city/city-fault'
import type { CheckedCity } from '../check-city'
import type { Keep } from '../checked-cities'

export interface Asked {
  readonly root: string
  readonly id: string
  /** Where the checked city is kept for the next start. */
  readonly keep: Keep | undefined
}

/** The city, or everything that is wrong with its files. */
export type Found = { readonly city: CheckedCity } | { readonly faults: readonly CityFault[] }

/** Checks a city in a thread of its own. Rejects where the thread breaks, or ends because it was told to stop. */
export function checkInThread(asked: Asked, stop: AbortSignal): Promise<Found> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(join(__dirname, 'check-thread.js'), { workerData: asked, execArgv: [] })
    const end = () => void thread.terminate()
    stop.addEventListener('abort', end, { once: true })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => {
      stop.removeEventListener('abort', end)
      // After the message this changes nothing any more.
      reject(new Error(`the check of ${asked.id} ended with ${code}`))
    })
  })
}
