import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { citySchemaFiles, citySchemas } from '../../cli/city-schemas/city-schemas'
import { map, type Schema } from '../../cli/city-schemas/json-schema'
import { packageRoot } from '../../runtime/root'
import { misfits } from './fits-schema'

const schemas = citySchemas()
const root = join(packageRoot, 'cities')

/** The kind of a file by its path: `nyc/programs/scrie.yaml` is a program. */
function kindOf(file: string): string {
  const [, kind = ''] = /^[\w-]+\/([\w-]+)/.exec(file) ?? []
  return kind === 'programs' ? 'program' : kind
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()

const schemaOf = (file: string): Schema => schemas[kindOf(file)] as Schema
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the schemas of the cities', () => {
  it.each([...citySchemaFiles()])('schema/%s is exactly what the code gives', (name, text) => {
    expect(readFileSync(join(packageRoot, 'schema', name), 'utf8')).toBe(text)
  })

  it('are the only ones there', () => {
    const committed = readdirSync(join(packageRoot, 'schema', 'cities')).map((name) => `cities/${name}`)
    expect(committed.sort()).toEqual([...citySchemaFiles().keys()].sort())
  })

  it('are there for every kind of file that a city has', () => {
    expect(files.length).toBeGreaterThan(150)
    expect([...new Set(files.map(kindOf))].sort()).toEqual(Object.keys(schemas).sort())
  })

  it.each(files)('fit cities/%s', (file) => {
    expect(misfits(schemaOf(file), parse(read(file)))).toEqual([])
  })

  it('describe every key', () => {
    const bare: string[] = []
    const walk = (schema: Schema, path: string) => {
      for (const [name, inner] of Object.entries(schema.properties ?? {})) {
        const named = inner.description ?? inner.allOf?.[0]?.$ref ?? inner.$ref ?? inner.type ?? inner.anyOf
        if (named === undefined) bare.push(`${path}.${name}`)
        walk(inner, `${path}.${name}`)
      }
      for (const part of [...(schema.anyOf ?? []), ...Object.values(schema.definitions ?? {})]) walk(part, path)
      if (schema.items) walk(schema.items, path)
    }
    for (const [kind, schema] of Object.entries(schemas)) walk(schema, kind)
    expect(bare).toEqual([])
  })

  it('cannot differ from what a reader takes', () => {
    expect(() => map('a thing', ['id', 'name?'], { id: {} })).toThrow('the schema of "a thing" and its reader differ in name')
    expect(() => map('a thing', ['id'], { id: {}, nam: {} })).toThrow('the schema of "a thing" and its reader differ in nam')
  })
})

describe('what the schemas refuse', () => {
  it.each([
    ['an unknown key', 'nyc/programs/scrie.yaml', 'area: HOUSING', 'area: HOUSING\ncolour: red', '.colour: unknown key'],
    ['a missing key', 'nyc/programs/scrie.yaml', 'area: HOUSING\n', '', ': area is missing'],
    ['a word of no list', 'nyc/programs/scrie.yaml', 'area: HOUSING', 'area: HOUSES', /^\.area: expected one of LEGAL_AID,/],
    ['a text without its Spanish', 'nyc/programs/scrie.yaml', /, es: Exención[^}]*/, ' ', '.name: es is missing'],
    ['a fact that is not there', 'nyc/programs/scrie.yaml', 'fact: tenure', 'fact: tenrue', /criteria\[0\]\.when: fits none/],
    [
      'a value that the fact cannot have',
      'nyc/programs/scrie.yaml',
      'is: RENTER',
      'is: TENANT',
      /criteria\[0\]\.when: fits none/,
    ],
    [
      'two limits at once',
      'nyc/programs/scrie.yaml',
      'atLeast: 62',
      'atLeast: 62\n            atMost: 99',
      /criteria\[1\]\.when: fits none/,
    ],
    [
      'money in a rule',
      'nyc/programs/scrie.yaml',
      'within: { figure: scrie-income-limit }',
      'atMost: 50000.5',
      /criteria\[3\]\.when: fits none/,
    ],
    [
      'a day that is none',
      'nyc/programs/scrie.yaml',
      'from: 2014-07-01',
      'from: 1 July 2014',
      /^\.versions\[0\]\.from: does not match/,
    ],
    ['a link without https', 'nyc/programs/nyc-care.yaml', 'url: https:', 'url: http:', /citation\.url: does not match/],
    [
      'a figure without its law',
      'nyc/figures/rent-increase-exemption.yaml',
      /, citation: \{[^}]*\}/,
      '',
      '[0].values[0]: fits none of 5',
    ],
    [
      'a figure that does not say whether its limit passes',
      'nyc/figures/rent-increase-exemption.yaml',
      '  inclusive: true\n',
      '',
      '[0]: inclusive is missing',
    ],
    ['a definition of nobody', 'nyc/definitions/medicaid.yaml', 'of: MEMBER', 'of: PERSON', '[0].of: fits none of 2'],
    ['a fact of no household in a case', 'nyc/cases/scrie.yaml', 'rentMonthly: 1400', 'rent: 1400', '.base.rent: unknown key'],
    [
      'a state that is no text in a case',
      'nyc/cases/scrie.yaml',
      "'TRUE'",
      'true',
      /^\.cases\[0\]\.criteria\.rent-regulated: expected one of/,
    ],
    ['an agency without a name', 'nyc/agencies.yaml', /name: \{[^}]*\}/, 'url: https://example.org', '[0]: name is missing'],
    [
      'a queue of no program',
      'nyc/queues.yaml',
      'programs: [right-to-counsel]',
      'program: right-to-counsel',
      '[0]: programs is missing',
    ],
    ['a county that is a number', 'nyc/city.yaml', "'36005'", '36005', '.counties[0]: expected string'],
    ['a weekday that is none', 'nyc/calendar.yaml', 'MONDAY', 'SOMEDAY', /^\.workingWeekdays\[0\]: expected one of MONDAY,/],
    ['a period in words', 'nyc/retention.yaml', 'days: 2555', 'days: seven years', '.residents.days: expected integer'],
    ['a key that is kept too short', 'nyc/retention.yaml', /(RECORDED\n {2}days:) 90/, '$1 89', '.idempotency.days: below 90'],
    ['a period that is a typing error', 'nyc/retention.yaml', 'days: 2555', 'days: 99999', '.residents.days: above 73000'],
    ['a period without a note', 'nyc/retention.yaml', /\n {2}note: .*/, '', '.residents: note is missing'],
    ['a weight in words', 'nyc/people.yaml', 'weight: 6', 'weight: six', '.languages[0].weight: expected integer'],
  ])('%s', (_, file, from, to, expected) => {
    const changed = read(file).replace(from, to)
    expect(changed).not.toBe(read(file))
    const found = misfits(schemaOf(file), parse(changed))
    expect(found).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
  })
})
