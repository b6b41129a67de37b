/** Callers one after the other at one gateway: nobody is answered by what was kept for somebody else. */
import type { Caller, Role } from '../../runtime/caller'
import { along, write } from './asked'
import { type Standing, standings } from './callers'
import { argumentsFor, entities, lastOf, shortPaths } from './gateway-paths'
import { judgeReply } from './judge-reply'
import { plant, type Planted } from './planted'
import { openWalls, type Walls } from './walls'

// Some hundred operations in one test.
jest.setTimeout(120_000)

let walls: Walls
let planted: Planted
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
})
afterAll(() => walls.close())

const named = (name: string): Standing => standings(planted.ids.Resident).find((one) => one.name === name) as Standing

/** Of the paths each order takes every fifth. */
const turn = 5

/** Sends the same text as each of them in turn and judges each reply. A comment keeps the texts of two orders apart. */
async function inTurn(order: string, names: readonly string[]): Promise<string[]> {
  const args = argumentsFor(planted)
  const faults: string[] = []
  for (const path of shortPaths.filter((_, place) => place % turn === order.length % turn)) {
    const { query, asked } = write('plainly', path.ends, lastOf(path.ends, args), (last) => along(path, args, last))
    for (const one of names.map(named)) {
      const reply = await walls.ask(one.caller, { query: `${query} # ${order}` })
      faults.push(...judgeReply(reply, asked, { one, planted, entities }).faults)
    }
  }
  return faults
}

const pairs = [
  ['other scopes', 'supervisor of charlotte-outreach (steward)', 'privacy_officer of charlotte-outreach (steward)'],
  ['other scopes, some of them', 'resident of inlivian (self)', 'service of charlotte-outreach (steward)'],
  ['the same scopes and another ground', 'caseworker of charlotte-outreach (steward)', 'caseworker of inlivian (stranger)'],
  ['the same scopes and another city', 'outreach of charlotte-outreach (steward)', 'outreach of charlotte-outreach (elsewhere)'],
] as const

describe.each(pairs)('two callers with %s', (what, first, second) => {
  it('read their own, in one order', async () => {
    expect(await inTurn(`${what}, once`, [first, second, first])).toEqual([])
  })

  it('and in the other', async () => {
    expect(await inTurn(`${what}, again`, [second, first, second])).toEqual([])
  })
})

describe('one text with two operations', () => {
  const caller = (role: Role): Caller => ({ ...named('supervisor of charlotte-outreach (steward)').caller, roles: [role] })
  const text = (order: string) =>
    `query Open { resident(id: "${planted.ids.Resident}") { id city } }
     query Closed { resident(id: "${planted.ids.Resident}") { id city breakGlasses { reason } } } # ${order}`
  const ask = async (order: string, role: Role, operationName: string) => {
    const { data, errors } = await walls.ask(caller(role), { query: text(order), operationName })
    return [data, errors.map(({ extensions }) => extensions['code'])]
  }
  const open = () => [{ resident: { id: planted.ids.Resident, city: 'charlotte' } }, []]
  const closed = () => [{ resident: { id: planted.ids.Resident, city: 'charlotte', breakGlasses: null } }, ['FORBIDDEN']]
  const whole = () => [
    { resident: { id: planted.ids.Resident, city: 'charlotte', breakGlasses: [{ reason: 'Zq-reason: in danger' }] } },
    [],
  ]

  it('answers the one that is named, the open one first', async () => {
    expect(await ask('1', 'supervisor', 'Open')).toEqual(open())
    expect(await ask('1', 'supervisor', 'Closed')).toEqual(closed())
    expect(await ask('1', 'privacy_officer', 'Closed')).toEqual(whole())
    expect(await ask('1', 'supervisor', 'Closed')).toEqual(closed())
  })

  it('answers the one that is named, the closed one first', async () => {
    expect(await ask('2', 'privacy_officer', 'Closed')).toEqual(whole())
    expect(await ask('2', 'supervisor', 'Closed')).toEqual(closed())
    expect(await ask('2', 'supervisor', 'Open')).toEqual(open())
    expect(await ask('2', 'privacy_officer', 'Open')).toEqual(open())
  })
})
