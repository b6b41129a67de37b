import { Kind, OperationTypeNode, parse } from 'graphql'

/** Whether a plan's operation changes something. Where the word does not stand in it, it is not parsed to know: that would cost every query. */
export function mutates(query: string): boolean {
  return (
    query.includes('mutation') &&
    parse(query, { noLocation: true }).definitions.some(
      (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
    )
  )
}
