import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { apiSchema } from '../schema/api'
import type { World } from './world'

const schema = apiSchema()

/** A query by what it asks for: `resident { householdFacts }`. */
export interface Question {
  readonly name: string
  readonly query: string
}

/** The arguments of each query that takes some which it cannot do without. */
function argumentsFor(world: World): Readonly<Record<string, string>> {
  const id = (of: string) => `(id: "${of}")`
  return {
    resident: id(world.resident),
    household: id(world.household),
    screening: id(world.screening),
    conversation: id(world.conversation),
    campaign: id(world.campaign),
    referral: id(world.referral),
    intakeQueue: id(world.queue),
    program: `(code: "${world.programCode}")`,
    agency: id(world.agency),
    screen: '(facts: { livesInCity: true })',
    interview: '(facts: { livesInCity: true })',
  }
}

/** Every field of the type that needs no argument, and of what stands in them, so many levels down. */
export function everythingIn(type: GraphQLNamedType, levels: number): string {
  if (!isObjectType(type)) return ''
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (field.args.some(isRequiredArgument)) return []
    if (isLeafType(inner)) return [field.name]
    const below = levels > 0 ? everythingIn(inner, levels - 1) : ''
    return below === '' ? [] : [`${field.name} ${below}`]
  })
  return fields.length === 0 ? '' : `{ ${fields.join(' ')} }`
}

/** Every query, and of the entity that it leads to every field by itself, with what stands in it so many levels down. */
export function questionsOf(world: World, levels: number): readonly Question[] {
  const given = argumentsFor(world)
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, type, args }) => {
    if (args.some(isRequiredArgument) && given[name] === undefined) throw new Error(`no arguments for the query ${name}`)
    const [entity, around] = entityIn(getNamedType(type) as GraphQLObjectType)
    return Object.values(entity.getFields()).map((field) => {
      const inner = getNamedType(field.type)
      const text = isLeafType(inner) ? field.name : `${field.name} ${everythingIn(inner, levels)}`
      return { name: `${name} { ${field.name} }`, query: `{ ${name}${given[name] ?? ''} ${around(`{ ${text} }`)} }` }
    })
  })
}

/** What a type is about: a connection's is that of its nodes. */
function entityIn(type: GraphQLObjectType): readonly [GraphQLObjectType, (inside: string) => string] {
  const nodes = type.getFields()['nodes']
  return nodes ? [getNamedType(nodes.type) as GraphQLObjectType, (inside) => `{ nodes ${inside} }`] : [type, (inside) => inside]
}
