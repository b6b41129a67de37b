/** A name between its quotes, as it was kept by {@link openWords}. */
export interface Word {
  readonly length: number
  /** Where its bytes are kept. */
  readonly place: number
}

/**
 * Words that are looked for in a line, eight bytes at a time, of which the last may overlap the others. Eight bytes are compared as one
 * floating point number, which is exact: those of a word are ASCII, never a NaN or a zero, so no other bytes are the same number. Many names
 * begin alike; their ends differ, and come first.
 */
export function openWords(line: DataView) {
  /** Of each word its last eight bytes, then the others from the first on. */
  const eights: number[] = []
  /** Of each word that has no eight its last four, then its first four. */
  const fours: number[] = []

  /** Keeps a name, which has two letters at least. */
  function wordOf(name: string): Word {
    const bytes = Buffer.from(`"${name}"`)
    const { length } = bytes
    if (length < 8) return { length, place: fours.push(bytes.readInt32LE(length - 4), bytes.readInt32LE()) - 2 }
    const place = eights.push(bytes.readDoubleLE(length - 8)) - 1
    for (let from = 0; from < length - 8; from += 8) eights.push(bytes.readDoubleLE(from))
    return { length, place }
  }

  /** Which of the words is at a place of the line; most likely the one named, or one soon after it. -1 where it is none of them. */
  function which(at: number, words: readonly Word[], likely: number): number {
    for (let index = likely; index < words.length; index++) if (isNext(at, words[index]!)) return index
    for (let index = 0; index < likely; index++) if (isNext(at, words[index]!)) return index
    return -1
  }

  function isNext(at: number, { length, place }: Word): boolean {
    const last = length - 8
    if (last < 0) return line.getInt32(at + length - 4, true) === fours[place] && line.getInt32(at, true) === fours[place + 1]
    if (line.getFloat64(at + last, true) !== eights[place]) return false
    for (let offset = 0, next = place + 1; offset < last; offset += 8, next++)
      if (line.getFloat64(at + offset, true) !== eights[next]) return false
    return true
  }

  return { wordOf, which }
}
