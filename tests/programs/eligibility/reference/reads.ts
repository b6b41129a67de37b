/** What a program's rules read: every node of its criteria, of the definitions and of the programs they stand on. */
import { householdFacts, memberFacts } from '../../../../runtime/facts'
import { figureOnDay } from '../../../../subgraphs/programs/domain/eligibility/figure-on-day'
import type { AmountKinds, Definition, Quantity } from '../../../../subgraphs/programs/domain/eligibility/rule'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { definitionNamed, definitionsOf, programOf, versionOn } from './world'

type Node = Readonly<Record<string, unknown>>

export interface Reads {
  readonly householdFacts: readonly string[]
  readonly memberFacts: readonly string[]
  /** Whether it matters who is a member. */
  readonly members: boolean
  readonly heads: boolean
  /** The values a fact is tested for. */
  readonly values: (fact: string) => readonly string[]
  /** The numbers a fact is compared with. */
  readonly limits: (fact: string) => readonly number[]
  /** Whether limits lie further apart than the figures do, for a rule halves, doubles or subtracts. */
  readonly farLimits: boolean
  /** Whether half of something may be compared with a difference: an amount on both sides turns at thirds of what is known. */
  readonly turnsAtThirds: boolean
  /** Whether members are counted who are of some kind: then several of one kind and several of another may be needed. */
  readonly counts: boolean
  /** The types that an `only` or `except` names. */
  readonly types: (list: 'incomes' | 'expenses') => readonly string[]
}

export function readsOf(city: CityRules, program: string, day: string): Reads {
  const nodes = nodesOfProgram(city, program, day)
  const facts = [...new Set(nodes.flatMap((node) => factsIn(node)))]
  const has = (key: string) => nodes.some((node) => Object.hasOwn(node, key))
  const members = ['forAnyMember', 'forEveryMember', 'forHead', 'count', 'sum'].some(has)
  return {
    householdFacts: facts.filter((fact) => Object.hasOwn(householdFacts, fact)),
    memberFacts: facts.filter((fact) => Object.hasOwn(memberFacts, fact)),
    members: members || nodes.some((node) => Object.values(node).flat().includes('householdSize')),
    heads: has('forHead') || facts.includes('relationship'),
    values: (fact) =>
      nodes.filter((node) => node['fact'] === fact).flatMap((node) => [node['is'] ?? node['in'] ?? []].flat()) as string[],
    limits: (fact) => nodes.filter((node) => isFact(node['compare'], fact)).flatMap((node) => limitsIn(node, city, day)),
    farLimits: has('share') || has('subtract'),
    turnsAtThirds: has('share') && has('subtract'),
    counts: has('count'),
    types: (list) => [...new Set(nodes.flatMap((node) => typesIn(node[list] as AmountKinds | undefined)))],
  }
}

function nodesOfProgram(city: CityRules, program: string, day: string): Node[] {
  const version = versionOn(programOf(city, program), day)
  if (version === undefined) return []
  return version.criteria.flatMap(({ when }) => nodesOf(when, city, definitionsOf(city, version), day))
}

function nodesOf(value: unknown, city: CityRules, definitions: readonly Definition[], day: string): Node[] {
  if (typeof value !== 'object' || value === null) return []
  const node = value as Node
  const below = Object.values(node).flatMap((inner) => nodesOf(inner, city, definitions, day))
  if (typeof node['program'] === 'string') below.push(...nodesOfProgram(city, node['program'], day))
  if (typeof node['define'] === 'string') {
    const { condition, quantity } = definitionNamed(node['define'], definitions)
    // A definition that is a bare number or householdSize has no node of its own.
    below.push(...nodesOf({ defined: condition ?? quantity }, city, definitions, day))
  }
  return [node, ...below]
}

function factsIn(node: Node): string[] {
  if (typeof node['fact'] === 'string') return [node['fact']]
  return ['incomes', 'expenses'].filter((list) => Object.hasOwn(node, list))
}

function isFact(value: unknown, fact: string): boolean {
  return typeof value === 'object' && value !== null && 'fact' in value && value.fact === fact
}

function limitsIn(node: Node, city: CityRules, day: string): number[] {
  const { compare: _, ...rest } = node
  return Object.values(rest).flatMap((limit) => {
    const quantity = limit as Quantity
    if (typeof quantity === 'number') return [quantity]
    if (quantity === 'householdSize' || !('figure' in quantity)) return []
    return figureOnDay(quantity.figure, city.figures, day).value ?? []
  })
}

function typesIn(kinds: AmountKinds | undefined): readonly string[] {
  if (kinds === undefined || kinds === 'ALL') return []
  return 'only' in kinds ? kinds.only : kinds.except
}
