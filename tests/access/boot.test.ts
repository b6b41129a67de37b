/** What keeps a subgraph, a supergraph or a gateway from starting. */
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import { rulesIn } from '../../gateway/access/rules'
import { StartError } from '../../runtime/errors'
import { compose } from '../../schema/contract'
import { guard } from '../../schema/shared/access/guard'
import { hubSpecUrl } from '../../schema/shared/directives'

const header = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@composeDirective"])
    @link(url: "${hubSpecUrl}", import: ["@access"])
    @composeDirective(name: "@access")
  directive @access(scope: String!, categories: [String!]! = [], purpose: String, partly: Boolean! = false, oversight: Boolean! = false) on FIELD_DEFINITION
`
const query = 'type Query { resident: Resident @access(scope: "resident:read") }'
const identity = '@access(scope: "resident:read", categories: ["IDENTITY"], purpose: "SERVICE")'
const schemaOf = (types: string): GraphQLSchema => buildSubgraphSchema({ typeDefs: parse(`${header} ${types}`) })
const subjects = { Resident: () => ({ type: 'Resident', id: '', grounds: [], holder: undefined, madeBy: undefined }) }
const starting =
  (types: string, parts = {}) =>
  () =>
    guard(schemaOf(types), { open: [], subjects, ...parts })

describe('a subgraph does not start', () => {
  it('where all is ruled it does', () => {
    expect(starting(`${query} type Resident @key(fields: "id") { id: ID! name: String ${identity} }`)).not.toThrow()
  })

  it('with a field of an entity that has no rule', () => {
    expect(starting(`${query} type Resident @key(fields: "id") { id: ID! name: String ${identity} born: String }`)).toThrow(
      new Error('Resident.born: no rule says who may read it'),
    )
  })

  it('with a query or a mutation that has no rule', () => {
    expect(starting('type Query { name: String } type Mutation { rename: String }')).toThrow(
      new Error('Query.name: no rule says who may read it\nMutation.rename: no rule says who may read it'),
    )
  })

  it('with a rule that names kinds of data and no purpose', () => {
    const rule = '@access(scope: "resident:read", categories: ["IDENTITY"])'
    expect(starting(`${query} type Resident @key(fields: "id") { id: ID! name: String ${rule} }`)).toThrow(
      new Error('Resident.name: its rule names no purpose'),
    )
  })

  it('with a rule that names kinds of data, where nothing says whom they are about', () => {
    const types = `${query} type Resident @key(fields: "id") { id: ID! name: String ${identity} }`
    expect(starting(types, { subjects: {} })).toThrow(new Error('Resident.name: nothing says whom it is about'))
  })

  it('unless the type is open: it holds nothing about a person', () => {
    const types =
      'type Query { program: Program @access(scope: "program:read") } type Program @key(fields: "id") { id: ID! name: String }'
    expect(starting(types)).toThrow(new Error('Program.name: no rule says who may read it'))
    expect(starting(types, { open: ['Program'] })).not.toThrow()
  })

  it('and tells every fault at once', () => {
    const types = `${query} type Resident @key(fields: "id") { id: ID! name: String born: String }`
    expect(starting(types)).toThrow(
      new Error('Resident.name: no rule says who may read it\nResident.born: no rule says who may read it'),
    )
  })
})

const one = `${header} ${query} type Resident @key(fields: "id") { id: ID! name: String @shareable ${identity} grounds: String @access(scope: "grounds:read") }`
const two = (fields: string) => `${header} type Resident @key(fields: "id") { id: ID! ${fields} }`
const both = (fields: string) => [
  { name: 'one', sdl: one, schema: schemaOf('type Query { a: String }') },
  { name: 'two', sdl: two(fields), schema: schemaOf('type Query { a: String }') },
]

describe('a supergraph is not composed', () => {
  it('where two subgraphs have one rule for a field it is', () => {
    expect(compose(both(`name: String @shareable ${identity}`))).toContain('type Resident')
  })

  it.each([
    ['another scope', '@access(scope: "conversation:read", categories: ["IDENTITY"], purpose: "SERVICE")'],
    ['another purpose', '@access(scope: "resident:read", categories: ["IDENTITY"], purpose: "REPORTING")'],
    ['other kinds of data', '@access(scope: "resident:read", categories: ["CONTACT"], purpose: "SERVICE")'],
    ['part of it withheld', '@access(scope: "resident:read", categories: ["IDENTITY"], purpose: "SERVICE", partly: true)'],
    ['oversight', '@access(scope: "resident:read", categories: ["IDENTITY"], purpose: "SERVICE", oversight: true)'],
    ['no rule', ''],
  ])('of two subgraphs that share a field, the other with %s', (_, rule) => {
    expect(() => compose(both(`name: String @shareable ${rule}`))).toThrow(
      new Error('Resident.name: its rules differ between subgraphs'),
    )
  })
})

describe('a gateway does not start', () => {
  const needing = (rule: string) => compose(both(`grounds: String @external note: String @requires(fields: "grounds") ${rule}`))

  it('where a field requires what its own rule allows it does', () => {
    expect(rulesIn(needing('@access(scope: "conversation:read")')).get('Resident.note')?.scope).toBe('conversation:read')
  })

  it.each(['@access(scope: "program:read")', '@access(scope: "referral:count")', ''])(
    'with a field that requires more than its own rule allows: %j',
    (rule) => {
      expect(() => rulesIn(needing(rule))).toThrow(
        new StartError(
          'The supergraph lets fields read more than they say: Resident.note requires Resident.grounds, which its own rule does not allow.',
        ),
      )
    },
  )
})
