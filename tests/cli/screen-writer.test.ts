import { openWriter } from '../../cli/screen/writer'

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('what is written of a chunk', () => {
  it('is UTF-8, and only what was written since it was last taken', () => {
    const writer = openWriter()
    writer.write('one é\n')
    writer.write('two 𝄞\n')
    expect(textOf(writer.take())).toBe('one é\ntwo 𝄞\n')
    expect(writer.take()).toHaveLength(0)
    writer.write('three')
    expect(textOf(writer.take())).toBe('three')
  })

  it('has memory of its own, which is not written over by the next', () => {
    const writer = openWriter()
    writer.write('one')
    const first = writer.take()
    writer.write('two')
    writer.take()
    expect(textOf(first)).toBe('one')
    expect(first.buffer.byteLength).toBe(3)
  })

  it('is text and pieces of bytes in the order in which they came', () => {
    const writer = openWriter()
    const piece = Buffer.from('é'.repeat(400_000))
    writer.write('first ')
    writer.put(piece)
    writer.put(piece.subarray(0, 2))
    writer.write(' last')
    expect(textOf(writer.take()) === `first ${'é'.repeat(400_001)} last`).toBe(true)
  })

  it('is as long as it has to be', () => {
    const writer = openWriter()
    const lines = Array.from({ length: 50 }, (_, index) => `${index} ${'€'.repeat(index * 5000)}\n`)
    for (const line of lines) writer.write(line)
    expect(textOf(writer.take()) === lines.join('')).toBe(true)
  })
})
