import { buildASTSchema, type GraphQLNamedType, type GraphQLSchema, parse } from 'graphql'
import { readSupergraph } from '../../schema/supergraph'

/** The supergraph as a schema, with its machinery (`join__`, `link__`) still in it. */
export function apiSchema(): GraphQLSchema {
  return buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true })
}

/** The types that a client can meet. */
export function clientTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])
  return Object.values(schema.getTypeMap()).filter(({ name }) => !/^(__|join__|link__)/.test(name) && !builtIn.has(name))
}
