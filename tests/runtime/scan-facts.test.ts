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
    '{"facts":{"receivesSnap" :true,"receivesRentSubsidy": false , "homePrice"\t:\t1,\r"homeToBuyInCity":null}}',
    '{"facts":{"members":[{"receivesSsdi":true,"receivesSsi":false,"receivesAgingServices":true,"id":"a"}]}}',
    '{"facts":{"members":[{"id":"m1"},{"id":"m"},{"id":"abcd"},{"id":"abcbcd"},{"id":"abcbcbcd"},{"id":"m2"}]}}',
    '{"facts":{"members":[{"birthDate":"1900-01-01"},{"birthDate":"1900-01-31"},{"birthDate":"1900-02-01"}]}}',
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
    '{"facts":{"livesInCity":falsy}}',
    '{"facts":{"livesInCitY":true}}',
    '{"facts":{"livesinCity":true}}',
    '{"facts":{"receivesSsi":true}}',
    '{"facts":{"members":[{"receivesSsl":true}]}}',
    '{"facts":{"members":[{"receivesS":true}]}}',
    '{"facts":{"members":[{"aga":1}]}}',
    '{"facts":{"members":[{"Id":"m1"}]}}',
    '{"facts":{"members":[{"id":"m1"},{"id":"m1"}]}}',
    '{"facts":{"livesInCity":nul}}',
    '{"facts":{"tenure":"RENT"}}',
    '{"facts":{"withheld":["nothing"]}}',
    '{"facts":{"members":[{}]',
    '{"facts":{"members":[{},]}}',
    '{"facts":{"members":{}}}',
    '{"facts":{"members":[null]}}',
    `{"facts":{"members":[${Array(31).fill('{}').join()}]}}`,
    '{"facts":{"members":[{"id":"m2"},{}]}}',
    '{"facts":{"members":[{"birthDate":"2023-02-29"}]}}',
    '{"facts":{"members":[{"birthDate":"2023-04-31"}]}}',
    '{"facts":{"members":[{"birthDate":"2023-00-01"}]}}',
    '{"facts":{"members":[{"birthDate":"2023-13-01"}]}}',
    '{"facts":{"members":[{"birthDate":"2023-01-00"}]}}',
    '{"facts":{"members":[{"birthDate":"2023-01-32"}]}}',
    '{"facts":{"members":[{"birthDate":"2o23-01-02"}]}}',
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

  it('is read from its own bytes alone, wherever it ends and whatever is behind it', () => {
    const line =
      '{"id":"a","facts":{"livesInCity":false,"assets":12.5,"members":[{"id":"m1","birthDate":"1950-05-05","age":76}]}} \r'
    const whole = line.lastIndexOf('}') + 1
    for (let before = 0; before < 9; before++) {
      const bytes = Buffer.from(' '.repeat(before) + line)
      for (let length = 0; length <= line.length; length++) {
        const read = scanLine(bytes.subarray(before, before + length), asOf)
        expect(read).toEqual(length < whole ? undefined : readSlowly(line))
      }
    }
  })

  it('is read from its own bytes alone where they end with the memory', () => {
    const line = Buffer.from('{"facts":{"livesInCity":true,"shelterDays":12}}')
    for (let length = 0; length <= line.length; length++) {
      const bytes = Buffer.from(new ArrayBuffer(length))
      line.copy(bytes)
      expect(scanLine(bytes, asOf)).toEqual(length < line.length ? undefined : readSlowly(line.toString()))
    }
  })

  it('has nothing of the line before it', () => {
    expect(scan('{"facts":{"livesInCity":true,"shelterDays":12}}')).toBeDefined()
    expect(scan('{"facts":{"livesInCity":true,"shelterDays":1')).toBeUndefined()
    expect(scan('{"facts":{"livesInCity":true')).toBeUndefined()
    expect(scan('{"facts":{}}')!.facts.shelterDays).toBeUndefined()
  })

  it('ends where it ends, not at a byte that is 0', () => {
    expect(scan('{"facts":{}}\0')).toBeUndefined()
    expect(scan('{"facts":{}\0}')).toBeUndefined()
    expect(scan('{"facts":{"assets":1\0}}')).toBeUndefined()
  })

  it('has a mebibyte at most', () => {
    const blanks = ' '.repeat(1024 * 1024 - '{"facts":{}}'.length)
    expect(scan(`{"facts":${blanks}{}}`)).toEqual(readSlowly('{"facts":{}}'))
    expect(scan(`{"facts":${blanks} {}}`)).toBeUndefined()
  })

  it('keeps each day once', () => {
    const born = () => withFacts('{"members":[{"birthDate":"1950-05-05"}]}')!.members[0]!.birthDate
    expect(born()).toBe('1950-05-05')
    expect(born()).toBe('1950-05-05')
  })
})
