import { mkdirSync, readFileSync, appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { packageRoot } from '../../runtime/root'
import { copyCities, type CopiedCities } from './copied-cities'
import { hub } from './hub-command'

interface Example {
  readonly path: string
  readonly added: boolean
  readonly text: string
}

const read = (page: string) => readFileSync(join(packageRoot, 'docs', page), 'utf8')

/** The files of a page's example, in its order. */
function examplesOf(page: string): Example[] {
  return [...read(page).matchAll(/^```yaml\n# ((?:cities|draft)\/\S+)( \(at the end\))?\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', added, text = '']) => ({ path, added: added !== undefined, text }),
  )
}

describe('the examples of the pages', () => {
  let cities: CopiedCities
  beforeEach(() => {
    cities = copyCities()
    cities.keepPrograms('scrie')
  })
  afterEach(() => cities.remove())

  const write = ({ path, added, text }: Example) => {
    const file = join(cities.folder, path)
    expect(existsSync(file)).toBe(added)
    mkdirSync(dirname(file), { recursive: true })
    if (added) appendFileSync(file, text)
    else writeFileSync(file, text)
  }
  const run = (...args: string[]) => hub(args, { HUB_CITIES: cities.root })
  const mutants = (...args: string[]) =>
    spawnSync(process.execPath, [join(packageRoot, 'dist', 'cli', 'mutate-rules.js'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, HUB_CITIES: cities.root, NODE_OPTIONS: '' },
    }).stdout

  it('add a program that is sound, is told as the page says, and whose cases notice every small mistake', () => {
    const page = read('add-a-program.md')
    const examples = examplesOf('add-a-program.md')
    expect(examples.map(({ path }) => path)).toEqual([
      'cities/nyc/programs/cool-homes.yaml',
      'cities/nyc/figures/cool-homes.yaml',
      'cities/nyc/cases/cool-homes.yaml',
      'cities/nyc/queues.yaml',
      'draft/figures/cool-homes.yaml',
    ])
    examples.forEach(write)
    expect(run('city', 'check', 'nyc')).toMatchObject({ status: 0, error: '' })
    const told = run('city', 'explain', 'nyc', 'cool-homes', '--as-of', '2026-07-01').out
    const [, quoted = ''] = /^```text\n([\s\S]*?)^```$/m.exec(page) ?? []
    expect(told).toContain(quoted)
    expect(mutants('--city', 'nyc', '--program', 'cool-homes')).toMatch(/\n?\d+ mutants, \d+ killed, 0 survive/)

    const lines = join(cities.folder, 'households.jsonl')
    const [, shown = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? []
    writeFileSync(lines, shown)
    const draft = join(cities.folder, 'draft')
    const previewed = run('city', 'preview', 'nyc', '--with', draft, '--in', lines, '--as-of', '2026-07-01', '--json')
    expect(JSON.parse(previewed.out)).toMatchObject({ households: 2 })
    expect(JSON.parse(previewed.out).programs).toMatchObject([
      { program: 'cool-homes', counts: { GAIN: 0, LOSE: 1 }, reasons: { LOSE: [{ criterion: 'income' }] } },
    ])
  })

  it('add a city that is sound and whose cases notice every small mistake', () => {
    examplesOf('add-a-city.md').forEach(write)
    const checked = run('city', 'check', 'exampleville')
    expect(checked).toMatchObject({ status: 0, error: '' })
    expect(checked.out).toMatch(/^Exampleville: no mistakes\n {2}programs {6}1 /)
    expect(run('city', 'explain', 'exampleville', 'pantry-box', '--as-of', '2026-07-01').out).toContain(
      'Is 185 % of “Federal poverty guideline” of 2026, not rounded',
    )
    expect(mutants('--city', 'exampleville')).toMatch(/\d+ mutants, \d+ killed, 0 survive/)
  })
})
