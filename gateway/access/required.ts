import {
  type DefinitionNode,
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'
import { type Role, roleScopes, type Scope } from '../../runtime/caller'
import type { Rule, Rules } from '../../schema/shared/access/rule'

/**
 * The fields that read more, by what they require of other subgraphs, than their own rule says: whoever may read such a field would
 * read through it what they may not.
 */
export function readsTooMuch(definitions: readonly DefinitionNode[], rules: Rules): string[] {
  const fields = fieldsIn(definitions)
  return [...fields].flatMap(([coordinate, field]) => {
    const own = rules.get(coordinate)
    const required = requiredOf(field).flatMap((set) => coordinatesIn(set, coordinate.split('.')[0] as string, fields))
    return [...new Set(required)]
      .filter((one) => !covers(own, rules.get(one)))
      .map((one) => `${coordinate} requires ${one}, which its own rule does not allow`)
  })
}

/** The coordinates of all fields that subgraphs hand each other: keys, and what is required with them. */
export function namesBetween(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const fields = fieldsIn(definitions)
  const required = [...fields].flatMap(([coordinate, field]) =>
    requiredOf(field).flatMap((set) => coordinatesIn(set, coordinate.split('.')[0] as string, fields)),
  )
  const keys = definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.directives ?? []).flatMap((one) => keysIn(one).map((key) => `${type.name.value}.${key}`))
      : [],
  )
  return new Set([...required, ...keys])
}

function keysIn(directive: DirectiveNode): string[] {
  return directive.name.value === 'join__type' ? (textIn(directive, 'key')?.split(' ') ?? []) : []
}

function fieldsIn(definitions: readonly DefinitionNode[]): ReadonlyMap<string, FieldDefinitionNode> {
  const fields = new Map<string, FieldDefinitionNode>()
  for (const type of definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const field of type.fields ?? []) fields.set(`${type.name.value}.${field.name.value}`, field)
  }
  return fields
}

function requiredOf({ directives }: FieldDefinitionNode): SelectionSetNode[] {
  return (directives ?? []).flatMap((directive) => {
    const text = directive.name.value === 'join__field' ? textIn(directive, 'requires') : undefined
    const operation = text && (parse(`{ ${text} }`, { noLocation: true }).definitions[0] as OperationDefinitionNode)
    return operation ? [operation.selectionSet] : []
  })
}

function textIn(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((one) => one.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

function coordinatesIn(set: SelectionSetNode, type: string, fields: ReadonlyMap<string, FieldDefinitionNode>): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return []
    const coordinate = `${type}.${selection.name.value}`
    const field = fields.get(coordinate)
    const inner = selection.selectionSet && field ? coordinatesIn(selection.selectionSet, nameOf(field.type), fields) : []
    return [coordinate, ...inner]
  })
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}

/** A field without a rule is part of one that has it. */
function covers(own: Rule | undefined, required: Rule | undefined): boolean {
  if (!required) return true
  if (!own) return false
  const roles = Object.keys(roleScopes) as Role[]
  const has = (role: Role, scope: Scope) => (roleScopes[role] as readonly Scope[]).includes(scope)
  return (
    roles.every((role) => !has(role, own.scope) || has(role, required.scope)) &&
    required.categories.every((category) => own.categories.includes(category)) &&
    (required.categories.length === 0 || own.purpose === required.purpose)
  )
}
