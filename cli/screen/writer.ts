/** Text as the bytes of UTF-8, piece by piece: what is written is held as bytes at once, and no text has to live longer than its line. */
export interface Writer {
  write(text: string): void
  /** Writes what is the same in many lines: a copy costs less than its text. */
  put(piece: Uint8Array): void
  /** What was written since it was last taken, in memory that threads share: in that which is free, where it has the room. */
  take(free?: SharedArrayBuffer): Uint8Array<SharedArrayBuffer>
}

/** Memory is made in steps of so many bytes, so that it mostly has the room for what is written later. */
const step = 256 * 1024

export function openWriter(): Writer {
  let bytes = Buffer.allocUnsafeSlow(1024 * 1024)
  let length = 0

  function makeRoom(room: number): void {
    if (bytes.length - length >= room) return
    const larger = Buffer.allocUnsafeSlow(2 * bytes.length + room)
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }

  return {
    write(text) {
      // A character of UTF-16 is at most three bytes.
      makeRoom(text.length * 3)
      length += bytes.write(text, length)
    },
    put(piece) {
      makeRoom(piece.length)
      bytes.set(piece, length)
      length += piece.length
    },
    take(free) {
      const isEnough = free !== undefined && free.byteLength >= length
      const memory = isEnough ? free : new SharedArrayBuffer(Math.ceil(length / step) * step)
      const taken = new Uint8Array(memory, 0, length)
      taken.set(bytes.subarray(0, length))
      length = 0
      return taken
    },
  }
}
