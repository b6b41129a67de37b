import fc from 'fast-check'
import { householdLine } from '../../bench/households'
import { isRefusal } from '../../runtime/errors'
import { readHousehold } from '../../runtime/read-facts'
import { scanLine } from '../../runtime/scan-facts'

const asOf = '2026-06-01'
const scan = (line: string) => scanLine(Buffer.from(line), asOf)
const withFacts = (facts: string) => scan(`{"facts":${facts}}`)?.facts

/** What the long way makes of a line, or undefined where it refuses it. */
function readSlowly(line: string): { readonly id: unknown; readonly facts: unknown } | undefined {
  try {
    const { id, facts, ...rest } = JSON.parse(line) as { readonly id?: unknown; readonly facts?: unknown }
    const isLine = (id === undefined || typeof id === 'string') && Object.keys(rest).length === 0
    const read = readHousehold(facts, asOf)
    return isLine && !isRefusal(read) ? { id, facts: read } : undefined
  } catch {
    return undefined
  }
}

describe('a line that is scanned', () => {
  it('is what the long way reads, whatever is unknown', () => {
    for (let number = 0; number < 500; number++) {
      const line = householdLine(number, asOf)
      expect(scan(line)).toEqual(readSlowly(line))
      expect(scan(line)).toBeDefined()
    }
  })

  it('has every fact, known or not, so that all households have one shape', () => {
    const names = [1, 3, 5].map((number) => Object.keys(scan(householdLine(number, asOf))!.facts))
    expect(names[1]).toEqual(names[0])
    expect(names[2]).toEqual(names[0])
  })

  it.each([
    '{"facts":{}}',
    '{"facts":{"members":[]}}',
    ' { "facts" : { "county" : "36005" , "members" : [ { } , { "age" : 3 } ] } , "id" : "a b" } \r',
    '{"facts":{"livesInCity":null,"members":null,"withheld":["tenure","county"]},"id":""}',
    '{"facts":{"assets":0,"rentMonthly":"0.5","homePrice":9999999999.99}}',
    '{"facts":{"assets":10.10,"rentMonthly":"9999999999","homePrice":"0.07"}}',
    '{"facts":{"assets":1,"assets":2,"livesInCity":true,"livesInCity":null}}',
    '{"facts":{"members":[{"withheld":["age"],"incomes":[{"frequency":"WEEKLY","type":"WAGES"}],"expenses":[]},{"id":"x"}]}}',
    '{"facts":{"members":[{"birthDate":"2024-02-29","age":0,"incomes":[{"type":"SSI","frequency":"YEARLY","amount":null}]}]}}',
  ])('is what the long way reads: %s', (line) => {
    expect(scan(line)).toBeDefined()
    expect(scan(line)).toEqual(readSlowly(line))
  })

  it.each([
    '',
    '{',
    '{}',
    '[]',
    'null',
    '{"facts":null}',
    '{"facts":{}}}',
    '{"facts":{},}',
    '{"facts":{}} x',
    '{"facts":{},"id":null}',
    '{"facts":{},"id":5}',
    `{"facts":{},"id":"${'x'.repeat(201)}"}`,
    '{"facts":{},"id":"é"}',
    '{"facts":{},"id":"\\u0041"}',
    '{"facts":{},"id":"a\tb"}',
    '{"facts":{},"more":1}',
    '\uFEFF{"facts":{}}',
    '{"facts":{"__proto__":{}}}',
    '{"facts":{"assets":01}}',
    '{"facts":{"assets":1.}}',
    '{"facts":{"assets":1.234}}',
    '{"facts":{"assets":1e2}}',
    '{"facts":{"assets":-1}}',
    '{"facts":{"assets":"1}}',
    '{"facts":{"assets":"-0"}}',
    '{"facts":{"assets":10000000000}}',
    '{"facts":{"shelterDays":1.5}}',
    '{"facts":{"shelterDays":2147483648}}',
    '{"facts":{"shelterDays":366}}',
    '{"facts":{"county":"1"}}',
    '{"facts":{"livesInCity":truest}}',
    '{"facts":{"livesInCity":tru',
    '{"facts":{"livesInCity":nul}}',
    '{"facts":{"tenure":"RENT"}}',
    '{"facts":{"withheld":["nothing"]}}',
    '{"facts":{"members":[{}]',
    '{"facts":{"members":[{},]}}',
    '{"facts":{"members":{}}}',
    '{"facts":{"members":[null]}}',
    `{"facts":{"members":[${Array(31).fill('{}').join()}]}}`,
    '{"facts":{"members":[{"id":"m2"},{}]}}',
    '{"facts":{"members":[{"birthDate":"2026-02-30"}]}}',
    '{"facts":{"members":[{"birthDate":"2026-06-02"}]}}',
    '{"facts":{"members":[{"birthDate":"1899-12-31"}]}}',
    '{"facts":{"members":[{"birthDate":"2000-01-01x"}]}}',
    '{"facts":{"members":[{"incomes":[{"type":"WAGES"}]}]}}',
    '{"facts":{"members":[{"incomes":[{"type":"RENT","frequency":"WEEKLY"}]}]}}',
  ])('is left to the long way: %s', (line) => {
    expect(scan(line)).toBeUndefined()
  })

  it('is left to the long way where it was spoilt, or is what that reads', () => {
    const pieces = [
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '9',
      '.',
      '-',
      'e',
      ' ',
      '\\',
      '\n',
      'é',
      'null',
      'true',
      '"age":',
      '{}',
    ]
    const spoilt = fc
      .record({
        number: fc.nat(200),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(12),
        put: fc.array(fc.constantFrom(...pieces), { maxLength: 3 }),
      })
      .map(({ number, at, cut, put }) => {
        const line = householdLine(number, asOf)
        const place = Math.floor(at * line.length)
        return line.slice(0, place) + put.join('') + line.slice(place + cut)
      })
    fc.assert(
      fc.property(spoilt, (line) => {
        const scanned = scan(line)
        if (scanned !== undefined) expect(scanned).toEqual(readSlowly(line))
      }),
      { numRuns: 3000 },
    )
  })

  it('keeps each day once', () => {
    const born = () => withFacts('{"members":[{"birthDate":"1950-05-05"}]}')!.members[0]!.birthDate
    expect(born()).toBe('1950-05-05')
    expect(born()).toBe('1950-05-05')
  })
})
