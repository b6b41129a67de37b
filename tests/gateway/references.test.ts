import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql'
import { referenceChecker } from '../../gateway/references'
import type { Department } from '../../gateway/forward/department'

const caller = { sub: 'worker', city: 'nyc', agency: 'peu', roles: ['outreach' as const], request: 'r' }
const known = '0193a1f0-0000-7000-8000-000000000001'
const unknown = '0193a1f0-0000-7000-8000-000000000002'

const supergraph = `
  enum join__Graph { RESIDENTS @join__graph(name: "residents", url: "") SHELTERS @join__graph(name: "shelters", url: "") }
  type Query {
    resident(id: ID!): Resident @join__field(graph: RESIDENTS)
    sheltered: [Resident] @join__field(graph: SHELTERS)
    newest: Resident @join__field(graph: SHELTERS)
  }
  input ReferInput { residentId: ID! @references(entity: "Resident") screeningId: ID @references(entity: "Screening", ofResident: true) }
`
const schema = buildSchema(`
  type Query { resident(id: ID!): String }
  type Mutation { refer(input: ReferInput!): String }
  input ReferInput { residentId: ID! screeningId: ID }
`)

function department(name: string, asked: string[], ids: readonly string[]): Department {
  return {
    name,
    ask: ({ variables }) => {
      asked.push(name)
      const entities = ((variables?.['r'] ?? []) as { id: string }[]).map(({ id }) =>
        ids.includes(id) ? { __typename: 'Resident' } : null,
      )
      return Promise.resolve({ data: { _entities: entities } })
    },
    ready: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  }
}

function check(query: string, variables: object, asked: string[] = []): Promise<void> {
  const departments = new Map([
    ['residents', department('residents', asked, [known])],
    ['shelters', department('shelters', asked, [known, unknown])],
  ])
  const document = parse(query)
  const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
  return referenceChecker(supergraph, schema, departments)(
    document,
    operation as OperationDefinitionNode,
    variables as Record<string, unknown>,
    caller,
  )
}

const refer = 'mutation($input: ReferInput!) { refer(input: $input) }'

describe('what a mutation names in other departments', () => {
  it('is asked of the department that answers one by its id, whatever other queries answer', async () => {
    const asked: string[] = []
    await check(refer, { input: { residentId: known } }, asked)
    expect(asked).toEqual(['residents'])
  })

  it('is refused by the name of the field where it is not there', async () => {
    await expect(check(refer, { input: { residentId: unknown } })).rejects.toThrow(
      'input.residentId: no Resident with this id in your city',
    )
  })

  it('is found where it is written into the operation', async () => {
    await expect(check(`mutation { refer(input: { residentId: "${unknown}" }) }`, {})).rejects.toThrow(
      'input.residentId: no Resident',
    )
  })

  it('is found in a fragment and in a default of a variable', async () => {
    const input = `input: { residentId: "${unknown}" }`
    await expect(check(`mutation { ...F } fragment F on Mutation { refer(${input}) }`, {})).rejects.toThrow(
      'input.residentId: no Resident',
    )
    const byDefault = `mutation($input: ReferInput! = { residentId: "${unknown}" }) { refer(input: $input) }`
    await expect(check(byDefault, {})).rejects.toThrow('input.residentId: no Resident')
  })

  it('is no unknown id where the department could only not answer', async () => {
    const failing: Department = {
      ...department('residents', [], []),
      ask: () =>
        Promise.resolve({
          data: { _entities: [null] },
          errors: [{ message: 'no', path: ['_entities', 0], extensions: { code: 'SERVICE_UNAVAILABLE' } }],
        }),
    }
    const document = parse(refer)
    const checker = referenceChecker(supergraph, schema, new Map([['residents', failing]]))
    const checked = checker(
      document,
      document.definitions[0] as OperationDefinitionNode,
      { input: { residentId: known } },
      caller,
    )
    await expect(checked).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } })
  })

  it('is not asked about for a query', async () => {
    const asked: string[] = []
    await check(`{ resident(id: "${unknown}") }`, {}, asked)
    expect(asked).toEqual([])
  })

  it('is left to the check of types where it is no id at all', async () => {
    await expect(check(refer, { input: { residentId: 'no id' } })).resolves.toBeUndefined()
    await expect(check(refer, { input: { residentId: { evil: true } } })).resolves.toBeUndefined()
    await expect(check(refer, {})).resolves.toBeUndefined()
  })
})
