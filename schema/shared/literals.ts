import { type DocumentNode, type GraphQLError, Kind, visit } from 'graphql'
import { fieldError, joined } from './variables'

/**
 * Errors of validation about values that were written into the operation: named by the argument and field they stand in, without
 * the value. Other errors stay as they are.
 */
export function literalErrors(document: DocumentNode, errors: readonly GraphQLError[]): readonly GraphQLError[] {
  return errors.map((error) => {
    const expected = /(?:; |^)(expected [\s\S]+)$/.exec(error.message)?.[1]
    const node = error.nodes?.[0]
    if (expected === undefined || !node) return error
    let field = ''
    visit(document, {
      enter: (at, _key, parent, _path, ancestors) => {
        if (at !== node) return
        field = [...ancestors, parent]
          .flatMap((ancestor) =>
            Array.isArray(ancestor) || ancestor === undefined ? [] : [ancestor as { kind: string; name?: { value: string } }],
          )
          .filter(({ kind }) => kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD)
          .reduce((path, { name }) => joined(path, name?.value ?? ''), '')
      },
    })
    return field === '' ? error : fieldError(field, expected)
  })
}
