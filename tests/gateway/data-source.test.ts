import type { Department } from '../../gateway/forward/department'
import { localDepartment } from '../../gateway/forward/local'
import { startGateway } from '../../gateway/gateway'
import { subgraphsOver } from '../../cli/subgraphs'
import { subgraphNames, type SubgraphName } from '../../runtime/config'
import type { Listening } from '../../runtime/http/listen'
import { openLog } from '../../runtime/log'
import { developmentIssuer } from '../../runtime/trust/issuer'
import { executor } from '../../schema/shared/execute'
import { readSupergraph } from '../../schema/supergraph'
import { openTestHub, type GraphReply, type TestHub } from '../hub'
import { digest, key, openWorld, rightInputs, type World } from '../http/world'

/** How a department that fails does so. */
type Failing = (name: SubgraphName, ask: Department['ask']) => Department['ask']

const log = openLog('test', 'silent')
const down: ReadonlySet<SubgraphName>[] = []
const asked: string[] = []
const requests: string[] = []
let failing: Failing = () => () =>
  Promise.reject(Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:4001'), { code: 'ECONNREFUSED' }))

let test: TestHub
let gateway: Listening
let world: World
beforeAll(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
  const { cities, database, issuer } = test.hub
  const subgraphs = subgraphsOver(() => cities)
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const department = (name: SubgraphName): Department => {
    const execute = executor(subgraphs[name], { database, log, now: () => new Date(), cities: terms })
    const local = localDepartment(name, execute, () => Promise.resolve(!down[0]?.has(name)))
    const ask: Department['ask'] = (operation, caller) => {
      asked.push(name)
      requests.push(caller.request)
      return down[0]?.has(name) ? failing(name, local.ask)(operation, caller) : local.ask(operation, caller)
    }
    return { ...local, ask }
  }
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    log,
    now: () => new Date(),
    supergraphSdl: readSupergraph(),
    departments: subgraphNames.map(department),
    relay: { every: 3_600_000 },
    trust: {
      issuer: developmentIssuer,
      audience: 'city-program-hub',
      keys: issuer?.keys as never,
      cities: new Set(cities.keys()),
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await test.close()
})

/** Asks while these departments are down. */
async function askWithout(names: readonly SubgraphName[], query: string, variables: object = {}): Promise<GraphReply> {
  down[0] = new Set(names)
  asked.length = 0
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await test.token(...world.who)}` }
    const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors = [] } = (await response.json()) as Partial<GraphReply>
    return { status: response.status, data, errors }
  } finally {
    down.length = 0
  }
}

const told = ({ errors }: GraphReply) =>
  errors.map(({ path, message, extensions }) => ({ path: path?.join('.'), message, ...extensions }))
const missing = (path: string, department: string) => ({
  path,
  message: 'this department cannot answer now',
  code: 'SERVICE_UNAVAILABLE',
  department,
})
const byPath = (a: { path?: string | undefined }, b: { path?: string | undefined }) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1)

const everything = `query($id: UUID!) {
  resident(id: $id) {
    familyName
    eligibility(programs: ["scrie"]) { outcome }
    conversations(first: 1) { nodes { channel } }
    lastContact { channel }
    referrals(first: 1) { nodes { status } }
  }
}`

describe('a request', () => {
  it('has one id for all the departments that it asks, and the next one has another', async () => {
    requests.length = 0
    await askWithout([], everything, { id: world.resident })
    const [first, ...others] = [...new Set(requests)]
    expect([requests.length > 2, others]).toEqual([true, []])
    expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    await askWithout([], everything, { id: world.resident })
    expect(new Set(requests).size).toBe(2)
  })
})

describe('a department that does not answer', () => {
  it('is not there in these tests unless it is said: everything is answered', async () => {
    const reply = await askWithout([], everything, { id: world.resident })
    expect(reply).toEqual({
      status: 200,
      errors: [],
      data: {
        resident: {
          familyName: 'Synthetic',
          eligibility: [{ outcome: expect.any(String) as string }],
          conversations: { nodes: [{ channel: 'DOOR' }] },
          lastContact: { channel: 'DOOR' },
          referrals: { nodes: [{ status: 'REQUESTED' }] },
        },
      },
    })
  })

  it('costs each field that it was asked for, with an error of its own, and no other field', async () => {
    const reply = await askWithout(['conversations'], everything, { id: world.resident })
    expect(reply.status).toBe(200)
    expect(reply.data.resident).toMatchObject({
      familyName: 'Synthetic',
      conversations: null,
      lastContact: null,
      referrals: { nodes: [{ status: 'REQUESTED' }] },
    })
    expect(told(reply).sort(byPath)).toEqual([
      missing('resident.conversations', 'conversations'),
      missing('resident.lastContact', 'conversations'),
    ])
  })

  it('costs each of two renamed fields by the name it was given', async () => {
    const query =
      'query($id: UUID!) { resident(id: $id) { mine: conversations(first: 1) { nodes { id } } last: lastContact { id } } }'
    expect(told(await askWithout(['conversations'], query, { id: world.resident })).sort(byPath)).toEqual([
      missing('resident.last', 'conversations'),
      missing('resident.mine', 'conversations'),
    ])
  })

  it('costs the field of every entry of a list', async () => {
    const register = 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }'
    for (const familyName of ['One', 'Two']) {
      const { errors } = await test.ask(world.who, register, { input: { idempotencyKey: `key-list-${familyName}`, familyName } })
      expect(errors).toEqual([])
    }
    const reply = await askWithout(['referrals'], '{ residents(first: 3) { nodes { id referrals { nodes { id } } } } }')
    expect(reply.data.residents.nodes.map((node: any) => node.referrals)).toEqual([null, null, null])
    expect(told(reply).sort(byPath)).toEqual([0, 1, 2].map((index) => missing(`residents.nodes.${index}.referrals`, 'referrals')))
  })

  it('costs each of the fields at the top', async () => {
    const reply = await askWithout(
      ['residents'],
      'query($id: UUID!) { a: resident(id: $id) { id } residents { nodes { id } } program(code: "scrie") { code } }',
      { id: world.resident },
    )
    expect(reply.data).toEqual({ a: null, residents: null, program: { code: 'scrie' } })
    expect(told(reply).sort(byPath)).toEqual([missing('a', 'residents'), missing('residents', 'residents')])
  })

  it('programs: the rules are not asked, and that is no answer of theirs', async () => {
    const reply = await askWithout(['programs'], everything, { id: world.resident })
    expect(reply.data.resident.eligibility).toBeNull()
    expect(told(reply)).toEqual([missing('resident.eligibility', 'programs')])
  })

  it('and another one are told apart', async () => {
    const reply = await askWithout(['conversations', 'referrals'], everything, { id: world.resident })
    expect(told(reply).sort(byPath)).toEqual([
      missing('resident.conversations', 'conversations'),
      missing('resident.lastContact', 'conversations'),
      missing('resident.referrals', 'referrals'),
    ])
  })

  it('tells nothing of where it is', async () => {
    const reply = await askWithout(['conversations', 'residents', 'referrals', 'programs'], everything, { id: world.resident })
    expect(reply.status).toBe(200)
    expect(JSON.stringify(reply)).not.toMatch(/ECONN|10\.0\.0\.7|4001|Error/)
  })

  it('makes the gateway unready, and alive all the same', async () => {
    down[0] = new Set(['referrals'])
    const [ready, live] = await Promise.all(
      ['ready', 'live'].map((path) => fetch(`http://127.0.0.1:${gateway.port}/health/${path}`)),
    )
    down.length = 0
    expect([ready?.status, await ready?.json(), live?.status]).toEqual([503, { ready: false }, 200])
  })
})

describe('eligibility is never no because of an outage', () => {
  const anyOutcome = /"(ELIGIBLE|INELIGIBLE|NEEDS_INFORMATION|DISCRETIONARY|CLOSED)"/
  const queries: [string, string, () => object][] = [
    ['a resident', 'query($id: UUID!) { resident(id: $id) { id eligibility { outcome } } }', () => ({ id: world.resident })],
    ['a screening', 'query($id: UUID!) { screening(id: $id) { id results { outcome } } }', () => ({ id: world.screening })],
    [
      "a referral's resident and screening",
      'query($id: UUID!) { referral(id: $id) { resident { eligibility { outcome } } screening { results { outcome } } } }',
      () => ({ id: world.referral }),
    ],
    [
      "a conversation's resident",
      'query($id: UUID!) { conversation(id: $id) { resident { eligibility { outcome } } } }',
      () => ({ id: world.conversation }),
    ],
    [
      "a queue's residents",
      'query($id: UUID!) { intakeQueue(id: $id) { referrals(first: 5) { nodes { resident { id eligibility { outcome } } screening { id results { outcome } } } } } }',
      () => ({ id: world.queue }),
    ],
    ['residents in a list', '{ followUps(first: 3) { nodes { resident { eligibility { outcome } } } } }', () => ({})],
  ]

  it.each(queries)('of %s, while residents is down', async (_, query, variables) => {
    expect(JSON.stringify((await askWithout([], query, variables())).data)).toMatch(anyOutcome)
    const reply = await askWithout(['residents'], query, variables())
    expect(reply.status).toBe(200)
    expect(JSON.stringify(reply.data)).not.toMatch(anyOutcome)
    expect(reply.errors.length).toBeGreaterThan(0)
    expect(new Set(reply.errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['SERVICE_UNAVAILABLE']))
  })

  it.each(queries)('of %s, while residents answers half of what it was asked', async (_, query, variables) => {
    const usual = failing
    failing = (__, ask) => async (operation, caller) => {
      const reply = await ask(operation, caller)
      const without = JSON.parse(JSON.stringify(reply.data), (name, value: unknown) =>
        name === 'facts' ? null : value,
      ) as unknown
      return {
        data: without,
        errors: [{ message: 'unexpected error', path: ['resident', 'facts'], extensions: { code: 'INTERNAL' } }],
      }
    }
    const reply = await askWithout(['residents'], query, variables())
    failing = usual
    expect(JSON.stringify(reply.data)).not.toMatch(anyOutcome)
    expect(reply.errors.length).toBeGreaterThan(0)
  })

  it('of a resident that another department names while residents knows no such one', async () => {
    const usual = failing
    failing = () => (operation) =>
      Promise.resolve({ data: { _entities: ((operation.variables?.['representations'] ?? []) as unknown[]).map(() => null) } })
    const reply = await askWithout(
      ['residents'],
      'query($id: UUID!) { referral(id: $id) { resident { id eligibility { outcome } } } }',
      { id: world.referral },
    )
    failing = usual
    expect(JSON.stringify(reply.data)).not.toMatch(anyOutcome)
  })
})

describe('a change while a department is down', () => {
  const types: Readonly<Record<string, string>> = {
    refer: 'ReferInput',
    recordConversation: 'RecordConversationInput',
    registerResident: 'RegisterResidentInput',
    screenResident: 'ScreenResidentInput',
  }
  const change = (name: string, without: SubgraphName) =>
    askWithout([without], `mutation($input: ${types[name]}!) { ${name}(input: $input) { id } }`, {
      input: { idempotencyKey: key(), ...rightInputs(world)[name] },
    })

  it.each([
    ['refer', 'referrals'],
    ['recordConversation', 'conversations'],
    ['registerResident', 'residents'],
    ['screenResident', 'residents'],
  ] as const)('%s by %s itself is not made, and said not to be', async (name, department) => {
    const before = await digest(test)
    const reply = await change(name, department)
    expect([reply.status, reply.data?.[name] ?? null, reply.errors.map(({ extensions }) => extensions['code'])]).toEqual([
      200,
      null,
      ['SERVICE_UNAVAILABLE'],
    ])
    expect(await digest(test)).toBe(before)
  })

  it.each([
    ['refer', 'residents', 'residentId'],
    ['refer', 'programs', 'programId'],
    ['recordConversation', 'residents', 'residentId'],
  ] as const)('%s that names something %s keeps is not made on trust', async (name, department, field) => {
    const before = await digest(test)
    const reply = await change(name, department)
    expect(reply.errors.map(({ extensions }) => extensions['code'])).toEqual(['SERVICE_UNAVAILABLE'])
    expect(reply.errors[0]?.message).toContain(field)
    expect(await digest(test)).toBe(before)
  })

  it('is sent to its department once: what is not known to have failed is not sent again', async () => {
    await change('registerResident', 'residents')
    expect(asked.filter((name) => name === 'residents')).toHaveLength(1)
  })

  it('while a question is asked twice', async () => {
    await askWithout(['residents'], '{ residents { nodes { id } } }')
    expect(asked.filter((name) => name === 'residents')).toHaveLength(2)
  })

  it('is kept where only what the reply shows could not be had', async () => {
    const query =
      'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id conversations { nodes { id } } } }'
    const reply = await askWithout(['conversations'], query, { input: { idempotencyKey: key(), familyName: 'Synthetic' } })
    expect(reply.data.registerResident).toEqual({ id: expect.any(String) as string, conversations: null })
    expect(told(reply)).toEqual([missing('registerResident.conversations', 'conversations')])
  })
})
