/** Ways round the rules of a supergraph that were found elsewhere, each under the number it was told of. */
import { buildSchema, parse, print } from 'graphql'
import { localDepartment } from '../../gateway/forward/local'
import { startGateway } from '../../gateway/gateway'
import { prune } from '../../gateway/access/prune'
import { rulesIn } from '../../gateway/access/rules'
import type { Caller } from '../../runtime/caller'
import { subgraphNames } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import { openLog } from '../../runtime/log'
import { hubSpecUrl } from '../../schema/shared/directives'
import { readSupergraph } from '../../schema/supergraph'
import { apiSchema, clientTypes } from '../schema/api'
import { type Standing, standings, stewards } from './callers'
import { plant, type Planted } from './planted'
import { openWalls, type Walls } from './walls'

const developer: Caller = { sub: 'a', city: 'charlotte', agency: stewards, roles: ['developer'], request: 'test' }
const outreach: Caller = { ...developer, roles: ['outreach'] }

describe('GHSA-x33c-7c2v-mrj9: a rule is not passed by way of an interface', () => {
  it('the supergraph has no interface and no union that a client can name', () => {
    const abstract = clientTypes(apiSchema()).filter(({ astNode }) =>
      ['InterfaceTypeDefinition', 'UnionTypeDefinition'].includes(astNode?.kind ?? ''),
    )
    expect(abstract.map(({ name }) => name)).toEqual([])
  })

  const sdl = `
    directive @access(scope: String!) on FIELD_DEFINITION
    interface Person { id: ID! name: String open: String }
    type Resident implements Person { id: ID! name: String @access(scope: "resident:read") open: String secret: String @access(scope: "oversight:read") }
    type Worker implements Person { id: ID! name: String open: String }
    type Visitor implements Person { id: ID! name: String @access(scope: "program:read") open: String }
    union Anybody = Resident | Worker
    type Query { person: Person @access(scope: "program:read") anybody: Anybody @access(scope: "program:read") }
  `
  const schema = buildSchema(sdl)
  const rules = rulesIn(
    `${sdl} schema @link(url: "${hubSpecUrl}") { query: Query } directive @link(url: String!) repeatable on SCHEMA`,
  )
  const pruned = (query: string, caller: Caller) => {
    const document = parse(query)
    const { document: left, taken } = prune(schema, rules, document, document.definitions[0] as never, caller)
    return { left: print(left).replace(/\s+/g, ' '), taken: taken.map(({ path }) => path.join('.')) }
  }

  it('a field of an interface may be read where each of its types may be read', () => {
    expect(pruned('{ person { open name } }', developer)).toEqual({ left: '{ person { open } }', taken: ['person.name'] })
    expect(pruned('{ person { open name } }', outreach)).toEqual({ left: '{ person { open name } }', taken: [] })
  })

  it('under another name as well', () => {
    expect(pruned('{ person { name: open open: name } }', developer)).toEqual({
      left: '{ person { name: open } }',
      taken: ['person.open'],
    })
  })

  it('a fragment on a type is judged by that type', () => {
    const query =
      '{ person { ... on Worker { name } ... on Resident { open name secret } ...Any } } fragment Any on Person { id name }'
    expect(pruned(query, developer)).toEqual({
      left: '{ person { ... on Worker { name } ... on Resident { open } ...Any } } fragment Any on Person { id }',
      taken: ['person.name', 'person.secret', 'person.name'],
    })
  })

  it('so is a fragment on a member of a union, and one on the interface inside it', () => {
    const query = '{ anybody { __typename ... on Resident { name } ... on Worker { name } ... on Person { open name } } }'
    expect(pruned(query, developer)).toEqual({
      left: '{ anybody { __typename ... on Resident { _pruned: __typename } ... on Worker { name } ... on Person { open } } }',
      taken: ['anybody.name', 'anybody.name'],
    })
  })

  it('a rule on the interface itself holds for every type', () => {
    const only = rulesIn(
      `${sdl.replace('interface Person { id: ID! name: String open: String }', 'interface Person { id: ID! name: String open: String @access(scope: "resident:read") }')}
       schema @link(url: "${hubSpecUrl}") { query: Query } directive @link(url: String!) repeatable on SCHEMA`,
    )
    const document = parse('{ person { open } }')
    const { taken } = prune(schema, only, document, document.definitions[0] as never, developer)
    expect(taken.map(({ path }) => path.join('.'))).toEqual(['person.open'])
  })
})

/** Starts a gateway over a supergraph that nobody is to ask. */
const start = (supergraphSdl: string) =>
  startGateway({
    host: '127.0.0.1',
    port: 0,
    log: openLog('test', 'silent'),
    now: () => new Date(),
    supergraphSdl,
    departments: subgraphNames.map((name) =>
      localDepartment(
        name,
        () => Promise.resolve({}),
        () => Promise.resolve(true),
      ),
    ),
    trust: { issuer: 'a', audience: 'b', keys: { keys: [] }, cities: new Set() },
  })

describe('CVE-2025-64347: a directive under another name leaves no field open', () => {
  const unlinked = `The supergraph does not link @access of ${hubSpecUrl} under its own name: nothing would say who may read what.`
  const supergraph = readSupergraph()

  it.each([
    [
      'renamed where it is linked',
      supergraph.replaceAll('@access(', '@hub__access(').replaceAll('directive @access', 'directive @hub__access'),
    ],
    ['of another specification', supergraph.replaceAll(hubSpecUrl, 'https://other.example/spec/v0.1')],
    ['not linked at all', supergraph.replace(/@link\(url: "https:\/\/city-program-hub[^)]*\)/, '')],
  ])('%s, the gateway does not start', async (_, changed) => {
    expect(changed).not.toBe(supergraph)
    await expect(start(changed)).rejects.toThrow(new StartError(unlinked))
  })

  it('without the directive of one query, the gateway does not start', async () => {
    const changed = supergraph.replace(/( {2}resident\([\s\S]*?\): Resident @join__field\([^)]*\)) @access\([^)]*\)/, '$1')
    expect(changed).not.toBe(supergraph)
    await expect(start(changed)).rejects.toThrow(
      new StartError('The supergraph has fields that no rule says who may use: Query.resident.'),
    )
  })
})

describe('GHSA-m8jr-fxqx-8xx6: a field reads no more by what it requires than its own rule allows', () => {
  const supergraph = readSupergraph()
  const changed = (from: RegExp | string, to: string) => {
    const text = supergraph.replace(from, to)
    expect(text).not.toBe(supergraph)
    return text
  }
  const note = /( {2}note: String @join__field\(graph: CONVERSATIONS[^\n]*\) @access\(scope: )"conversation:read"/

  it('the gateway does not start where the role that may read it may not read what it requires', async () => {
    await expect(start(changed(note, '$1"program:read"'))).rejects.toThrow(
      /Conversation\.note requires Conversation\.resident, which its own rule does not allow/,
    )
  })

  it('nor where it requires it through another entity', async () => {
    await expect(start(changed(note, '$1"program:read"'))).rejects.toThrow(
      /Conversation\.note requires Resident\.grounds, which its own rule does not allow/,
    )
  })

  it('nor where a kind of data that it requires is not among its own', async () => {
    const eligibility = /( {2}eligibility\([\s\S]*?@access\([^)]*categories: \["IDENTITY", "CONTACT", "HOUSEHOLD", )"HEALTH", /
    await expect(start(changed(eligibility, '$1'))).rejects.toThrow(
      /Resident\.eligibility requires Resident\.facts, which its own rule does not allow/,
    )
  })

  it('nor where it reads it for another purpose', async () => {
    const eligibility = /( {2}eligibility\([\s\S]*?@access\([^)]*purpose: )"SCREENING"/
    await expect(start(changed(eligibility, '$1"REPORTING"'))).rejects.toThrow(
      /Resident\.eligibility requires Resident\.facts, which its own rule does not allow/,
    )
  })

  it('nor where it has no rule of its own', async () => {
    const eligibility = /( {2}eligibility\([\s\S]*?) @access\([^\n]*\)/
    await expect(start(changed(eligibility, '$1'))).rejects.toThrow(
      /Resident\.eligibility requires Resident\.facts, which its own rule does not allow/,
    )
  })
})

describe('names that objects have by themselves', () => {
  let walls: Walls
  let planted: Planted
  const hostile = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']
  beforeAll(async () => {
    walls = await openWalls()
    planted = await plant(walls)
  })
  afterAll(() => walls.close())
  afterEach(() => walls.instead.clear())
  /** What every object would have, had one of them been written through. */
  const everyObjectHas = () => [Object.keys(Object.prototype), ({} as Record<string, unknown>)['polluted']]
  const nothing = [[], undefined]
  const steward = () => standings(planted.ids.Resident)[0] as Standing

  it.each(hostile)('CVE-2026-32621: %s is a name like any other in a reply, refused or not', async (name) => {
    const id = planted.ids.Resident
    const query = `{ resident(id: "${id}") { ${name}: city id household { ${name}: version } } }`
    const { data, errors } = await walls.ask(steward().caller, { query })
    expect(errors).toEqual([])
    expect(JSON.stringify(data)).toBe(`{"resident":{"${name}":"charlotte","id":"${id}","household":{"${name}":1}}}`)
    const refused = await walls.ask(steward().caller, {
      query: `{ resident(id: "${id}") { id ${name}: breakGlasses { reason } } }`,
    })
    expect(refused.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['resident', name], 'FORBIDDEN']])
    expect(JSON.stringify(refused.data)).toBe(`{"resident":{"id":"${id}","${name}":null}}`)
    const closed = await walls.ask(developer, { query: `{ ${name}: resident(id: "${id}") { id } }` })
    expect(closed.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[[name], 'FORBIDDEN']])
    expect(JSON.stringify(closed.data)).toBe(`{"${name}":null}`)
    expect(everyObjectHas()).toEqual(nothing)
  })

  it.each(hostile)('CVE-2026-32621: %s stands for another subgraph’s entity too', async (name) => {
    const query = `{ ${name}: referral(id: "${planted.ids.Referral}") { ${name}: resident { ${name}: city id } } }`
    const { data, errors } = await walls.ask(steward().caller, { query })
    expect(errors).toEqual([])
    expect(JSON.stringify(data)).toBe(`{"${name}":{"${name}":{"${name}":"charlotte","id":"${planted.ids.Resident}"}}}`)
  })

  it('CVE-2026-32621: they change nothing where a subgraph answers with them', async () => {
    const id = planted.ids.Resident
    const own = ['__proto__', 'constructor', 'prototype'].map(
      (name) => `"${name}": { "polluted": true, "prototype": { "polluted": true } }`,
    )
    const answer = (text: string) => () => Promise.resolve(JSON.parse(text) as object)
    walls.instead.set(
      'residents',
      answer(
        `{ "data": { ${own.join()}, "resident": { ${own.join()}, "__typename": "Resident", "id": "${id}", "grounds": {} } } }`,
      ),
    )
    walls.instead.set(
      'conversations',
      answer(`{ "data": { "_entities": [{ ${own.join()}, "lastContact": { ${own.join()}, "channel": "DOOR" } }] } }`),
    )
    const query = `{ resident(id: "${id}") { id lastContact { channel } } }`
    expect(await walls.ask(steward().caller, { query })).toEqual({
      status: 200,
      data: { resident: { id, lastContact: { channel: 'DOOR' } } },
      errors: [],
    })
    expect(everyObjectHas()).toEqual(nothing)
  })
})
