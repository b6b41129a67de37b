import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { copyCities } from './copied-cities'
import { hub } from './hub-command'

const id = '0193a1f0-0000-7000-8000-000000000001'
const nowhere = { HUB_DATA: join(process.env['HUB_TEST_FOLDER'] as string, 'nowhere') }

describe('the commands about what is kept', () => {
  it.each([
    [['purge', '--city', 'gotham'], /^There is no city "gotham" in /],
    [['purge'], /^There is no city "" in /],
    [['purge', '--city', 'nyc', '--as-of', '2100-01-01'], /^--as-of: 2100-01-01 has not come in nyc; with --dry-run it is told/],
    [['purge', '--city', 'nyc', '--as-of', 'yesterday'], /^--as-of is "yesterday": expected a day as YYYY-MM-DD/],
    [['purge', '--city', 'nyc', '--what'], /^Unknown option '--what'/],
    [['purge', '--city', 'nyc'], /^There are no records in \S+\/nowhere: HUB_DATA names the folder of a hub/],
    [['resident'], /^hub resident: expected one of export, erase; --help says more\.$/],
    [['resident', 'export', 'x', '--city', 'nyc', '--out', 'x'], /^hub resident export: expected one resident, by a UUID/],
    [['resident', 'export', id, '--city', 'nyc'], /^--out: expected the name of a file that is not there yet\.$/],
    [['resident', 'export', id, '--city', 'nyc', '--out', 'x'], /^There are no residents in \S+\/nowhere: /],
    [['resident', 'erase', id, '--city', 'gotham', '--reason', 'Request'], /^There is no city "gotham" in /],
    [
      ['resident', 'erase', id, id, '--city', 'nyc', '--reason', 'Request'],
      /^hub resident erase: expected one resident, by a UUID/,
    ],
    [['resident', 'erase', id, '--city', 'nyc'], /^--reason: expected why, 3 to 200 characters, such as "Written request, /],
    [['resident', 'erase', id, '--city', 'nyc', '--reason', 'two\nlines'], /^--reason: expected why, 3 to 200 characters/],
  ])('%j is told what is expected', (args, told) => {
    expect(hub(args, nowhere)).toEqual({ status: 1, out: '', error: expect.stringMatching(told) })
  })

  it('purge nothing of a city that has set no periods', () => {
    const cities = copyCities()
    cities.keepPrograms('scrie')
    cities.write('nyc/retention.yaml', '')
    expect(hub(['purge', '--city', 'nyc'], { ...nowhere, HUB_CITIES: cities.root }).error).toMatch(
      /^The city's files cannot be loaded:\nnyc\/retention\.yaml:1: expected a map with residents, screenings, /,
    )
    rmSync(join(cities.root, 'nyc', 'retention.yaml'))
    expect(hub(['purge', '--city', 'nyc'], { ...nowhere, HUB_CITIES: cities.root }).error).toBe(
      'nyc has no retention.yaml: without its periods nothing goes.',
    )
    expect(hub(['city', 'check', 'nyc'], { HUB_CITIES: cities.root }).out).toContain(
      '\n  retention     no periods: nothing is ever purged\n',
    )
    cities.remove()
  })
})
