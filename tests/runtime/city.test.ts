import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CityError } from '../../runtime/city/city-fault'
import { listCities, readCity } from '../../runtime/city/read-city'

const roots: string[] = []

/** A folder of cities with these files. */
function write(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cities-'))
  roots.push(root)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

function refusal(root: string, id: string): CityError {
  try {
    readCity(root, id)
  } catch (error) {
    return error as CityError
  }
  throw new Error('the city was read')
}

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true })
})

describe('reading a city', () => {
  const root = write({
    'us/figures/a.yaml': '- federal',
    'springfield/city.yaml': 'id: springfield\nincludes: [us]\n',
    'springfield/figures/b.yaml': '- local',
    'springfield/queues.yaml': '- id: first\n  needs:\n    - EVICTION\n    - { kind: REPAIRS }\n- id: second\n',
    'springfield/notes.txt': 'not read',
  })

  test('the cities are the folders with a city.yaml', () => {
    expect(listCities(root)).toEqual(['springfield'])
    expect(listCities(join(root, 'nowhere'))).toEqual([])
  })

  test('a file gives its plain data, and the line of each value', () => {
    const queues = readCity(root, 'springfield').get('queues.yaml')
    expect(queues?.file).toBe('springfield/queues.yaml')
    expect(queues?.data).toEqual([{ id: 'first', needs: ['EVICTION', { kind: 'REPAIRS' }] }, { id: 'second' }])
    const paths = [[], [0, 'needs'], [0, 'needs', 1], [0, 'needs', 1, 'kind'], [1, 'id'], [1, 'languages'], [7]]
    expect(paths.map((path) => queues?.at(path))).toEqual([1, 2, 4, 4, 5, 5, 1])
  })

  test('included folders come first, then the city’s own', () => {
    const files = readCity(root, 'springfield')
    expect(files.under('figures').map(({ file }) => file)).toEqual(['us/figures/a.yaml', 'springfield/figures/b.yaml'])
    expect(files.get('notes.txt')).toBeUndefined()
  })

  test.each(['shelbyville', '../etc', '', 'Springfield', 'us'])('there is no city %p', (id) => {
    expect(refusal(root, id).faults).toEqual([{ file: `${id}/city.yaml`, line: 1, path: '', reason: 'there is no such city' }])
  })

  test.each([
    ['id: a\nid: b\n', 2, 'Map keys must be unique'],
    ['id: &x a\nname: *x\n', 2, 'aliases (*name) are not read: write the value out'],
    ['id: [a\n', 2, expect.stringContaining('Flow sequence')],
  ])('a file that is no plain YAML: %j', (text, line, reason) => {
    const broken = write({ 'springfield/city.yaml': text })
    expect(refusal(broken, 'springfield').faults[0]).toEqual({ file: 'springfield/city.yaml', line, path: '', reason })
  })

  test('every broken file is told at once', () => {
    const broken = write({
      'springfield/city.yaml': 'includes: [us, ../x]\n',
      'springfield/a.yaml': '- [',
      'springfield/b.yaml': '- {',
    })
    expect(
      refusal(broken, 'springfield')
        .message.split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(expect.arrayContaining(['springfield/a.yaml', 'springfield/b.yaml', 'springfield/city.yaml']))
  })

  test('a day stays the text it is', () => {
    const dated = write({ 'springfield/city.yaml': 'id: springfield\nfrom: 2026-07-01\nfips: "36005"\n' })
    expect(readCity(dated, 'springfield').get('city.yaml')?.data).toEqual({
      id: 'springfield',
      from: '2026-07-01',
      fips: '36005',
    })
  })
})
