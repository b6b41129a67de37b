/** Reads the leaves of the rule tree that name a fact: it must exist, fit its values, and be readable in its place. */
import { householdFacts, memberFacts, type FactDefinition } from '../../../runtime/facts'
import type { FigureTable } from '../domain/eligibility/figure'
import type { AmountKinds, Condition, Definition, Quantity } from '../domain/eligibility/rule'
import { fault, inside, type Place } from '../../../runtime/city/place'
import { list, record, text } from '../../../runtime/city/shape'
import { kindsKeys } from './rules-grammar'

export interface Scope {
  readonly figures: FigureTable
  readonly definitions: ReadonlyMap<string, Definition>
  /** Whether member facts may be read here. */
  readonly member: boolean
}

export function readFactTest(node: Readonly<Record<string, unknown>>, place: Place, scope: Scope): Condition {
  const { name, definition } = knownFact(node['fact'], inside(place, 'fact'), scope)
  const listed = node['in'] !== undefined
  if (listed === (node['is'] !== undefined)) fault(place, 'expected either is or in')
  const values = listed ? list(node['in'], inside(place, 'in')) : [node['is']]
  values.forEach((value, index) => checkValue(value, definition, listed ? inside(place, 'in', index) : inside(place, 'is')))
  return listed ? { fact: name, in: values as string[] } : { fact: name, is: values[0] as string }
}

function checkValue(value: unknown, definition: FactDefinition | undefined, place: Place): void {
  const type = definition?.type
  if (type === undefined || value === undefined) return
  if (type === 'boolean' && typeof value !== 'boolean') fault(place, 'expected true or false')
  if (type === 'text' && typeof value !== 'string') fault(place, 'expected a text in quotes')
  if (typeof type === 'object' && !Object.hasOwn(type.values, String(value))) fault(place, `${String(value)} is no ${type.name}`)
  if (['integer', 'money', 'date', 'incomes', 'expenses'].includes(String(type)))
    fault(place, 'a number or a day is compared, not named')
}

export function readFactQuantity(node: Readonly<Record<string, unknown>>, place: Place, scope: Scope): Quantity {
  const { name, definition } = knownFact(node['fact'], inside(place, 'fact'), scope)
  const numeric = definition?.type === 'integer' || definition?.type === 'money'
  if (definition !== undefined && !numeric) fault(inside(place, 'fact'), `${name} is no number`)
  if (node['per'] === undefined) return { fact: name }
  if (node['per'] !== 'MONTH' || definition?.type !== 'money')
    fault(inside(place, 'per'), 'expected MONTH, for a monthly amount of money')
  return { fact: name, per: 'MONTH' }
}

function knownFact(
  value: unknown,
  place: Place,
  scope: Scope,
): { readonly name: string; readonly definition: FactDefinition | undefined } {
  const name = text(value, place)
  const household = Object.hasOwn(householdFacts, name)
  if (!household && !Object.hasOwn(memberFacts, name)) {
    fault(place, `there is no fact ${name}`)
    return { name, definition: undefined }
  }
  if (!household && !scope.member)
    fault(place, `${name} is a member's: it stands under forAnyMember, forEveryMember, forHead, count or sum`)
  const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }
  return { name, definition: catalogue[name] }
}

export function readKinds(value: unknown, place: Place, types: Readonly<Record<string, string>>): AmountKinds {
  if (value === 'ALL') return 'ALL'
  const node = record(value, place, kindsKeys) ?? {}
  const key = node['only'] === undefined ? 'except' : 'only'
  const named = list(node[key], inside(place, key)).map(String)
  named.forEach((type, index) => {
    if (!Object.hasOwn(types, type)) fault(inside(place, key, index), `${type} is no such type`)
  })
  return key === 'only' ? { only: named } : { except: named }
}

/** A definition that stands above, is of the kind that is wanted, and of someone who is at hand. */
export function readUse(kind: 'condition' | 'quantity', value: unknown, place: Place, scope: Scope): { readonly define: string } {
  const name = text(value, place)
  const definition = scope.definitions.get(name)
  if (definition?.[kind] === undefined) fault(place, `there is no definition ${name} above that is a ${kind}`)
  else if (definition.of === 'MEMBER' && !scope.member)
    fault(place, `${name} is of a member: it stands under a member quantifier`)
  return { define: name }
}
