import { getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'

/** A field as it is asked for, with what is asked for inside it. */
export interface Asked {
  readonly type: string
  readonly field: string
  /** The name it has in the reply. */
  readonly key: string
  readonly args: string
  readonly inside: readonly Asked[]
}

/** What a path of field names leads to. */
export interface Path {
  readonly steps: readonly { readonly type: string; readonly field: string }[]
  readonly ends: string
}

/** The arguments of a field by its coordinate: `(first: 5)`. */
export type Arguments = Readonly<Record<string, string>>

type Walked = (coordinate: string) => boolean

const objectOf = (field: GraphQLField<unknown, unknown>): GraphQLObjectType | undefined => {
  const inner = getNamedType(field.type)
  return isObjectType(inner) ? inner : undefined
}
const isEntity = (type: GraphQLObjectType) =>
  type.astNode?.directives?.some(
    ({ name, arguments: args }) =>
      name.value === 'key' || (name.value === 'join__type' && args?.some((one) => one.name.value === 'key')),
  ) ?? false
const fieldsOf = (schema: GraphQLSchema, type: string) => Object.values((schema.getType(type) as GraphQLObjectType).getFields())

/** Every path from a type to an entity, through at most so many entities, none of them twice; a list by its nodes and by its edges. */
export function pathsFrom(schema: GraphQLSchema, start: string, most: number, walked: Walked): Path[] {
  const found: Path[] = []
  const walk = (type: string, steps: Path['steps'], through: readonly string[]): void => {
    for (const field of fieldsOf(schema, type)) {
      const to = objectOf(field)
      if (!to || !walked(`${type}.${field.name}`)) continue
      const here = [...steps, { type, field: field.name }]
      if (!isEntity(to)) {
        if (/(Connection|Edge)$/.test(to.name)) walk(to.name, here, through)
      } else if (!through.includes(to.name) && through.length < most) {
        found.push({ steps: here, ends: to.name })
        walk(to.name, here, [...through, to.name])
      }
    }
  }
  walk(start, [], [])
  return found
}

/** Whether a path leads from a query straight to an entity, or to a list of them. */
export function isRoot({ steps }: Path): boolean {
  return steps.slice(1).every(({ type }) => /(Connection|Edge)$/.test(type))
}

/** Everything there is to ask of a type: values whole, entities and lists of them by their ids. */
export function everythingOf(schema: GraphQLSchema, type: string, args: Arguments, walked: Walked): Asked[] {
  return fieldsOf(schema, type)
    .filter((field) => walked(`${type}.${field.name}`) && field.name !== 'id')
    .map((field) => {
      const to = objectOf(field)
      const inside = to ? valuesOf(to, walked) : []
      return { type, field: field.name, key: field.name, args: args[`${type}.${field.name}`] ?? '', inside }
    })
}

function valuesOf(type: GraphQLObjectType, walked: Walked): Asked[] {
  const fields = Object.values(type.getFields())
  const plain = (field: string): Asked => ({ type: type.name, field, key: field, args: '', inside: [] })
  if (isEntity(type)) return [plain('id')]
  return fields.flatMap((field): Asked[] => {
    if (!walked(`${type.name}.${field.name}`)) return []
    const to = objectOf(field)
    if (type.name.endsWith('Connection') && field.name !== 'nodes') return []
    return to ? [{ ...plain(field.name), inside: valuesOf(to, walked) }] : [plain(field.name)]
  })
}

/** The fields at the end of a path, asked for along it. */
export function along({ steps }: Path, args: Arguments, last: readonly Asked[]): Asked[] {
  return steps.reduceRight<Asked[]>(
    (inside, { type, field }, index) => {
      const isLast = index === steps.length - 1
      const id: Asked = { type: '', field: 'id', key: 'id', args: '', inside: [] }
      const takesId = isLast || !/(Connection|Edge)$/.test(steps[index + 1]?.type ?? '')
      return [{ type, field, key: field, args: args[`${type}.${field}`] ?? '', inside: takesId ? [id, ...inside] : inside }]
    },
    [...last],
  )
}

/** How the last fields of an operation are written. All of them ask for the same. */
export const forms = ['plainly', 'by another name', 'in a named fragment', 'in an inline fragment', 'on a condition'] as const
export type Form = (typeof forms)[number]

/** The operation that asks for fields at the end of a path, written in a form, and the fields as the reply names them. */
export interface Written {
  readonly query: string
  readonly asked: readonly Asked[]
}

export function write(
  form: Form,
  type: string,
  last: readonly Asked[],
  around: (last: readonly Asked[]) => readonly Asked[],
): Written {
  const renamed = form === 'by another name' ? last.map((one, index) => misnamed(one, last, index)) : last
  const asked = around(renamed)
  const [before, after] = around([here])
    .map((one) => print(one))
    .join(' ')
    .split(print(here)) as [string, string]
  const fields = renamed.map(print).join(' ')
  const variables = form === 'on a condition' ? 'query It($yes: Boolean!, $no: Boolean!)' : 'query It'
  return {
    query: `${variables} { ${before}${within(form, type, renamed, fields)}${after} }${fragment(form, type, fields)}`,
    asked,
  }
}

const here: Asked = { type: '', field: '_here', key: '_here', args: '', inside: [] }

/** Under the name of another field, whose rule may be another. A name that subgraphs hand each other is refused as an alias. */
function misnamed(one: Asked, all: readonly Asked[], index: number): Asked {
  const key = all[(index + 1) % all.length]?.field ?? one.field
  return { ...one, key: between.has(key) || key === one.field ? `other${index}` : key }
}

const between = new Set(['id', 'grounds', 'resident', 'facts', 'asOf'])

function within(form: Form, type: string, [first, ...rest]: readonly Asked[], fields: string): string {
  if (form === 'in a named fragment') return '...Last'
  if (form === 'in an inline fragment') return `... on ${type} { ${fields} }`
  if (form !== 'on a condition' || !first) return fields
  const skipped = `never: ${first.field}${first.args} @skip(if: $yes) ${block(first)}`
  const included = `... @include(if: $yes) { ${rest.map(print).join(' ')} }`
  return `${first.field}${first.args} @include(if: $yes) ${block(first)} ${skipped} ${rest.length > 0 ? included : ''} ... @skip(if: $no) { id }`
}

const fragment = (form: Form, type: string, fields: string) =>
  form === 'in a named fragment' ? ` fragment Last on ${type} { ${fields} }` : ''

const block = ({ inside }: Asked): string => (inside.length > 0 ? `{ ${inside.map(print).join(' ')} }` : '')

export function print(one: Asked): string {
  const name = one.key === one.field ? one.field : `${one.key}: ${one.field}`
  return `${name}${one.args} ${block(one)}`.trim()
}
