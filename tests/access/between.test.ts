/** What subgraphs require of each other, under names that a client may give to something else. */
import { type Asked, print } from './asked'
import { type Standing, standings } from './callers'
import { argumentsFor, lastOf } from './gateway-paths'
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

const between = [
  ['Resident', 'resident', ['id', 'grounds', 'facts']],
  ['Household', 'household', ['id']],
  ['Screening', 'screening', ['id', 'facts', 'asOf']],
  ['Conversation', 'conversation', ['id', 'resident']],
  ['Referral', 'referral', ['id', 'resident']],
] as const
const everyName = between.flatMap(([type, query, names]) => [...names, '__typename'].map((name) => [type, name, query] as const))

/** What a reply says, where the value of another field is asked for under a name. */
async function takenBy(one: Standing, type: string, query: string, name: string, taken: Asked) {
  const args = argumentsFor(planted)
  const rest = lastOf(type, args).filter(({ field }) => field !== name && field !== taken.field)
  const text = `{ ${query}${args[`Query.${query}`]} { ${[{ ...taken, key: name }, ...rest].map(print).join(' ')} } }`
  return walls.ask(one.caller, { query: text })
}

describe.each(everyName)('on %s, another field under the name %s', (type, name, query) => {
  it('is refused before anything is asked, whoever asks for whichever field', async () => {
    const all = lastOf(type, argumentsFor(planted)).filter(({ field }) => field !== name)
    const message = `${name}: expected another alias, this is the name of a field of ${type}`
    for (const one of standings(planted.ids.Resident)
      .filter(({ caller }) => caller.roles.includes('caseworker'))
      .slice(0, 3)) {
      for (const taken of all) {
        walls.asked.length = 0
        const { data, errors } = await takenBy(one, type, query, name, taken)
        expect([data, errors.map((error) => [error.message, error.extensions])]).toEqual([
          undefined,
          [[message, { code: 'GRAPHQL_VALIDATION_FAILED' }]],
        ])
        expect(walls.asked).toEqual([])
      }
    }
  })
})

describe('a name that subgraphs hand each other', () => {
  it('may be said over the field itself', async () => {
    const query = `{ referral(id: "${planted.ids.Referral}") { note resident: resident { id: id city } } }`
    const { data, errors } = await walls.ask(standings(planted.ids.Resident)[0]?.caller as never, { query })
    expect([data, errors]).toEqual([
      { referral: { note: 'Zq-referral', resident: { id: planted.ids.Resident, city: 'charlotte' } } },
      [],
    ])
  })

  it('is any other name on a type that hands on nothing of it', async () => {
    const query = `{ resident: conversation(id: "${planted.ids.Conversation}") { grounds: channel facts: outcome } }`
    const { data, errors } = await walls.ask(standings(planted.ids.Resident)[0]?.caller as never, { query })
    expect([data, errors]).toEqual([{ resident: { grounds: 'DOOR', facts: 'REACHED' } }, []])
  })
})
