import { type ASTNode, buildASTSchema, type GraphQLNamedType, type GraphQLSchema, parse, visit } from 'graphql'
import { readSupergraph } from '../../schema/supergraph'

/** The supergraph as a schema, with its machinery (`join__`, `link__`) still in it, and without what no client can name. */
export function apiSchema(): GraphQLSchema {
  const isHidden = (node: ASTNode) =>
    'directives' in node && (node.directives ?? []).some(({ name }) => name.value === 'inaccessible')
  const shown = visit(parse(readSupergraph()), { enter: (node) => (isHidden(node) ? null : undefined) })
  return buildASTSchema(shown, { assumeValidSDL: true })
}

/** The types that a client can meet. */
export function clientTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])
  return Object.values(schema.getTypeMap()).filter(({ name }) => !/^(__|join__|link__)/.test(name) && !builtIn.has(name))
}
