import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import { isRefusal } from '../../../runtime/errors'
import type { CallContext } from '../context'
import { refuse, requireScope } from '../refuse'
import type { Subject } from './looks'
import { type Rule, ruleOf } from './rule'

/** Tells whom an object of a type is about. */
export type SubjectOf = (source: never, context: never) => Subject | Promise<Subject>

export interface GuardedParts {
  /** Types whose fields hold nothing about a person and need no rule: programs, agencies. */
  readonly open: readonly string[]
  /** For each type with fields that carry categories. */
  readonly subjects: Readonly<Record<string, SubjectOf>>
}

/**
 * Puts the guard of its rule before the resolver of every field: the second wall, which holds whatever the gateway lets through.
 *
 * @throws where a field of an entity, a query or a mutation has no rule, or one with categories has no purpose or nobody it is about
 */
export function guard(schema: GraphQLSchema, { open, subjects }: GuardedParts): void {
  const faults: string[] = []
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const needsRules = mustBeRuled(schema, type) && !open.includes(type.name)
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`
      const rule = ruleOf(field.astNode)
      if (!rule) {
        if (needsRules && !isKeyOrStub(type, field.name)) faults.push(`${coordinate}: no rule says who may read it`)
        continue
      }
      const decided = rule.categories.length > 0 && !rule.partly
      if (rule.categories.length > 0 && !rule.purpose) faults.push(`${coordinate}: its rule names no purpose`)
      if (decided && !subjects[type.name]) faults.push(`${coordinate}: nothing says whom it is about`)
      field.resolve = guarded(rule, coordinate, decided ? subjects[type.name] : undefined, field.resolve ?? defaultFieldResolver)
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

type Resolve = GraphQLFieldResolver<unknown, CallContext>

function guarded(rule: Rule, coordinate: string, subjectOf: SubjectOf | undefined, resolve: Resolve): Resolve {
  if (!subjectOf) {
    return (source, args, context, info) => {
      requireScope(context.caller, rule.scope)
      return resolve(source, args, context, info)
    }
  }
  const wanted = { ...rule, purpose: rule.purpose as NonNullable<Rule['purpose']> }
  return (source, args, context, info) => {
    requireScope(context.caller, rule.scope)
    const look = (subject: Subject): unknown => {
      const allowed = context.looks.take(subject, wanted, coordinate)
      return isRefusal(allowed) ? refuse(allowed) : resolve(source, args, context, info)
    }
    const subject = subjectOf(source as never, context as never)
    return subject instanceof Promise ? subject.then(look) : look(subject)
  }
}

/** Queries, mutations and the fields of entities: everything else is reached through one of them. */
function mustBeRuled(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  if (type === schema.getQueryType() || type === schema.getMutationType()) return true
  return keysOf(type).length > 0
}

function keysOf(type: GraphQLObjectType): string[] {
  return (type.astNode?.directives ?? [])
    .filter((one) => one.name.value === 'key')
    .flatMap((one) => one.arguments ?? [])
    .flatMap(({ name, value }) => (name.value === 'fields' && 'value' in value ? [String(value.value)] : []))
}

/** An id says nothing; what is external here has its rule where it is kept; what federation adds is its own. */
function isKeyOrStub(type: GraphQLObjectType, name: string): boolean {
  const external = type.getFields()[name]?.astNode?.directives?.some((one) => one.name.value === 'external') ?? false
  return keysOf(type).includes(name) || external || name === '_service' || name === '_entities'
}
