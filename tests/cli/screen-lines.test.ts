import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Crew } from '../../cli/screen/crew'
import type { Chunk, Screened } from '../../cli/screen/plan'
import { readLines } from '../../cli/screen/read-lines'
import { openTeller } from '../../cli/screen/tell'
import { workOff } from '../../cli/screen/work-off'

describe('the lines of a file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(process.env['HUB_TEST_FOLDER'] as string, 'lines-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function read(text: string, at = 0, line = 1): Promise<Chunk[]> {
    const path = join(folder, 'in')
    writeFileSync(path, text)
    const file = await open(path)
    try {
      const chunks: Chunk[] = []
      for await (const chunk of readLines(file, at, line)) chunks.push(chunk)
      return chunks
    } finally {
      await file.close()
    }
  }
  const linesIn = (chunks: readonly Chunk[]) => chunks.flatMap(({ bytes }) => Buffer.from(bytes).toString().split('\n'))

  it.each([
    ['', []],
    ['one', ['one']],
    ['one\n', ['one']],
    ['one\n\ntwo', ['one', '', 'two']],
    ['\n', ['']],
  ])('of %j', async (text, lines) => {
    expect(linesIn(await read(text))).toEqual(lines)
  })

  it('are numbered, and go on from the end of any chunk', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index} ${'é'.repeat(index % 200)}`)
    const chunks = await read(lines.join('\n'))
    expect(chunks.length).toBeGreaterThan(5)
    expect(linesIn(chunks)).toEqual(lines)
    let line = 1
    for (const { from, lines: count, next } of chunks) {
      expect(from).toBe(line)
      line += count
      expect(linesIn(await read(lines.join('\n'), next as number, line))).toEqual(lines.slice(line - 1))
    }
  })

  it('hold no more than a mebibyte: of a longer one only the beginning is looked at', async () => {
    const long = 'x'.repeat(5_000_000)
    const chunks = await read(`before\n${long}\nafter`)
    const [before, cut, after, ...more] = linesIn(chunks)
    expect([before, after, more]).toEqual(['before', 'after', []])
    expect(cut!.length).toBeLessThan(1.5 * 1024 * 1024)
    expect(linesIn(await read(`${long}\nafter`, long.length + 1))).toEqual(['after'])
  })
})

describe('the chunks under way', () => {
  it('are never more than three for each thread, however slowly they are taken, and keep their order', async () => {
    let [begun, ended, most] = [0, 0, 0]
    const put: number[] = []
    let givenBack = 0
    async function* chunks(): AsyncGenerator<Chunk> {
      for (let from = 1; from <= 200; from++) {
        begun++
        most = Math.max(most, begun - ended)
        yield { from, lines: 1, bytes: new Uint8Array(1), next: from }
      }
    }
    const nothing: Screened = { bytes: new Uint8Array(new SharedArrayBuffer(0)), bad: [], counts: new Uint32Array() }
    const crew: Crew = {
      size: 2,
      // The later ones are done first.
      screen: ({ from }) => new Promise((resolve) => setTimeout(() => resolve(nothing), from % 3 === 0 ? 0 : 2)),
      giveBack: () => void givenBack++,
      close: () => Promise.resolve(),
    }
    await workOff(chunks(), crew, async ({ from }) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      // The memory of what is put is not given back before.
      expect(givenBack).toBe(ended)
      put.push(from)
      ended++
    })
    expect(put).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    expect(most).toBeLessThanOrEqual(6)
    expect(givenBack).toBe(200)
  })

  it('end with the first that fails', async () => {
    async function* chunks(): AsyncGenerator<Chunk> {
      for (let from = 1; from <= 20; from++) yield { from, lines: 1, bytes: new Uint8Array(1), next: from }
    }
    const ended = () => Promise.reject(new Error('ended'))
    const crew: Crew = { size: 1, screen: ended, giveBack: () => undefined, close: () => Promise.resolve() }
    await expect(workOff(chunks(), crew, () => Promise.resolve())).rejects.toThrow('ended')
  })
})

describe('what is told of a run', () => {
  function told(isTTY: boolean, at: readonly number[]): string {
    let now = 0
    let text = ''
    const out = { isTTY, write: (part: string | Uint8Array) => ((text += String(part)), true) }
    const teller = openTeller(out, 0, () => now)
    for (const time of at) {
      now = time
      teller.progress(time * 2, time / 10_000)
    }
    teller.end()
    return text
  }

  it('is nothing where it is over within a second', () => {
    expect(told(false, [1, 500, 999])).toBe('')
  })

  it('is one line at a time elsewhere, every five seconds', () => {
    expect(told(false, [1000, 2000, 5999, 6000])).toBe('2,000 lines, 2,000 a second, 10 %\n12,000 lines, 2,000 a second, 60 %\n')
  })

  it('is one line written anew on a terminal', () => {
    const clear = '\r\u001B[K'
    expect(told(true, [1000, 1100, 2000])).toBe(
      `2,000 lines, 2,000 a second, 10 %${clear}4,000 lines, 2,000 a second, 20 %${clear}`,
    )
  })

  it('names the first hundred bad lines and says where the others are', () => {
    let text = ''
    const teller = openTeller({ write: (part: string | Uint8Array) => ((text += String(part)), true) }, 0)
    teller.bad(Array.from({ length: 150 }, (_, index) => ({ line: index + 1, field: null, message: 'expected more' })))
    expect(text.split('\n').slice(-3)).toEqual(['line 100: expected more', 'further bad lines are told in the output alone', ''])
  })
})
