import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { SubgraphName } from '../../runtime/config'
import { along, type Asked, everythingOf, isRoot, type Path, pathsFrom, print } from './asked'
import { judge, type Standing, type Verdict } from './callers'
import { argumentsFor, walked as walkedByClients } from './gateway-paths'
import type { Entity, Planted } from './planted'
import { table } from './table'

/** An operation straight at a subgraph, by a query or by the key of an entity, as a gateway's plan could have it. */
export interface Direct {
  readonly query: string
  readonly variables: object
  readonly asked: readonly Asked[]
  /** Whether the entity was named by its key: what it requires has come along. */
  readonly byKey: boolean
}

/** What comes along that other subgraphs know. Facts come as they may be read; here there are none. */
function representation(type: string, { ids, grounds }: Planted): object {
  const facts = { members: [], withheld: [] }
  return { __typename: type, id: ids[type as Entity], grounds, resident: { grounds }, facts, asOf: '2026-07-01' }
}

export function byKey(type: string, inside: readonly Asked[], planted: Planted): Direct {
  return {
    query: `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { __typename id ${inside.map(print).join(' ')} } } }`,
    variables: { r: [representation(type, planted)] },
    asked: [{ type: '', field: type, key: type, args: '', inside: [{ ...idOf, type }, ...inside] }],
    byKey: true,
  }
}

const idOf: Asked = { type: '', field: 'id', key: 'id', args: '', inside: [] }

/** A reply to an entity's key, as if the entity had been the query. */
export function atRoot({ data, errors }: { readonly data?: unknown; readonly errors?: readonly any[] }, type: string): object {
  const [entity] = (data as { _entities?: unknown[] } | null | undefined)?._entities ?? []
  return {
    data: { [type]: entity ?? null },
    errors: (errors ?? []).map((error) => ({
      ...error,
      path: [type, ...((error.path as unknown[] | undefined) ?? []).slice(2)],
    })),
  }
}

/** What is asked for at a subgraph: what clients can name, and what stays between the departments. */
export const walked = (coordinate: string): boolean =>
  (coordinate === 'Resident.grounds' || walkedByClients(coordinate)) && !/\._/.test(coordinate)

function lastOf(schema: GraphQLSchema, type: string, planted: Planted): Asked[] {
  return everythingOf(schema, type, argumentsFor(planted), walked).filter(
    ({ field }) => table.has(`${type}.${field}`) && !isExternal(schema, `${type}.${field}`),
  )
}

/** Every way into a subgraph to what a rule is about, through at most two entities. */
export function directPaths(schema: GraphQLSchema, entities: readonly string[], planted: Planted): Direct[] {
  const args = argumentsFor(planted)
  const own = (coordinate: string) => walked(coordinate) && !isExternal(schema, coordinate)
  const last = ({ ends }: Path) => lastOf(schema, ends, planted)
  const queries = pathsFrom(schema, 'Query', 2, own)
    .filter((path) => isRoot(path) || last(path).length > 0)
    .map((path): Direct => {
      const asked = along(path, args, [{ ...idOf, type: path.ends, key: 'it' }, ...last(path)])
      return { query: `{ ${asked.map(print).join(' ')} }`, variables: {}, asked, byKey: false }
    })
  const keys = entities.flatMap((type) => [
    byKey(type, lastOf(schema, type, planted), planted),
    ...pathsFrom(schema, type, 1, own)
      .filter((path) => last(path).length > 0)
      .map((path) => byKey(type, along(path, args, last(path)), planted)),
  ])
  return [...queries, ...keys]
}

/** The shortest way to one field: a query or mutation by itself, anything else by the key of what it belongs to. */
export function entranceTo(
  schema: GraphQLSchema,
  coordinate: string,
  planted: Planted,
  inputs: Readonly<Record<string, string>>,
): Direct {
  const [type, field] = coordinate.split('.') as [string, string]
  if (coordinate === 'ReferralEvent.note') {
    const history = everythingOf(schema, 'Referral', {}, walked).filter((one) => one.field === 'history')
    return byKey('Referral', history, planted)
  }
  const args = { ...argumentsFor(planted), ...inputs }
  const asked = everythingOf(schema, type, args, (one) => walked(one) || one === coordinate).filter((one) => one.field === field)
  if (type !== 'Query' && type !== 'Mutation') return byKey(type, asked, planted)
  return { query: `${type.toLowerCase()} { ${asked.map(print).join(' ')} }`, variables: {}, asked, byKey: false }
}

function isExternal(schema: GraphQLSchema, coordinate: string): boolean {
  const [type, field] = coordinate.split('.') as [string, string]
  const node = (schema.getType(type) as GraphQLObjectType).getFields()[field]?.astNode
  return node?.directives?.some(({ name }) => name.value === 'external') ?? false
}

/** Steps on which the grounds of the resident go along. */
const carries = (step: string): boolean =>
  /(Connection|Edge)\./.test(step) ||
  ['Conversation.resident', 'FollowUp.resident', 'Referral.resident', 'Referral.history'].includes(step) ||
  ['Resident.conversations', 'Resident.followUps', 'Resident.lastContact', 'Resident.referrals'].includes(step)

/** Residents decides by its own rows; another subgraph knows nothing of a resident whose grounds have not come along. */
export function verdictAt(name: SubgraphName, { byKey: isByKey }: Direct, one: Standing) {
  return (coordinate: string, above: readonly string[]): Verdict | 'refused' | undefined => {
    if (name === 'residents' || table.get(coordinate)?.category === undefined) return undefined
    const verdict = judge(one, coordinate)
    // An id of another city finds nothing; whom the key names is not looked up.
    if (one.position === 'elsewhere' && verdict !== 'FORBIDDEN') return 'either'
    if (verdict === 'FORBIDDEN' || (isByKey && above.slice(1).every(carries))) return verdict
    return 'refused'
  }
}
