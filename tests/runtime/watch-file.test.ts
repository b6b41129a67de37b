import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../runtime/log'
import { watchFile } from '../../runtime/watch-file'

const folder = mkdtempSync(join(tmpdir(), 'watch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A number in a file, watched by a clock that stands still until it is moved; `reads` and `complaints` count. */
function watchNumber(name: string) {
  const file = join(folder, name)
  const told = { reads: 0, complaints: 0, time: 0 }
  const log = { error: () => (told.complaints += 1) } as unknown as Log
  const read = (path: string) => {
    told.reads += 1
    const number = Number(readFileSync(path, 'utf8'))
    if (Number.isNaN(number)) throw new Error('no number')
    return number
  }
  const write = (text: string) => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
  write('1')
  return { file, told, write, current: watchFile(file, read, log, () => told.time) }
}

describe('a watched file', () => {
  it('is read once while it does not change, however often it is asked for', () => {
    const { told, current } = watchNumber('still')
    for (; told.time < 10_000; told.time += 500) expect(current()).toBe(1)
    expect(told.reads).toBe(1)
  })

  it('is looked at once a second: a change is seen after one, and not before', () => {
    const { told, write, current } = watchNumber('second')
    write('22')
    told.time = 999
    expect(current()).toBe(1)
    told.time = 1_000
    expect(current()).toBe(22)
  })

  it('is seen to change where the new text has the length of the old one', () => {
    const { told, write, current } = watchNumber('length')
    write('2')
    told.time = 1_000
    expect(current()).toBe(2)
  })

  it('that cannot be read any more says what it said, and that is logged once', () => {
    const { told, write, current } = watchNumber('broken')
    write('no number')
    for (told.time = 1_000; told.time < 5_000; told.time += 1_000) expect(current()).toBe(1)
    expect(told.complaints).toBe(1)
    write('3')
    expect(current()).toBe(3)
  })

  it('that is gone says what it said until it is there again', () => {
    const { file, told, write, current } = watchNumber('gone')
    rmSync(file)
    told.time = 1_000
    expect([current(), told.complaints]).toEqual([1, 1])
    write('4')
    told.time = 2_000
    expect(current()).toBe(4)
  })

  it('is looked at again where the clock was set back', () => {
    const { told, write, current } = watchNumber('back')
    write('5')
    told.time = -3_600_000
    expect(current()).toBe(5)
  })

  it('that cannot be read at the start keeps the process from starting', () => {
    const read = () => {
      throw new Error('no number')
    }
    expect(() => watchFile(join(folder, 'never'), read, {} as Log, () => 0)).toThrow('no number')
  })
})
