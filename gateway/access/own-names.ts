import { type ASTVisitor, GraphQLError, parse, type ValidationContext } from 'graphql'
import { namesBetween } from './required'

/**
 * Refuses an alias that is the name of a field which subgraphs hand each other. The gateway collects what one subgraph requires of another
 * under its plain name, in the same objects as the reply: under that alias another value would be handed on in its place, or the client
 * would be given what stays between the departments.
 */
export function ownNames(supergraphSdl: string): (context: ValidationContext) => ASTVisitor {
  const between = namesBetween(parse(supergraphSdl, { noLocation: true }).definitions)
  return (context) => ({
    Field: ({ alias, name }) => {
      if (!alias || alias.value === name.value) return
      const type = context.getParentType()?.name
      if (alias.value === '__typename' || between.has(`${type}.${alias.value}`))
        context.reportError(new GraphQLError(`${alias.value}: expected another alias, this is the name of a field of ${type}`))
    },
  })
}
