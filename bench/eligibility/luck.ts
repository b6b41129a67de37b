/** Chance that comes out the same for the same seed, on every machine. */
export interface Luck {
  /** At least 0 and below 1. */
  draw(): number
  /** Whether something happens that does in this part of all cases. */
  happens(chance: number): boolean
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  /** One of the values, each with its weight. */
  pick<Value>(weighted: readonly (readonly [Value, number])[]): Value
  /** So many of the values, each at most once. */
  some<Value>(count: number, values: readonly Value[]): Value[]
}

/** Mulberry32: 32 bits of state are plenty for a bench. */
export function openLuck(seed: number): Luck {
  let state = seed >>> 0
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1))
  return {
    draw,
    between,
    happens: (chance) => draw() < chance,
    pick(weighted) {
      let left = draw() * weighted.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of weighted) if ((left -= weight) < 0) return value
      return weighted[weighted.length - 1]![0]
    },
    some(count, values) {
      const rest = [...values]
      for (let at = 0; at < count && at < rest.length; at++) {
        const other = between(at, rest.length - 1)
        ;[rest[at], rest[other]] = [rest[other]!, rest[at]!]
      }
      return rest.slice(0, count)
    },
  }
}
