import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql'

/**
 * Marks an input field that holds the id of another subgraph's entity. The gateway looks the entity up, as the caller, before it
 * lets the mutation through: subgraphs never call each other, yet an unknown id or another city's is refused with the field's name.
 */
export const ReferencesDirective = new GraphQLDirective({
  name: 'references',
  description: 'The id of an entity that must exist in the city of the caller.',
  locations: [DirectiveLocation.INPUT_FIELD_DEFINITION],
  args: {
    entity: { type: new GraphQLNonNull(GraphQLString), description: 'The type of the entity.' },
    ofResident: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: false,
      description: 'Whether the entity must be about the resident that the same input names as residentId.',
    },
  },
})

export const hubSpecUrl = 'https://city-program-hub.example/spec/v0.1'
