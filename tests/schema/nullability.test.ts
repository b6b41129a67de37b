import { type DirectiveNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from 'graphql'
import { readSupergraph } from '../../schema/supergraph'

const objects = parse(readSupergraph()).definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION)
const value = (directive: DirectiveNode, name: string): string | undefined => {
  const found = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return found && 'value' in found ? String(found.value) : undefined
}
const joins = (node: FieldDefinitionNode | ObjectTypeDefinitionNode, directive: string) =>
  (node.directives ?? []).filter((one) => one.name.value === directive)
const inner = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : inner(type.type))

/** The subgraphs that know each entity by its key. */
const entities = new Map(
  objects
    .map((type) => [type.name.value, joins(type, 'join__type').filter((join) => value(join, 'key') !== undefined)] as const)
    .filter(([, keys]) => keys.length > 0)
    .map(([name, keys]) => [name, keys.map((key) => value(key, 'graph') as string)] as const),
)

/** The subgraph an entity belongs to: the only one that knows it, or the one that answers queries for it. */
const owners = new Map(
  [...entities].map(([name, graphs]) => {
    const queries = objects.find((type) => type.name.value === 'Query')?.fields ?? []
    const answering = queries
      .filter((field) => inner(field.type) === name)
      .map((field) => value(joins(field, 'join__field')[0] as DirectiveNode, 'graph'))
    return [name, graphs.length === 1 ? graphs[0] : answering[0]] as const
  }),
)

const fieldsOf = (type: ObjectTypeDefinitionNode) =>
  (type.fields ?? []).map((field) => ({ type, field, coordinate: `${type.name.value}.${field.name.value}` }))
const strict = ({ field }: { field: FieldDefinitionNode }) => field.type.kind === Kind.NON_NULL_TYPE
const coordinates = (found: readonly { coordinate: string }[]) => found.map(({ coordinate }) => coordinate)

describe('nullability follows failure', () => {
  it('knows the owner of every entity', () => {
    expect(Object.fromEntries(owners)).toMatchObject({
      Resident: 'RESIDENTS',
      Household: 'RESIDENTS',
      Screening: 'RESIDENTS',
      Program: 'PROGRAMS',
      Agency: 'PROGRAMS',
      Conversation: 'CONVERSATIONS',
      Referral: 'REFERRALS',
      IntakeQueue: 'REFERRALS',
    })
    expect([...owners].filter(([, owner]) => owner === undefined)).toEqual([])
  })

  it("every field that a subgraph adds to another's entity is nullable", () => {
    const added = objects.flatMap(fieldsOf).filter(({ type, field }) => {
      const owner = owners.get(type.name.value)
      const by = joins(field, 'join__field').filter((join) => value(join, 'external') !== 'true')
      return (
        owner !== undefined &&
        by.length > 0 &&
        by.every((join) => value(join, 'graph') !== undefined && value(join, 'graph') !== owner)
      )
    })
    expect(coordinates(added)).toEqual(
      expect.arrayContaining([
        'Resident.eligibility',
        'Resident.referrals',
        'Resident.conversations',
        'Screening.results',
        'Program.queues',
      ]),
    )
    expect(coordinates(added.filter(strict))).toEqual([])
  })

  it("every field that leads to another subgraph's entity is nullable", () => {
    const leading = objects.flatMap(fieldsOf).filter(({ type, field }) => {
      const graphs = joins(type, 'join__type').map((join) => value(join, 'graph'))
      const by = joins(field, 'join__field')
        .map((join) => value(join, 'graph'))
        .filter((graph) => graph !== undefined)
      const target = owners.get(inner(field.type))
      return target !== undefined && !(by.length > 0 ? by : graphs).includes(target)
    })
    expect(coordinates(leading)).toEqual(
      expect.arrayContaining(['Referral.resident', 'Referral.program', 'Conversation.resident']),
    )
    expect(coordinates(leading.filter(strict))).toEqual([])
  })

  it('every query and mutation is nullable: one that fails costs no other', () => {
    const top = objects.filter((type) => ['Query', 'Mutation'].includes(type.name.value)).flatMap(fieldsOf)
    expect(top.length).toBeGreaterThan(20)
    expect(coordinates(top.filter(strict))).toEqual([])
  })
})
