import {
  type ArgumentNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import { GraphQLError } from 'graphql'
import { isId } from '../runtime/ids'
import type { Caller } from '../runtime/caller'
import type { Department } from './forward/department'

/** An id in an input that must be the id of somebody else's entity. */
interface Reference {
  readonly path: string
  readonly entity: string
  readonly id: string
  readonly residentId: string | undefined
}

interface Rule {
  readonly entity: string
  readonly ofResident: boolean
}

type Variables = Readonly<Record<string, unknown>>

/** Looks up every entity that a mutation's input names, as the caller, and refuses the mutation where one is not there. */
export type CheckReferences = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  caller: Caller,
) => Promise<void>

/**
 * Subgraphs never call each other, yet nothing may be written about a resident, program or screening that does not exist or
 * belongs to another city. The inputs say which of their fields are such ids (`@references`), the supergraph says which subgraph
 * finds them, and one lookup per subgraph answers before the mutation begins.
 */
export function referenceChecker(
  supergraphSdl: string,
  schema: GraphQLSchema,
  departments: ReadonlyMap<string, Department>,
): CheckReferences {
  const definitions = parse(supergraphSdl, { noLocation: true }).definitions
  const rules = rulesIn(definitions)
  const owners = ownersIn(definitions)

  return async (document, operation, given, caller) => {
    if (operation.operation !== OperationTypeNode.MUTATION) return
    const variables = { ...defaultsOf(operation), ...given }
    const references = fieldsAtTop(operation.selectionSet, document).flatMap((field) =>
      (field.arguments ?? []).flatMap((argument) => referencesIn(schema, rules, field.name.value, argument, variables)),
    )
    const byOwner = new Map<string, Reference[]>()
    for (const reference of references) {
      const owner = owners.get(reference.entity)
      if (owner !== undefined) byOwner.set(owner, [...(byOwner.get(owner) ?? []), reference])
    }
    await Promise.all([...byOwner].map(([owner, asked]) => lookUp(departments.get(owner) as Department, asked, caller)))
  }
}

/** The mutations of an operation, also those that stand in fragments: an unseen one would be an unchecked one. */
export function fieldsAtTop(set: SelectionSetNode, document: DocumentNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsAtTop(selection.selectionSet, document)
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    )
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsAtTop(fragment.selectionSet, document) : []
  })
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  )
}

function referencesIn(
  schema: GraphQLSchema,
  rules: ReadonlyMap<string, ReadonlyMap<string, Rule>>,
  field: string,
  argument: ArgumentNode,
  variables: Variables,
): Reference[] {
  const type = schema
    .getMutationType()
    ?.getFields()
    [field]?.args.find((one) => one.name === argument.name.value)?.type
  const fields = rules.get(String(type).replace(/[![\]]/g, ''))
  const input = valueFromASTUntyped(argument.value, variables) as Record<string, unknown> | null
  if (!fields || typeof input !== 'object' || input === null) return []
  return [...fields].flatMap(([name, { entity, ofResident }]) => {
    const ids = [input[name]].flat().slice(0, 50)
    const residentId = ofResident && typeof input['residentId'] === 'string' ? input['residentId'] : undefined
    // An id that is no id is left to the subgraph's own check of types.
    return ids.flatMap((id) =>
      typeof id === 'string' && isId(id) ? [{ path: `${argument.name.value}.${name}`, entity, id, residentId }] : [],
    )
  })
}

const lookUpQuery = (entities: readonly string[]) =>
  `query($r:[_Any!]!){_entities(representations:$r){__typename ${entities.map((entity) => `...on ${entity}{resident{id}}`).join(' ')}}}`

async function lookUp(department: Department, asked: readonly Reference[], caller: Caller): Promise<void> {
  const aboutResident = [...new Set(asked.filter((one) => one.residentId !== undefined).map((one) => one.entity))]
  const variables = { r: asked.map(({ entity, id }) => ({ __typename: entity, id })) }
  const reply = await department.ask({ query: lookUpQuery(aboutResident), variables }, caller).catch(() => undefined)
  const found = (reply?.data as { _entities?: ({ resident?: { id: string } } | null)[] } | null | undefined)?._entities
  if (!found)
    throw refusal('SERVICE_UNAVAILABLE', `${asked[0]?.path}: the department that keeps it cannot answer now; nothing was changed`)
  for (const [index, { path, entity, residentId }] of asked.entries()) {
    const entry = found[index]
    // Who may not see the entity is told that, and not that there is none: the mutation would have said the same.
    const forbidden = reply?.errors?.find((error) => error.path?.[1] === index && error.extensions.code === 'FORBIDDEN')
    if (forbidden) throw refusal('FORBIDDEN', `${path}: ${forbidden.message}`)
    const failed = reply?.errors?.some((error) => error.path?.[1] === index && error.extensions.code !== 'NOT_FOUND')
    if (failed)
      throw refusal('SERVICE_UNAVAILABLE', `${path}: the department that keeps it cannot answer now; nothing was changed`)
    if (!entry) throw refusal('NOT_FOUND', `${path}: no ${entity} with this id in your city`)
    if (residentId !== undefined && entry.resident?.id !== residentId) {
      throw refusal('BAD_USER_INPUT', `${path}: expected a ${entity} about the resident named as residentId`)
    }
  }
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, field: message.slice(0, message.indexOf(':')) } })
}

function rulesIn(definitions: readonly DefinitionNode[]): Map<string, Map<string, Rule>> {
  const rules = new Map<string, Map<string, Rule>>()
  for (const definition of definitions) {
    if (definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) continue
    const marked = (definition.fields ?? []).flatMap((field) => ruleOf(field))
    if (marked.length > 0) rules.set(definition.name.value, new Map(marked))
  }
  return rules
}

function ruleOf(field: InputValueDefinitionNode): [string, Rule][] {
  const directive = field.directives?.find((one) => one.name.value === 'references')
  if (!directive) return []
  return [
    [field.name.value, { entity: String(valueIn(directive, 'entity')), ofResident: valueIn(directive, 'ofResident') === true }],
  ]
}

/** The names of the subgraphs by what a supergraph calls them. */
export function graphNames(definitions: readonly DefinitionNode[]): ReadonlyMap<string, string> {
  const graphs = new Map<string, string>()
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue
    for (const value of definition.values ?? []) {
      const directive = value.directives?.[0]
      if (directive) graphs.set(value.name.value, String(valueIn(directive, 'name')))
    }
  }
  return graphs
}

/** The subgraph that finds an entity: the one whose query field with an argument `id` answers one of it. */
function ownersIn(definitions: readonly DefinitionNode[]): Map<string, string> {
  const graphs = graphNames(definitions)
  const owners = new Map<string, string>()
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Query') continue
    for (const field of definition.fields ?? []) {
      const directive = field.directives?.find((one) => one.name.value === 'join__field')
      const entity = field.type.kind === Kind.NAMED_TYPE ? field.type.name.value : undefined
      const byId = field.arguments?.some((argument) => argument.name.value === 'id') ?? false
      if (directive && byId && entity !== undefined) owners.set(entity, graphs.get(String(valueIn(directive, 'graph'))) as string)
    }
  }
  return owners
}

/** The value of a directive's argument, where it has it. */
export function valueIn(directive: DirectiveNode, name: string): unknown {
  const argument = directive.arguments?.find((one) => one.name.value === name)
  return argument ? valueFromASTUntyped(argument.value) : undefined
}
