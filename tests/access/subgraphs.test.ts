/** The second wall by itself: every caller straight at each subgraph, without a gateway before it. */
import { guardedFields, liftField, liftReference, referencesOf } from './lifted'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kind, parse } from 'graphql'
import { type SubgraphName, subgraphNames } from '../../runtime/config'
import { packageRoot } from '../../runtime/root'
import { ruleOf } from '../../schema/shared/access/rule'
import { keyAndHub, nobody, receivers, type Standing, standings } from './callers'
import { entities } from './gateway-paths'
import { judgeReply, type Judged } from './judge-reply'
import { plant, type Planted } from './planted'
import { rightInputs } from './right-inputs'
import { atRoot, byKey, type Direct, directPaths, entranceTo, verdictAt } from './subgraph-paths'
import { table } from './table'
import { once, openWalls, type Walls } from './walls'

// Some thousand operations in one file.
jest.setTimeout(300_000)

let walls: Walls
let planted: Planted
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
})
afterAll(() => walls.close())

const schemaOf = (name: SubgraphName) => walls.subgraphs[name].schema

/** What of a subgraph's reply is not as the table says, and what of the planted was read. */
async function judged(name: SubgraphName, direct: Direct, one: Standing): Promise<Judged> {
  const told = await walls.execute[name]({ query: direct.query, variables: { ...direct.variables } }, one.caller, once)
  const reply = direct.byKey ? atRoot(told, direct.asked[0]?.field as string) : told
  const named = direct.byKey ? Object.values(planted.ids) : []
  return judgeReply(reply, direct.asked, { one, planted, entities, named, verdictOf: verdictAt(name, direct, one) })
}

/** Of the paths each caller takes every third, the next one others. */
const turn = 3

describe.each(subgraphNames)('straight at %s', (name) => {
  it('every caller reads what the table says and nothing else', async () => {
    const schema = schemaOf(name)
    const paths = directPaths(schema, referencesOf(schema), planted)
    const faults: string[] = []
    const seen = new Set<string>()
    for (const [index, one] of [...standings(planted.ids.Resident), ...keyAndHub, nobody].entries()) {
      for (const direct of paths.filter((_, place) => (place + index) % turn === 0)) {
        const told = await judged(name, direct, one)
        faults.push(...told.faults.map((fault) => `${direct.query}: ${fault}`))
        told.seen.forEach((coordinate) => seen.add(coordinate))
      }
    }
    expect(faults).toEqual([])
    const read = guardedFields(schema).filter(
      (coordinate) => !/^(Mutation\.|Query\.(screen|interview|revocationNotices)$)/.test(coordinate),
    )
    expect(read.filter((coordinate) => table.has(coordinate) && !seen.has(coordinate))).toEqual([])
  })
})

/** Every field with a rule, in the subgraph that keeps it. */
const ruled = subgraphNames.flatMap((name) =>
  parse(readFileSync(join(packageRoot, 'schema', `${name}.graphql`), 'utf8')).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.fields ?? [])
          .filter((field) => ruleOf(field))
          .map((field) => [name, `${type.name.value}.${field.name.value}`] as const)
      : [],
  ),
)

/** Who would read what a guard keeps from them: callers whose role does not open it, or whose ground does not. A referral is there for its receiver. */
const refused = () =>
  standings(planted.ids.Resident)
    .filter(
      ({ caller, position }) => caller.roles[0] === 'caseworker' && (position === 'stranger' || caller.agency === receivers),
    )
    .concat(nobody)

/** The faults of everybody who is refused, where every other guard on the way is open to them. */
async function faultsOf(name: SubgraphName, coordinate: string): Promise<string[]> {
  const schema = schemaOf(name)
  const closing = referencesOf(schema).map((type) => liftReference(schema, type))
  const direct = entranceTo(schema, coordinate, planted, rightInputs(planted))
  const faults: string[] = []
  for (const one of refused()) faults.push(...(await judged(name, direct, one)).faults)
  closing.forEach((close) => close())
  return faults
}

describe('a guard that is taken away is missed', () => {
  it('there is one on each field with a rule, and the table has each of them', () => {
    const guarded = subgraphNames.flatMap((name) => guardedFields(schemaOf(name)).map((coordinate) => `${name} ${coordinate}`))
    const all = ruled.map(([name, coordinate]) => `${name} ${coordinate}`)
    expect(guarded.filter((one) => !/ (Query\._|_Service\.)/.test(one)).sort()).toEqual([...all].sort())
    expect([...new Set(ruled.map(([, coordinate]) => coordinate))].sort()).toEqual([...table.keys()].sort())
  })

  it.each(ruled)('in %s: %s', async (name, coordinate) => {
    expect(await faultsOf(name, coordinate)).toEqual([])
    const putBack = liftField(schemaOf(name), coordinate)
    const faults = await faultsOf(name, coordinate)
    putBack()
    // A change, or the record of somebody who has none, may be refused for another reason then; that it is another tells that the guard was missing.
    const isLeak = (fault: string) => /^(Mutation\.|Query\.me$)/.test(coordinate) || / may not be seen$| is read by /.test(fault)
    expect(faults.filter(isLeak)).not.toEqual([])
  })
})

/** The entities that are found by their keys for whoever may read them; the others are stubs, and what is open to all. */
const found = [
  ['residents', 'Resident'],
  ['residents', 'Household'],
  ['residents', 'Screening'],
  ['residents', 'Consent'],
  ['conversations', 'Campaign'],
  ['conversations', 'Conversation'],
  ['conversations', 'FollowUp'],
  ['referrals', 'IntakeQueue'],
  ['referrals', 'Referral'],
] as const
const notFound = ['programs Resident', 'programs Screening', 'programs Program', 'programs Agency']
const stubs = ['conversations Resident', 'referrals Resident', 'referrals Program', 'referrals Conversation']

describe('the check of a key that is taken away is missed', () => {
  it('these are all the entities that a subgraph finds by their keys', () => {
    const all = subgraphNames.flatMap((name) => referencesOf(schemaOf(name)).map((type) => `${name} ${type}`))
    expect(all.sort()).toEqual([...found.map(([name, type]) => `${name} ${type}`), ...notFound, ...stubs].sort())
  })

  it.each(found)('in %s: %s', async (name, type) => {
    const { query, variables } = byKey(type, [], planted)
    const ask = async () => {
      const { data, errors } = await walls.execute[name]({ query, variables: { ...variables } }, nobody.caller, once)
      return { found: data, codes: errors?.map(({ extensions }) => extensions.code) }
    }
    const refusal = { found: { _entities: [null] }, codes: ['FORBIDDEN'] }
    expect(await ask()).toEqual(refusal)
    const putBack = liftReference(schemaOf(name), type)
    const told = await ask()
    putBack()
    expect(told).toEqual({ found: { _entities: [{ __typename: type, id: planted.ids[type] }] }, codes: undefined })
  })
})
