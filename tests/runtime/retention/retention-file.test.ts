import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { CityError } from '../../../runtime/city/city-fault'
import { listCities, readCity } from '../../../runtime/city/read-city'
import { loadRetention } from '../../../runtime/city/retention'
import { packageRoot } from '../../../runtime/root'
import { retentionKinds } from '../../../runtime/retention/kinds'

const root = join(packageRoot, 'cities')

/** New York's file as it is, with the first place where the text stands replaced. */
function changed(from: string | RegExp, to: string): () => unknown {
  const text = readFileSync(join(root, 'nyc', 'retention.yaml'), 'utf8')
  expect(text.replace(from, to)).not.toBe(text)
  const draft = new Map([['nyc/retention.yaml', Buffer.from(text.replace(from, to))]])
  return () => loadRetention(readCity(root, 'nyc', draft))
}

function faults(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    return (error as CityError).message
  }
  throw new Error('the file was read')
}

describe('retention.yaml', () => {
  it.each(listCities(root))('of %s names a period for every kind, and says of each that no source is on record', (city) => {
    const retention = loadRetention(readCity(root, city))
    expect(Object.keys(retention ?? {})).toEqual(Object.keys(retentionKinds))
    const file = parse(readFileSync(join(root, city, 'retention.yaml'), 'utf8')) as Record<string, { note: string }>
    for (const { note } of Object.values(file)) expect(note).toMatch(/without a source on record|The hub's own promise/)
    expect(retention).toMatchObject({ residents: 2_555, referrals: 2_555, idempotency: 90 })
  })

  it('may be left out, and then everything is kept', () => {
    const draft = new Map([['nyc/retention.yaml', Buffer.from('')]])
    expect(loadRetention(readCity(root, 'nyc', draft))).toBeNull()
  })

  it.each([
    [
      'a kind that is not there',
      /^outbox:/m,
      'inbox:',
      /nyc\/retention\.yaml:\d+ inbox: unknown key; expected one of residents, /,
    ],
    ['a kind that is missing', /^breakGlass:\n( .*\n){3}/m, '', /^nyc\/retention\.yaml:4: breakGlass is missing$/],
    ['another instant', 'after: TAKEN', 'after: ENDED', /^nyc\/retention\.yaml:\d+ screenings\.after: expected one of TAKEN$/],
    ['no note', /(days: 2555)\n {2}note: .*/, '$1', /^nyc\/retention\.yaml:4 residents: note is missing$/],
    ['an empty note', /note: .*/, 'note: " "', /^nyc\/retention\.yaml:7 residents\.note: expected a text$/],
    ['half a day', 'days: 2555', 'days: 0.5', /residents\.days: expected a whole number/],
    ['no day at all', 'days: 2555', 'days: 0', /^nyc\/retention\.yaml:6 residents\.days: expected at least 1$/],
    ['days in words', 'days: 2555', 'days: seven years', /residents\.days: expected a number, not below 0/],
    ['a typing error', 'days: 2555', 'days: 25550000', /^nyc\/retention\.yaml:6 residents\.days: expected at most 73000$/],
    [
      'less than the hub promises',
      /(idempotency:\n.*\n {2}days:) 90/,
      '$1 89',
      /^nyc\/retention\.yaml:\d+ idempotency\.days: expected at least 90$/,
    ],
    ['a number in place of a period', /^outbox:\n( .*\n){3}/m, 'outbox: 90\n', /outbox: expected a map with after, days, note$/],
  ])('with %s does not load', (_, from, to, told) => {
    expect(faults(changed(from, to))).toMatch(told)
  })
})
