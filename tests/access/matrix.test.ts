/** Every caller on every path to everything about one resident, through the gateway. */
import { along, forms, isRoot, write } from './asked'
import { judge, type Standing, standings } from './callers'
import { argumentsFor, entities, lastOf, longPaths, schema, shortPaths } from './gateway-paths'
import { judgeReply } from './judge-reply'
import { plant, type Planted } from './planted'
import { table } from './table'
import { openWalls, type Walls } from './walls'

// Some thousand operations in one file.
jest.setTimeout(300_000)

let walls: Walls
let planted: Planted
let sent = 0
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
})
afterAll(() => walls.close())

/** How many operations are on their way at once. */
const width = 8
/** Of the paths through three entities each caller takes every tenth, each another. */
const turn = 10
/** What takes a rule book to answer is asked for on every third of the shorter paths, each caller's another, and wherever a query leads straight to it. */
const dear = ['Resident.eligibility', 'Resident.interview', 'Screening.results', 'Screening.interview']

const all = standings('')

/** Walks the paths as one caller. Tells what should not be, and what was read. */
async function walkAs(index: number): Promise<{ readonly faults: string[]; readonly seen: Set<string> }> {
  const one = standings(planted.ids.Resident)[index] as Standing
  const args = argumentsFor(planted)
  const faults: string[] = []
  const seen = new Set<string>()
  const paths = [...shortPaths, ...longPaths.filter((_, place) => (place + index) % turn === 0)]
  const walk = async (path: (typeof paths)[number], place: number): Promise<void> => {
    const form = forms[(place + index) % forms.length] ?? 'plainly'
    const isDear = place < shortPaths.length && (isRoot(path) || (place + index) % 3 === 0)
    const last = lastOf(path.ends, args).filter(({ type, field }) => isDear || !dear.includes(`${type}.${field}`))
    const { query, asked } = write(form, path.ends, last, (inner) => along(path, args, inner))
    const reply = await walls.ask(one.caller, { query, variables: { yes: true, no: false } })
    sent += 1
    const judged = judgeReply(reply, asked, { one, planted, entities })
    faults.push(...judged.faults.map((fault) => `${form}: ${fault}`))
    judged.seen.forEach((coordinate) => seen.add(coordinate))
  }
  for (let from = 0; from < paths.length; from += width)
    await Promise.all(paths.slice(from, from + width).map((path, place) => walk(path, from + place)))
  return { faults, seen }
}

const clients = [...table.keys()].filter(
  (coordinate) =>
    !coordinate.startsWith('Mutation.') &&
    !['Resident.grounds', 'Query.screen', 'Query.interview', 'Query.revocationNotices'].includes(coordinate),
)

describe('through the gateway', () => {
  it.each(all.map(({ name }, index) => [name, index] as const))(
    '%s reads what the table says and nothing else',
    async (_, index) => {
      const { faults, seen } = await walkAs(index)
      expect(faults).toEqual([])
      const one = standings(planted.ids.Resident)[index] as Standing
      const readable = one.position === 'elsewhere' ? [] : clients.filter((coordinate) => judge(one, coordinate) === 'seen')
      expect(readable.filter((coordinate) => !seen.has(coordinate))).toEqual([])
    },
  )

  it('these are at least 5,000 operations', () => {
    expect(sent).toBeGreaterThanOrEqual(5_000)
  })

  it('no client can name what stays between the departments', async () => {
    const steward = all[0] as Standing
    const named = ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']
    for (const query of [...named, `{ resident(id: "${planted.ids.Resident}") { grounds } }`]) {
      const { data, errors } = await walls.ask(steward.caller, { query })
      expect([data, errors.map(({ extensions }) => extensions['code'])]).toEqual([undefined, ['GRAPHQL_VALIDATION_FAILED']])
    }
  })
})

describe('the paths', () => {
  it('end at every type of which a rule says who may read it', () => {
    const types = new Set(clients.map((coordinate) => coordinate.split('.')[0]).filter((type) => type !== 'Query'))
    const ends = new Set([...shortPaths, ...longPaths].map(({ ends: end }) => end))
    // A step of a referral is read with its history.
    expect([...types].filter((type) => !ends.has(type as string))).toEqual(['ReferralEvent'])
  })

  it('begin at every query that leads to one', () => {
    const roots = new Set([...shortPaths, ...longPaths].map(({ steps }) => `Query.${steps[0]?.field}`))
    const queries = Object.keys(schema.getQueryType()?.getFields() ?? {}).map((name) => `Query.${name}`)
    expect(queries.filter((root) => !roots.has(root)).sort()).toEqual(
      ['Query.screen', 'Query.interview', 'Query.revocationNotices'].sort(),
    )
  })
})
