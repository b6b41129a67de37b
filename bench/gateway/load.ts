import { Pool } from 'undici'
import { type Asked, askOver } from './ask'

/** Latencies in milliseconds of all requests, and how long they took together. */
export interface Load {
  readonly latencies: readonly number[]
  readonly seconds: number
}

/** A closed loop: on each connection the next request goes out when the last one's reply has been read and checked. */
export async function load(origin: string, next: () => Asked, connections: number, seconds: number): Promise<Load> {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  const latencies: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  try {
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let now = performance.now(); now < end;) {
          await askOver(pool, next())
          const after = performance.now()
          latencies.push(after - now)
          now = after
        }
      }),
    )
    return { latencies, seconds: (performance.now() - began) / 1000 }
  } finally {
    await pool.close()
  }
}
