import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import { copyCities, type CopiedCities } from './copied-cities'
import { writePantry } from './pantry'

describe('npm run mutate:rules', () => {
  let cities: CopiedCities
  beforeEach(() => {
    cities = copyCities()
    cities.keepPrograms('scrie', 'pantry')
    writePantry(cities, 20_000)
  })
  afterEach(() => cities.remove())

  function mutate(...args: readonly string[]): readonly [number | null, string, string] {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(packageRoot, 'dist', 'cli', 'mutate-rules.js'), ...args],
      { encoding: 'utf8', env: { ...process.env, HUB_CITIES: cities.root, NODE_OPTIONS: '' } },
    )
    return [status, stdout.trim(), stderr.trim()]
  }

  it('finds that every mistake is noticed where the cases lie on both sides of the limit', () => {
    const [status, out] = mutate('--city', 'nyc', '--program', 'pantry')
    expect([status, out]).toEqual([0, expect.stringMatching(/^(\d+) mutants, \1 killed, 0 survive;/)])
  })

  it('names the mistake that no case notices, and ends with 1', () => {
    cities.change('nyc/cases/pantry.yaml', '20000.01', '30000')
    const [status, out] = mutate('--city', 'nyc', '--program', 'pantry')
    expect(status).toBe(1)
    expect(out).toMatch(/^survives: figure pantry-limit .*\n/)
  })

  it('refuses what it cannot change: a city or a program that is not there', () => {
    expect(mutate('--city', 'gotham')).toEqual([
      1,
      '',
      `There is no city "gotham" in ${cities.root}: expected one of charlotte, nyc.`,
    ])
    expect(mutate('--city', 'nyc', '--program', 'larder')).toEqual([
      1,
      '',
      '--program: there is no "larder": expected one of pantry, scrie.',
    ])
    expect(mutate('--pogram', 'scrie')).toEqual([1, '', expect.stringMatching(/^Unknown option '--pogram'/)])
  })
})
