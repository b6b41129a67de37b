import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadCities } from '../../cli/cities'
import { checkCity } from '../../cli/check-city'
import { checkedCity, type Keep, keepIn } from '../../cli/checked-cities'
import { packageRoot } from '../../runtime/root'

const citiesRoot = join(packageRoot, 'cities')
const made: string[] = []

function folder(): string {
  made.push(mkdtempSync(join(tmpdir(), 'checked-')))
  return made.at(-1) as string
}

afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true })
})

const fileOf = (keep: Keep, id: string) => join(keep.folder, `${id}.checked`)

/** Whether the city was taken as it is kept: else it is written anew. */
function isRecalled(keep: Keep, root: string, id: string): boolean {
  utimesSync(fileOf(keep, id), 0, 0)
  checkedCity(keep, root, id)
  return statSync(fileOf(keep, id)).mtimeMs === 0
}

/** A copy of the cities that may be changed, and both of them kept. */
function kept(): { readonly root: string; readonly keep: Keep } {
  const root = folder()
  cpSync(citiesRoot, root, { recursive: true })
  const keep = { folder: join(folder(), 'cities'), code: 'the code' }
  for (const id of ['charlotte', 'nyc']) checkedCity(keep, root, id)
  return { root, keep }
}

describe('a city that is kept', () => {
  it.each(['charlotte', 'nyc'])('is %s as its files say it', (id) => {
    const { root, keep } = kept()
    const read = checkCity(root, id)
    expect(isRecalled(keep, root, id)).toBe(true)
    expect(checkedCity(keep, root, id)).toEqual(read)
    expect(checkedCity(keep, root, id)).toStrictEqual(read)
  })

  it.each(['nyc/programs/scrie.yaml', 'nyc/cases/scrie.yaml', 'nyc/people.yaml', 'us/figures'])(
    'is checked again when a byte of %s changes, and the other city with it only where it includes the file',
    (name) => {
      const { root, keep } = kept()
      const file = name.endsWith('.yaml') ? name : `${name}/${readdirSync(join(root, name))[0]}`
      appendFileSync(join(root, file), '\n')
      expect(isRecalled(keep, root, 'nyc')).toBe(false)
      expect(isRecalled(keep, root, 'nyc')).toBe(true)
      expect(isRecalled(keep, root, 'charlotte')).toBe(!name.startsWith('us/'))
    },
  )

  it.each(['nyc/notes.yaml', 'nyc/deep/down/notes.yaml', 'us/notes.yaml'])('is checked again when %s comes or goes', (name) => {
    const { root, keep } = kept()
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), '')
    expect(isRecalled(keep, root, 'nyc')).toBe(false)
    expect(isRecalled(keep, root, 'nyc')).toBe(true)
    rmSync(join(root, name))
    expect(isRecalled(keep, root, 'nyc')).toBe(false)
  })

  it('is what its files say now, not what they said', () => {
    const { root, keep } = kept()
    const file = join(root, 'charlotte', 'city.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('en: Charlotte', 'en: Queen City'))
    expect(checkedCity(keep, root, 'charlotte').settings.name.en).toBe('Queen City')
  })

  it('is refused when its files have a mistake now', () => {
    const { root, keep } = kept()
    appendFileSync(join(root, 'nyc', 'queues.yaml'), '- id: nobody\n')
    expect(() => checkedCity(keep, root, 'nyc')).toThrow('nyc/queues.yaml')
    expect(() => checkedCity(keep, root, 'nyc')).toThrow('nyc/queues.yaml')
  })

  it('is checked again by other code, and kept once', () => {
    const { root, keep } = kept()
    const other = { ...keep, code: 'other code' }
    expect(isRecalled(other, root, 'nyc')).toBe(false)
    expect(isRecalled(other, root, 'nyc')).toBe(true)
    expect(readdirSync(keep.folder)).toEqual(['charlotte.checked', 'nyc.checked'])
  })

  it.each([
    ['is empty', () => ''],
    ['is cut off', (text: string) => text.slice(0, -1)],
    ['has lost its first line', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['says something else', (text: string) => text.replace('"America/New_York"', '"America/Chicago"')],
    ['is no JSON', (text: string) => text.replace('{', '[')],
  ])('is checked again when the file it is kept in %s', (_, damage) => {
    const { root, keep } = kept()
    writeFileSync(fileOf(keep, 'nyc'), damage(readFileSync(fileOf(keep, 'nyc'), 'utf8')))
    expect(isRecalled(keep, root, 'nyc')).toBe(false)
    expect(isRecalled(keep, root, 'nyc')).toBe(true)
  })
})

describe('a city that cannot be kept', () => {
  it('is checked all the same where a folder stands in its place, and leaves nothing half written', () => {
    const { root, keep } = kept()
    rmSync(fileOf(keep, 'nyc'))
    mkdirSync(fileOf(keep, 'nyc'))
    expect(checkedCity(keep, root, 'nyc')).toEqual(checkCity(root, 'nyc'))
    expect(readdirSync(keep.folder)).toEqual(['charlotte.checked', 'nyc.checked'])
  })

  it('is checked all the same where the data folder cannot be written', () => {
    const file = join(folder(), 'a file')
    writeFileSync(file, '')
    expect([...loadCities(citiesRoot, { data: file }).keys()]).toEqual(['charlotte', 'nyc'])
  })
})

describe('the code that checks', () => {
  /** Compiled code, written before this process began. */
  function compiled(files: Readonly<Record<string, string>>): string {
    const root = folder()
    for (const name of ['cli', 'runtime', 'subgraphs']) mkdirSync(join(root, name))
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(root, name), text)
      utimesSync(join(root, name), 0, 0)
    }
    return root
  }
  const codeOf = (files: Readonly<Record<string, string>>) => keepIn('data', compiled(files))?.code

  it.each([
    ['a byte', { 'cli/a.js': '1', 'runtime/b.js': '3' }],
    ['a name', { 'cli/a.js': '1', 'runtime/c.js': '2' }],
    ['a folder', { 'cli/a.js': '1', 'subgraphs/b.js': '2' }],
    ['a file more', { 'cli/a.js': '1', 'runtime/b.js': '2', 'subgraphs/c.js': '' }],
    ['a file less', { 'cli/a.js': '1' }],
  ])('is other code with %s', (_, files) => {
    const known = codeOf({ 'cli/a.js': '1', 'runtime/b.js': '2' })
    expect(known).toMatch(/^[0-9a-f]{64}$/)
    expect(codeOf({ 'cli/a.js': '1', 'runtime/b.js': '2' })).toBe(known)
    expect(codeOf(files)).not.toBe(known)
  })

  it('is not known where it was compiled after the process began, and then nothing is kept', () => {
    const root = compiled({ 'cli/a.js': '1' })
    writeFileSync(join(root, 'cli', 'a.js'), '2')
    expect(keepIn('data', root)).toBeUndefined()
  })
})
