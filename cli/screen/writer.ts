/** Text as the bytes of UTF-8, line by line: what is written is held as bytes at once, and no text has to live longer than its line. */
export interface Writer {
  write(text: string): void
  /** What was written since it was last taken, in memory of its own, which can be handed to another thread. */
  take(): Uint8Array<ArrayBuffer>
}

export function openWriter(): Writer {
  let bytes = Buffer.allocUnsafeSlow(1024 * 1024)
  let length = 0
  return {
    write(text) {
      // A character of UTF-16 is at most three bytes.
      if (bytes.length - length < text.length * 3) {
        const larger = Buffer.allocUnsafeSlow(2 * bytes.length + text.length * 3)
        bytes.copy(larger, 0, 0, length)
        bytes = larger
      }
      length += bytes.write(text, length)
    },
    take() {
      const taken = new Uint8Array(bytes.subarray(0, length))
      length = 0
      return taken
    },
  }
}
