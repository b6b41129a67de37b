import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { may, type Caller } from '../../runtime/caller'
import type { Rule, Rules } from '../../schema/shared/access/rule'

/** What is left of a document for a caller, and what was taken out of it. */
export interface Pruned {
  readonly document: DocumentNode
  /** The fields taken out, by the names under which the reply would have had them; lists in between are not counted. */
  readonly taken: readonly Taken[]
}

export interface Taken {
  readonly path: readonly string[]
  readonly rule: Rule
  /** The field as it was asked for, and the fragments it stands in: each may say that it is to be skipped. */
  readonly within: readonly SelectionNode[]
}

/** Stands where every field of a selection was taken out: something has to be asked for. It is taken from the reply again. */
export const placeholder = '_pruned'

/**
 * Takes out of a valid document what the caller's role may not read. A field is known by its type and name in the schema, never by its
 * alias; a field of an interface may be read where each type that has it may be read.
 */
export function prune(
  schema: GraphQLSchema,
  rules: Rules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  caller: Caller,
): Pruned {
  const refusedRule = (type: GraphQLCompositeType, field: string): Rule | undefined => {
    const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type]
    return types.map((one) => rules.get(`${one.name}.${field}`)).find((rule) => rule && !may(caller, rule.scope))
  }
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)

  const taken: Taken[] = []
  /** Follows the operation through its fragments, to say where in the reply something is missing. */
  const find = (
    set: SelectionSetNode,
    type: GraphQLCompositeType,
    path: readonly string[],
    outer: readonly SelectionNode[] = [],
  ): void => {
    for (const selection of set.selections) {
      const within = [...outer, selection]
      if (selection.kind === Kind.FIELD) {
        const at = [...path, selection.alias?.value ?? selection.name.value]
        const rule = refusedRule(type, selection.name.value)
        if (rule) taken.push({ path: at, rule, within })
        else {
          const inner = typeOf(type, selection)
          if (selection.selectionSet && inner) find(selection.selectionSet, inner, at, within)
        }
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
        const on = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
        if (fragment && isCompositeType(on)) find(fragment.selectionSet, on, path, within)
      }
    }
  }
  const root = schema.getRootType(operation.operation)
  if (root) find(operation.selectionSet, root, [])
  if (taken.length === 0) return { document, taken }

  const without = (set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode => {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection]
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type
        return isCompositeType(on) ? [{ ...selection, selectionSet: without(selection.selectionSet, on) }] : []
      }
      if (refusedRule(type, selection.name.value)) return []
      const inner = typeOf(type, selection)
      return [
        selection.selectionSet && inner ? { ...selection, selectionSet: without(selection.selectionSet, inner) } : selection,
      ]
    })
    return { ...set, selections: selections.length > 0 ? selections : [standIn] }
  }
  const definitions = document.definitions.map((one) => {
    if (one.kind === Kind.OPERATION_DEFINITION) {
      const type = schema.getRootType(one.operation)
      return type ? { ...one, selectionSet: without(one.selectionSet, type) } : one
    }
    if (one.kind !== Kind.FRAGMENT_DEFINITION) return one
    const on = schema.getType(one.typeCondition.name.value)
    return isCompositeType(on) ? { ...one, selectionSet: without(one.selectionSet, on) } : one
  })
  return { document: { ...document, definitions }, taken }
}

const standIn: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  alias: { kind: Kind.NAME, value: placeholder },
}

function typeOf(type: GraphQLCompositeType, { name }: FieldNode): GraphQLCompositeType | undefined {
  if (!isObjectType(type) && !('getFields' in type)) return undefined
  const field = type.getFields()[name.value]
  const inner = field && getNamedType(field.type)
  return isCompositeType(inner) ? inner : undefined
}
