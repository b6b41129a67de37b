/** The first wall by itself: the subgraphs behind this gateway have no guards, so what is kept here is kept before planning. */
import { liftAll } from './lifted'
import { type GraphQLSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { prune } from '../../gateway/access/prune'
import * as access from '../../gateway/access/rules'
import type { Rule, Rules } from '../../schema/shared/access/rule'
import { type Role, roles } from '../../runtime/caller'
import { subgraphNames } from '../../runtime/config'
import { along, type Asked, everythingOf, forms, print, write } from './asked'
import { nobody, reaches, type Standing, stewards } from './callers'
import { argumentsFor, lastOf, schema, shortPaths, walked } from './gateway-paths'
import { plant, type Planted } from './planted'
import { rightInputs } from './right-inputs'
import { table } from './table'
import { openWalls, type Walls } from './walls'

// Some hundred operations in one test.
jest.setTimeout(120_000)

const { rulesIn } = access
/** The rules of the gateway that was started last, as it goes on reading them. */
let held = new Map<string, Rule>()
jest.spyOn(access, 'rulesIn').mockImplementation((sdl) => (held = new Map(rulesIn(sdl))))

let walls: Walls
let planted: Planted
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
  for (const name of subgraphNames) liftAll(walls.subgraphs[name].schema)
})
afterAll(() => walls.close())

const steward = (role: Role): Standing => ({
  ...nobody,
  name: role,
  caller: { sub: `${role}@${stewards}`, city: 'charlotte', agency: stewards, roles: [role], request: 'test' },
})

/** The coordinates of every field that the subgraphs were asked for meanwhile. */
async function askedFor(standing: Standing, query: string, variables: object = {}) {
  walls.asked.length = 0
  const reply = await walls.ask(standing.caller, { query, variables: { ...variables } })
  return { reply, fields: new Set(walls.asked.flatMap(({ name, query: sent }) => fieldsIn(walls.subgraphs[name].schema, sent))) }
}

function fieldsIn(of: GraphQLSchema, query: string): string[] {
  const types = new TypeInfo(of)
  const found: string[] = []
  const note = { Field: () => void found.push(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`) }
  visit(parse(query), visitWithTypeInfo(types, note))
  return found
}

/** Of the paths each role takes every third, each another than the next role. */
const turn = 3

describe('what a role may not read is asked of no subgraph', () => {
  it.each(roles)('for %s', async (role) => {
    const one = steward(role)
    const args = argumentsFor(planted)
    const wrong: string[] = []
    for (const [index, path] of shortPaths.entries()) {
      if ((index + roles.indexOf(role)) % turn !== 0) continue
      const form = forms[index % forms.length] ?? 'plainly'
      const { query } = write(form, path.ends, lastOf(path.ends, args), (last) => along(path, args, last))
      const { fields } = await askedFor(one, query, { yes: true, no: false })
      for (const coordinate of fields) {
        const line = table.get(coordinate)
        if (line && !reaches(one, line.area)) wrong.push(`${coordinate} by ${query}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

/** What clients can name and a rule is about. */
const ruled = [...table.keys()].filter((coordinate) => coordinate !== 'Resident.grounds' && !coordinate.includes('._'))

/** A request for one field, on the shortest path to it. */
function requestFor(coordinate: string): string {
  const [type, field] = coordinate.split('.') as [string, string]
  const args = { ...argumentsFor(planted), ...rightInputs(planted) }
  const isHistory = coordinate === 'ReferralEvent.note'
  const ends = isHistory ? 'Referral' : type
  const named = (one: Asked) => one.field === (isHistory ? 'history' : field)
  const last = everythingOf(schema, ends, args, (one) => walked(one) || one === coordinate).filter(named)
  if (type === 'Query' || type === 'Mutation') return `${type.toLowerCase()} { ${last.map(print).join(' ')} }`
  const [path] = shortPaths.filter((one) => one.ends === ends).sort((a, b) => a.steps.length - b.steps.length)
  if (!path) throw new Error(`no path leads to ${ends}`)
  return `query { ${along(path, args, last).map(print).join(' ')} }`
}

/** With these rules alone, whether a field is asked of a subgraph. The text is new each time: nothing is answered from a cache. */
let times = 0
async function isAskedUnder(rules: Rules, coordinate: string, one: Standing): Promise<boolean> {
  const all = new Map(held)
  held.clear()
  rules.forEach((rule, name) => held.set(name, rule))
  const { fields } = await askedFor(one, `${requestFor(coordinate)} # ${(times += 1)}`)
  held.clear()
  all.forEach((rule, name) => held.set(name, rule))
  return fields.has(coordinate)
}

const ruleOf = (coordinate: string): Rules => new Map([[coordinate, held.get(coordinate) as Rule]])

/** A role that may not read the field. Every role may read of programs. */
const refusedRole = (coordinate: string): Role | undefined =>
  roles.find((role) => !reaches(steward(role), table.get(coordinate)?.area ?? 'programs'))

describe('a rule that is taken away is missed', () => {
  it('there is one for each field of the table', () => {
    expect([...held.keys()].sort()).toEqual([...table.keys()].sort())
  })

  it.each(ruled.filter(refusedRole))('at the subgraphs: %s', async (coordinate) => {
    const one = steward(refusedRole(coordinate) as Role)
    expect(await isAskedUnder(ruleOf(coordinate), coordinate, one)).toBe(false)
    expect(await isAskedUnder(new Map(), coordinate, one)).toBe(true)
  })

  it.each(ruled)('in the document: %s', (coordinate) => {
    const document = parse(requestFor(coordinate))
    const [operation] = document.definitions
    const rest = (rules: Rules) =>
      prune(schema, rules, document, operation as never, nobody.caller).taken.map(({ path }) => path.at(-1))
    expect(rest(ruleOf(coordinate))).toEqual([coordinate.split('.')[1]])
    expect(rest(new Map())).toEqual([])
  })
})
