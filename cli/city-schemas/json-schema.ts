/** As much of JSON Schema (draft 7) as the schemas of the cities' files use. */
export interface Schema {
  readonly $schema?: string
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean'
  readonly enum?: readonly string[]
  readonly const?: string | boolean
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

/**
 * A map with the keys that a reader takes; one that ends in `?` may be absent.
 *
 * @throws Error where a key has no shape or a shape no key: the schema would not be what is read
 */
export function map(description: string, keys: readonly string[], shapes: Readonly<Record<string, Schema>>): Schema {
  const names = keys.map((key) => key.replace('?', ''))
  const wrong = [...names.filter((name) => !(name in shapes)), ...Object.keys(shapes).filter((name) => !names.includes(name))]
  if (wrong.length > 0) throw new Error(`the schema of "${description}" and its reader differ in ${wrong.join(', ')}`)
  const required = keys.filter((key) => !key.endsWith('?'))
  return {
    description,
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(names.map((name) => [name, shapes[name] as Schema])),
    additionalProperties: false,
  }
}

export function listOf(items: Schema, description: string): Schema {
  return { description, type: 'array', items }
}

/** One of a closed list, each with what it means where that is known. */
export function choice(values: readonly string[] | Readonly<Record<string, string>>, description: string): Schema {
  if (Array.isArray(values)) return { description, enum: values as readonly string[] }
  return {
    description,
    anyOf: Object.entries(values).map(([value, meaning]) => ({ const: value, description: String(meaning) })),
  }
}

/** Another part of the same schema, with a description of its own. */
export function part(name: string, description?: string): Schema {
  const $ref = `#/definitions/${name}`
  return description === undefined ? { $ref } : { description, allOf: [{ $ref }] }
}
