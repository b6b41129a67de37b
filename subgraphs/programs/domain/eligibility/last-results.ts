/** What came out for two numbers, the last at each of some places: asked for far more often than a map could be. */
export interface LastResults {
  /** {@link unkept} where it is not kept, or not any more. */
  readonly get: (one: number, other: number) => number
  readonly keep: (one: number, other: number, result: number) => void
  readonly clear: () => void
}

export const unkept = -1

const places = 1 << 12

/** For a whole number from 1 on and any number, with results from 0 on. */
export function openLastResults(): LastResults {
  const ones = new Int32Array(places)
  const others = new Float64Array(places)
  const results = new Int32Array(places)
  // Of a share what is behind the point is told apart too.
  const placeOf = (one: number, other: number) => (Math.imul(one, 0x9e3779b1) ^ Math.imul((other * 8191) | 0, 0x85ebca6b)) >>> 20
  return {
    get(one, other) {
      const place = placeOf(one, other)
      return ones[place] === one && others[place] === other ? results[place]! : unkept
    },
    keep(one, other, result) {
      const place = placeOf(one, other)
      ones[place] = one
      others[place] = other
      results[place] = result
    },
    clear: () => void ones.fill(0),
  }
}
