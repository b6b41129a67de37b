import { openTestHub, type TestHub } from '../hub'
import { apiSchema, clientTypes } from '../schema/api'
import { key, openWorld, type World } from './world'

let test: TestHub
let world: World
beforeAll(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
  for (let round = 0; round < 6; round++) for (const one of connections) await one.add(round)
})
afterAll(() => test.close())

interface Connection {
  readonly name: string
  readonly type: string
  /** The operation around the list; `arguments` is where its arguments go. */
  readonly around: (list: (args: string) => string) => string
  readonly list: string
  readonly at: readonly string[]
  /** What the list is sorted by, read from a node. */
  readonly sortedBy: string
  readonly descending: boolean
  readonly add: (round: number) => Promise<unknown>
}

const send = async (name: string, type: string, input: object): Promise<any> => {
  const { data, errors } = await test.ask(world.who, `mutation($input: ${type}!) { ${name}(input: $input) { id } }`, {
    input: { idempotencyKey: key(), ...input },
  })
  expect(errors).toEqual([])
  return data[name]
}
const day = (round: number) => `2100-0${1 + (round % 3)}-01`
const attempt = (round: number) =>
  send('recordConversation', 'RecordConversationInput', {
    residentId: world.resident,
    channel: 'DOOR',
    outcome: 'REACHED',
    occurredAt: `2026-01-0${1 + (round % 3)}T00:00:00Z`,
  })
const promise = (round: number) =>
  send('planFollowUp', 'PlanFollowUpInput', { residentId: world.resident, followUp: { due: day(round), task: 'Call back.' } })
const refer = () => send('refer', 'ReferInput', { residentId: world.resident, programId: world.program })
const revoke = async () => {
  const terms = { categories: ['HOUSEHOLD'], purposes: ['SERVICE'], given: 'VERBAL', wording: 'v1' }
  const consent = { residentId: world.resident, recipientIds: [world.agency], ...terms }
  const { id } = await send('recordConsent', 'RecordConsentInput', consent)
  await send('revokeConsent', 'RevokeConsentInput', { id })
}
const nobody = () => Promise.resolve()
const ofResident = (list: (args: string) => string) => `resident(id: "${world.resident}") { ${list('')} }`
const ofQueue = (list: (args: string) => string) => `intakeQueue(id: "${world.queue}") { ${list('')} }`
const atTop = (list: (args: string) => string) => list('')

const connections: readonly Connection[] = [
  {
    name: 'residents',
    type: 'ResidentConnection',
    around: atTop,
    list: 'residents',
    at: [],
    sortedBy: 'familyName',
    descending: false,
    add: (round) => send('registerResident', 'RegisterResidentInput', { familyName: ['Aaa', 'Mmm', 'Zzz'][round % 3] }),
  },
  {
    name: 'campaigns',
    type: 'CampaignConnection',
    around: atTop,
    list: 'campaigns',
    at: [],
    sortedBy: 'startsOn',
    descending: true,
    add: (round) =>
      send('startCampaign', 'StartCampaignInput', { name: 'x', goal: 'x', startsOn: `2026-01-0${1 + (round % 3)}` }),
  },
  {
    name: 'conversations',
    type: 'ConversationConnection',
    around: atTop,
    list: 'conversations',
    at: [],
    sortedBy: 'occurredAt',
    descending: true,
    add: attempt,
  },
  {
    name: 'follow-ups',
    type: 'FollowUpConnection',
    around: atTop,
    list: 'followUps',
    at: [],
    sortedBy: 'due',
    descending: false,
    add: promise,
  },
  {
    name: 'programs',
    type: 'ProgramConnection',
    around: atTop,
    list: 'programs',
    at: [],
    sortedBy: 'code',
    descending: false,
    add: nobody,
  },
  {
    name: 'intake queues',
    type: 'IntakeQueueConnection',
    around: atTop,
    list: 'intakeQueues',
    at: [],
    sortedBy: 'code',
    descending: false,
    add: nobody,
  },
  {
    name: 'notices of revoked consents',
    type: 'RevocationNoticeConnection',
    around: atTop,
    list: 'revocationNotices',
    at: [],
    sortedBy: 'createdAt',
    descending: true,
    add: revoke,
  },
  {
    name: "a resident's conversations",
    type: 'ConversationConnection',
    around: ofResident,
    list: 'conversations',
    at: ['resident'],
    sortedBy: 'occurredAt',
    descending: true,
    add: attempt,
  },
  {
    name: "a resident's follow-ups",
    type: 'FollowUpConnection',
    around: ofResident,
    list: 'followUps',
    at: ['resident'],
    sortedBy: 'due',
    descending: false,
    add: promise,
  },
  {
    name: "a resident's screenings",
    type: 'ScreeningConnection',
    around: ofResident,
    list: 'screenings',
    at: ['resident'],
    sortedBy: 'takenAt',
    descending: true,
    add: () => send('screenResident', 'ScreenResidentInput', { residentId: world.resident }),
  },
  {
    name: "a resident's referrals",
    type: 'ReferralConnection',
    around: ofResident,
    list: 'referrals',
    at: ['resident'],
    sortedBy: 'createdAt',
    descending: true,
    add: refer,
  },
  {
    name: "a queue's referrals",
    type: 'ReferralConnection',
    around: ofQueue,
    list: 'referrals',
    at: ['intakeQueue'],
    sortedBy: 'createdAt',
    descending: true,
    add: refer,
  },
]

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, string | null>> }[]
  readonly nodes: readonly Readonly<Record<string, string | null>>[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

async function page(one: Connection, first: number, after: string | null): Promise<Page> {
  const node = `id ${one.sortedBy}`
  const selection = `edges { cursor node { ${node} } } nodes { ${node} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`
  const query = `query($first: Int!, $after: String) { ${one.around(() => `${one.list}(first: $first, after: $after) { ${selection} }`)} }`
  const { data, errors } = await test.ask(world.who, query, { first, after })
  expect(errors).toEqual([])
  return one.at.reduce((inner: any, name) => inner[name], data)[one.list] as Page
}

/** Walks the whole list; `between` happens after each page. */
async function walk(one: Connection, first: number, between: (number: number) => Promise<unknown> = nobody): Promise<Page[]> {
  const pages: Page[] = []
  let after: string | null = null
  for (;;) {
    const next: Page = await page(one, first, after)
    pages.push(next)
    if (!next.pageInfo.hasNextPage) return pages
    after = next.pageInfo.endCursor
    await between(pages.length)
  }
}

const idsOf = (pages: readonly Page[]) => pages.flatMap(({ nodes }) => nodes.map((node) => node['id'] as string))

describe('the lists of the graph', () => {
  it('are all walked in these tests', () => {
    const all = clientTypes(apiSchema())
      .map((type) => type.name)
      .filter((name) => name.endsWith('Connection'))
      // It grows by being read: tests/http/who-looked.test.ts walks it.
      .filter((name) => name !== 'LookRecordConnection')
    expect([...new Set(connections.map((one) => one.type))].sort()).toEqual(all.sort())
  })

  it.each(connections.map((one) => [one.name, one] as const))(
    '%s are seen once each, in order, by pages of any size',
    async (_, one) => {
      const whole = idsOf(await walk(one, 200))
      expect(whole.length).toBeGreaterThan(5)
      expect(new Set(whole).size).toBe(whole.length)
      for (const first of whole.length > 60 ? [37, 150] : [1, 2, 5, whole.length, whole.length + 1])
        expect(idsOf(await walk(one, first))).toEqual(whole)
    },
  )

  it.each(connections.map((one) => [one.name, one] as const))('%s are sorted by what the list says', async (_, one) => {
    const values = (await walk(one, 50)).flatMap(({ nodes }) => nodes.map((node) => node[one.sortedBy]?.toLowerCase()))
    const known = values.filter((value) => value !== undefined && value !== null && /^[\w :.-]+$/.test(value)) as string[]
    const sorted = one.sortedBy === 'familyName' ? known.filter((value) => ['aaa', 'mmm', 'zzz'].includes(value)) : known
    expect(sorted.length).toBeGreaterThan(3)
    expect(sorted).toEqual([...sorted].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (one.descending ? -1 : 1)))
  })

  it.each(connections.map((one) => [one.name, one] as const))(
    '%s that were there are seen once each and in their order while others are added',
    async (_, one) => {
      const before = idsOf(await walk(one, 200))
      const size = before.length > 60 ? 60 : 3
      const during = idsOf(await walk(one, size, (number) => (number < 8 ? one.add(number) : nobody())))
      expect(new Set(during).size).toBe(during.length)
      expect(during.filter((id) => before.includes(id))).toEqual(before)
    },
  )

  it.each(connections.map((one) => [one.name, one] as const))('%s say rightly where each page stands', async (_, one) => {
    const pages = await walk(one, 4)
    for (const [index, { edges, nodes, pageInfo }] of pages.slice(0, 20).entries()) {
      expect(edges.map((edge) => edge.node)).toEqual(nodes)
      expect(pageInfo).toEqual({
        hasNextPage: index < pages.length - 1,
        hasPreviousPage: index > 0,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      })
      expect(new Set(edges.map((edge) => edge.cursor)).size).toBe(edges.length)
    }
  })

  it.each(connections.map((one) => [one.name, one] as const))(
    '%s go on after any entry, not only after the last of a page',
    async (_, one) => {
      const { edges } = await page(one, 6, null)
      for (const [index, { cursor }] of edges.slice(0, 5).entries()) {
        const [next] = (await page(one, 1, cursor)).nodes
        expect(next?.['id']).toBe(edges[index + 1]?.node['id'])
      }
    },
  )

  it.each(connections.map((one) => [one.name, one] as const))(
    '%s end with an empty page after the last entry',
    async (_, one) => {
      const last = (await walk(one, 200)).at(-1)?.pageInfo.endCursor as string
      expect(await page(one, 5, last)).toEqual({
        edges: [],
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      })
    },
  )

  it('go on after an entry that has the longest names there are, in any letters', async () => {
    for (const [givenName, familyName] of [
      ['g'.repeat(200), 'f'.repeat(200)],
      ['\u00e9'.repeat(200), '\u4e2d'.repeat(200)],
      [null, null],
      ['', ''],
      ['"\\\'', '%_\t'],
    ])
      await send('registerResident', 'RegisterResidentInput', { givenName, familyName })
    const residents = connections[0] as Connection
    const pages = await walk(residents, 200)
    expect(new Set(idsOf(pages)).size).toBe(idsOf(pages).length)
    const edges = pages.flatMap((one) => one.edges)
    const added = edges.filter(
      ({ node }) => !/^[\w -]+$/.test(node['familyName'] ?? '') || node['familyName'] === 'f'.repeat(200),
    )
    expect(added.length).toBeGreaterThanOrEqual(5)
    for (const { cursor, node } of added) {
      const [next] = (await page(residents, 1, cursor)).nodes
      expect(next?.['id']).toBe(edges[edges.findIndex((edge) => edge.node['id'] === node['id']) + 1]?.node['id'])
    }
  })

  it('of two residents asked for at once are each their own', async () => {
    const other = await openWorld(test, 'nyc')
    const query =
      'query($a: UUID!, $b: UUID!) { a: resident(id: $a) { conversations(first: 2) { nodes { resident { id } } } } b: resident(id: $b) { conversations(first: 2) { nodes { resident { id } } } } }'
    const { data } = await test.ask(world.who, query, { a: world.resident, b: other.resident })
    expect(new Set(data.a.conversations.nodes.map((node: any) => node.resident.id))).toEqual(new Set([world.resident]))
    expect(data.b.conversations.nodes).toEqual([{ resident: { id: other.resident } }])
  })
})
