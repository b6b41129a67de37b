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

  it('is not written over by the next, unless its memory is given back', () => {
    const writer = openWriter()
    writer.write('first')
    const first = writer.take()
    writer.write('two')
    const second = writer.take()
    expect([textOf(first), textOf(second)]).toEqual(['first', 'two'])
    writer.write('three')
    const third = writer.take(first.buffer)
    expect([third.buffer, textOf(third), textOf(second)]).toEqual([first.buffer, 'three', 'two'])
  })

  it('is in new memory where what is free has no room for it', () => {
    const writer = openWriter()
    const free = new SharedArrayBuffer(4)
    writer.write('12345')
    const taken = writer.take(free)
    expect(textOf(taken)).toBe('12345')
    expect(taken.buffer).not.toBe(free)
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
