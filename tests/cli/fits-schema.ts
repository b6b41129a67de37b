import type { Schema } from '../../cli/city-schemas/json-schema'

type Entries = Readonly<Record<string, unknown>>

/** One keyword of JSON Schema: what is wrong with the value, each with its path; empty where it fits. */
type Keyword = (given: never, value: unknown, path: string, root: Schema, schema: Schema) => string[]

const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isEntries,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
}

const limit =
  (holds: (value: unknown) => boolean, reason: string): ((value: unknown, path: string) => string[]) =>
  (value, path) =>
    holds(value) ? [] : [`${path}: ${reason}`]

const none: Keyword = () => []

/** Each keyword that the schemas use. A schema with another one is refused: it would be passed over. */
const keywords: Readonly<Record<string, Keyword>> = {
  $schema: none,
  title: none,
  description: none,
  definitions: none,
  $ref: (ref: string, value, path, root) =>
    misfits(root.definitions?.[ref.replace('#/definitions/', '')] ?? missing(ref), value, path, root),
  type: (type: string, value, path) => limit(types[type] ?? missing(type), `expected ${type}`)(value, path),
  enum: (values: readonly unknown[], value, path) =>
    limit((one) => values.includes(one), `expected one of ${values.join()}`)(value, path),
  const: (only: unknown, value, path) => limit((one) => one === only, `expected ${String(only)}`)(value, path),
  pattern: (pattern: string, value, path) =>
    limit((one) => typeof one !== 'string' || new RegExp(pattern, 'u').test(one), `does not match ${pattern}`)(value, path),
  minimum: (least: number, value, path) => limit((one) => typeof one !== 'number' || one >= least, `below ${least}`)(value, path),
  maximum: (most: number, value, path) => limit((one) => typeof one !== 'number' || one <= most, `above ${most}`)(value, path),
  minItems: (least: number, value, path) =>
    limit((one) => !Array.isArray(one) || one.length >= least, `fewer than ${least}`)(value, path),
  maxItems: (most: number, value, path) =>
    limit((one) => !Array.isArray(one) || one.length <= most, `more than ${most}`)(value, path),
  minProperties: (least: number, value, path) =>
    limit((one) => !isEntries(one) || Object.keys(one).length >= least, `fewer keys than ${least}`)(value, path),
  maxProperties: (most: number, value, path) =>
    limit((one) => !isEntries(one) || Object.keys(one).length <= most, `more keys than ${most}`)(value, path),
  items: (items: Schema, value, path, root) =>
    Array.isArray(value) ? value.flatMap((item, index) => misfits(items, item, `${path}[${index}]`, root)) : [],
  required: (names: readonly string[], value, path) =>
    isEntries(value) ? names.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path}: ${name} is missing`) : [],
  properties: (shapes: Readonly<Record<string, Schema>>, value, path, root) =>
    isEntries(value)
      ? Object.entries(value).flatMap(([name, inner]) => {
          const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
          return shape === undefined ? [] : misfits(shape, inner, `${path}.${name}`, root)
        })
      : [],
  propertyNames: (names: Schema, value, path, root) =>
    isEntries(value) ? Object.keys(value).flatMap((name) => misfits(names, name, `${path}.${name}`, root)) : [],
  additionalProperties: (shape: Schema | boolean, value, path, root, { properties = {} }) =>
    isEntries(value)
      ? Object.entries(value).flatMap(([name, inner]) => {
          if (Object.hasOwn(properties, name) || shape === true) return []
          return shape === false ? [`${path}.${name}: unknown key`] : misfits(shape, inner, `${path}.${name}`, root)
        })
      : [],
  allOf: (all: readonly Schema[], value, path, root) => all.flatMap((one) => misfits(one, value, path, root)),
  anyOf: (any: readonly Schema[], value, path, root) => {
    const tried = any.map((one) => misfits(one, value, path, root))
    return tried.some((found) => found.length === 0) ? [] : [`${path}: fits none of ${any.length}`]
  },
}

function missing(name: string): never {
  throw new Error(`the schema names ${name}, which is not there`)
}

/** What is wrong with a value by a schema; empty where it fits. */
export function misfits(schema: Schema, value: unknown, path = '', root = schema): string[] {
  return Object.entries(schema).flatMap(([name, given]) => {
    const check = keywords[name] ?? missing(name)
    return check(given as never, value, path, root, schema)
  })
}
