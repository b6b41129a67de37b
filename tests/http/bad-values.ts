import {
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql'

/** Values that no client should send, by the scalar that must refuse them. A scalar that is not named here fails the tests. */
const unfit: Readonly<Record<string, readonly unknown[]>> = {
  UUID: [
    7,
    true,
    {},
    '',
    'x',
    '0190B0A4-7C1E-7D2A-9F10-3B5C8D2E4F61',
    '00000000-0000-0000-0000-000000000000',
    `0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61\u0000`,
    '{0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61}',
    "' or 1=1 --",
  ],
  Date: [
    '20000-01-01',
    '+20000-01-01',
    '2023-02-30',
    '2023-02-29',
    '1899-12-31',
    '2101-01-01',
    '2023-1-1',
    '01/02/2023',
    'today',
    '',
    7,
    1e300,
    {},
    '2023-01-01T00:00:00Z',
    '2023-01-01\u0000',
  ],
  DateTime: [
    '20000-01-01T00:00:00Z',
    '2023-02-30T00:00:00Z',
    '2023-01-01',
    '2023-01-01T24:01:00Z',
    '2023-01-01T00:00:00',
    '0000-01-01T00:00:00Z',
    '2023-01-01T00:00:00+99:99',
    'now',
    '',
    7,
    {},
  ],
  Money: [
    '-1',
    '-0.01',
    '1e9',
    'NaN',
    'Infinity',
    '-Infinity',
    '10000000000',
    '99999999999999999999.00',
    '0.001',
    '1,000',
    '$1',
    '0x10',
    '',
    7,
    0.1,
    true,
    {},
  ],
  Line: ['x'.repeat(201), 'a\u0000b', '\ud83d', 'a\udfffb', 7, true, {}],
  Note: ['x'.repeat(4001), 'a\u0000b', '\ud83d', 'a\udfffb', 7, true, {}],
  IdempotencyKey: ['', 'short', 'x'.repeat(101), 'has a space', 'a\u0000bcdefghi', '12345678\n', 'ñañañaña', 7, 12345678, {}],
  Int: ['1', 1.5, 2 ** 31, -(2 ** 31) - 1, 1e300, true, '', 'NaN', {}],
  Boolean: ['true', 1, '', {}],
  String: [7, true, {}],
}
const unfitForEnum = ['UNHEARD_OF', '', 'constructor', '__proto__', 7]

let counter = 0
/** A right value of a type, with nothing in it that may be left out. */
function sample(type: GraphQLInputType): unknown {
  const inner = getNullableType(type)
  if (isListType(inner)) return [sample(inner.ofType)]
  if (isEnumType(inner)) return inner.getValues()[0]?.name
  if (isInputObjectType(inner)) {
    const required = Object.values(inner.getFields()).filter(isRequiredInputField)
    return Object.fromEntries(required.map((field) => [field.name, sample(field.type)]))
  }
  counter += 1
  const id = `0190b0a4-7c1e-7d2a-9f10-${String(counter).padStart(12, '0')}`
  const samples: Readonly<Record<string, unknown>> = {
    UUID: id,
    Date: '2026-01-01',
    DateTime: '2026-01-01T00:00:00Z',
    Money: '1.00',
    Line: 'x',
    Note: 'x',
    IdempotencyKey: `key-${id}`,
    Int: 1,
    Boolean: true,
    String: 'x',
  }
  if (!(inner.name in samples)) throw new Error(`tests/http/bad-values.ts knows no right value of ${inner.name}`)
  return samples[inner.name]
}

/** One wrong value and everything around it right. `field` is the name that the error has to say. */
export interface Bad {
  readonly path: string
  readonly field: string
  readonly wrong: unknown
  readonly value: unknown
}

/** The value where it stands in everything around it; undefined is a value left out. */
type Place = (value: unknown) => unknown

/** Every wrong value that a right one of this type can be made into by one change, however deep. */
export function badValues(type: GraphQLInputType, right: unknown, path: string, place: Place = (value) => value): Bad[] {
  const field = (path.split('.').at(-1) as string).replace(/\[\d+\]$/, '')
  const bad = (wrong: unknown, named = field): Bad => ({ path, field: named, wrong, value: place(wrong) })
  const nulls = isNonNullType(type) ? [bad(null)] : []
  const inner = getNullableType(type)
  if (isEnumType(inner)) return [...nulls, ...unfitForEnum.map((wrong) => bad(wrong))]
  if (isListType(inner)) {
    const items = Array.isArray(right) && right.length > 0 ? (right as unknown[]) : [sample(inner.ofType)]
    return [...nulls, ...badValues(inner.ofType, items[0], `${path}[0]`, (value) => place([value, ...items.slice(1)]))]
  }
  if (isInputObjectType(inner)) {
    const known = (right ?? sample(inner)) as Readonly<Record<string, unknown>>
    const fields = Object.values(inner.getFields())
    const missing = fields.filter(isRequiredInputField).map(({ name }) => {
      const { [name]: _, ...rest } = known
      return { path: `${path}.${name}`, field: name, wrong: undefined, value: place(rest) }
    })
    const deeper = fields.flatMap(({ name, type: of }) =>
      badValues(of, known[name], `${path}.${name}`, (value) => place({ ...known, [name]: value })),
    )
    const wrong = [7, 'x', true].map((value) => bad(value))
    return [...nulls, ...wrong, bad({ ...known, unheardOf: 1 }, 'unheardOf'), ...missing, ...deeper]
  }
  const values = unfit[inner.name]
  if (!values) throw new Error(`tests/http/bad-values.ts knows no wrong value of ${inner.name}`)
  return [...nulls, ...values.map((wrong) => bad(wrong))]
}
