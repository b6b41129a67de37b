import { type DirectiveNode, type FieldDefinitionNode, valueFromASTUntyped } from 'graphql'
import type { Scope } from '../../../runtime/caller'
import type { DataCategory, Purpose } from '../../../runtime/consent/grounds'

/** What `@access` says of one field. */
export interface Rule {
  readonly scope: Scope
  readonly categories: readonly DataCategory[]
  readonly purpose: Purpose | undefined
  readonly partly: boolean
  readonly oversight: boolean
}

/** The rule of each field by its coordinate, `Resident.givenName`. */
export type Rules = ReadonlyMap<string, Rule>

/** The rule of a field, or undefined where it has none. */
export function ruleOf(field: FieldDefinitionNode | null | undefined): Rule | undefined {
  const directive = field?.directives?.find((one) => one.name.value === 'access')
  if (!directive) return undefined
  const given = argumentsOf(directive)
  return {
    scope: given['scope'] as Scope,
    categories: (given['categories'] as DataCategory[] | undefined) ?? [],
    purpose: given['purpose'] as Purpose | undefined,
    partly: given['partly'] === true,
    oversight: given['oversight'] === true,
  }
}

function argumentsOf(directive: DirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}
