import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql'
import { Directive } from 'type-graphql'
import type { Scope } from '../../runtime/caller'
import type { DataCategory, Purpose } from '../../runtime/consent/grounds'

const required = (type: GraphQLInputType) => new GraphQLNonNull(type)
const flag = (description: string) => ({ type: required(GraphQLBoolean), defaultValue: false, description })

/**
 * Marks an input field that holds the id of another subgraph's entity. The gateway looks the entity up, as the caller, before it
 * lets the mutation through: subgraphs never call each other, yet an unknown id or another city's is refused with the field's name.
 */
export const ReferencesDirective = new GraphQLDirective({
  name: 'references',
  description: 'The id of an entity that must exist in the city of the caller.',
  locations: [DirectiveLocation.INPUT_FIELD_DEFINITION],
  args: {
    entity: { type: required(GraphQLString), description: 'The type of the entity.' },
    ofResident: flag('Whether the entity must be about the resident that the same input names as residentId.'),
  },
})

/**
 * Says who may read a field, or do what a mutation does: docs/decisions/014. The gateway reads it before it plans, the subgraph before
 * it resolves.
 */
export const AccessDirective = new GraphQLDirective({
  name: 'access',
  description: 'Who may read the field.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    scope: { type: required(GraphQLString), description: "What the caller's role must carry." },
    categories: {
      type: required(new GraphQLList(required(GraphQLString))),
      defaultValue: [],
      description: 'The kinds of personal data it reads, itself or by what it requires.',
    },
    purpose: { type: GraphQLString, description: 'What the data are read for.' },
    partly: flag('Whether what may not be read is withheld inside it, instead of the whole of it.'),
    oversight: flag('Whether the privacy officer reads it without a ground.'),
  },
})

interface About {
  readonly categories?: readonly DataCategory[]
  readonly purpose?: Purpose
  readonly partly?: true
  readonly oversight?: true
}

/** The directive on a field of a class: what the role must carry, and what of a person it reads. */
export function Access(
  scope: Scope,
  { categories = [], purpose, partly, oversight }: About = {},
): MethodDecorator & PropertyDecorator {
  const list = categories.map((category) => `"${category}"`).join(', ')
  const args = [
    `scope: "${scope}"`,
    ...(categories.length > 0 ? [`categories: [${list}]`] : []),
    ...(purpose ? [`purpose: "${purpose}"`] : []),
    ...(partly ? ['partly: true'] : []),
    ...(oversight ? ['oversight: true'] : []),
  ]
  return Directive(`@access(${args.join(', ')})`)
}

export const hubSpecUrl = 'https://city-program-hub.example/spec/v0.1'
