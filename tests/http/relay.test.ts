import { subgraphsOver } from '../../cli/subgraphs'
import { destinations } from '../../gateway/destinations'
import type { Department } from '../../gateway/forward/department'
import { localDepartment } from '../../gateway/forward/local'
import { type Relay, startRelay } from '../../gateway/relay'
import { newId } from '../../runtime/ids'
import { everyCity, hubCaller, isRole, roles } from '../../runtime/caller'
import { subgraphNames, type SubgraphName } from '../../runtime/config'
import { openLog } from '../../runtime/log'
import type { OutboxEvent } from '../../runtime/outbox/events'
import { executor } from '../../schema/shared/execute'
import { openTestHub, sql, type GraphReply, type TestHub } from '../hub'
import { key, openWorld, type Who, type World } from './world'

let test: TestHub
let world: World
beforeAll(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
})
afterAll(() => test.close())

const worker: Who = ['outreach', 'nyc', 'peu']
const send = (who: Who, name: string, type: string, input: object, selection = 'id'): Promise<GraphReply> =>
  test.ask(who, `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, {
    input: { idempotencyKey: key(), ...input },
  })
const talk = async (who: Who, more: object = {}): Promise<string> => {
  const attempt = { residentId: world.resident, channel: 'DOOR', outcome: 'REACHED', ...more }
  const { data, errors } = await send(who, 'recordConversation', 'RecordConversationInput', attempt)
  expect(errors).toEqual([])
  return data.recordConversation.id
}
const note = async (): Promise<Record<string, any> | undefined> => {
  const [row] = await sql<Record<string, any>>(
    test,
    'select city, agency, at, conversation_id from residents.contact_note where resident_id = $1',
    [world.resident],
  )
  return row
}
const codes = ({ errors }: GraphReply) => errors.map(({ extensions }) => extensions['code'])

describe('who last spoke with a resident', () => {
  it('is known to residents before the worker has the reply', async () => {
    const id = await talk(worker)
    expect(await note()).toEqual({ city: 'nyc', agency: 'peu', at: expect.any(Date) as Date, conversation_id: id })
  })

  it('is the agency of the latest conversation, whichever is recorded last', async () => {
    const id = await talk(['outreach', 'nyc', 'hpd'])
    await talk(worker, { occurredAt: '2026-01-01T12:00:00Z' })
    expect(await note()).toMatchObject({ agency: 'hpd', conversation_id: id })
  })

  it.each(['NOT_HOME', 'LEFT_MESSAGE', 'REFUSED'])('is nobody new where the attempt ended with %s', async (outcome) => {
    const before = await note()
    await talk(['outreach', 'nyc', 'hra-ocj'], { outcome })
    expect(await note()).toEqual(before)
  })

  it('is not told by what another city says of a resident that is not its own', async () => {
    const before = await note()
    const reply = await tell('charlotte', 'peu', '2026-12-31T00:00:00Z')
    expect([reply.errors, await note()]).toEqual([undefined, before])
  })

  it('is the same however often it is told', async () => {
    const id = await talk(worker)
    const before = await note()
    for (let time = 0; time < 3; time++) await tell('nyc', 'peu', String(before?.['at'].toISOString()), id)
    expect(await note()).toEqual(before)
  })

  const tell = (city: string, agency: string, at: string, conversationId = world.conversation) =>
    department('residents').ask(
      {
        query:
          'mutation($residentId:UUID!,$agency:Line!,$at:DateTime!,$conversationId:UUID!){_noteContact(residentId:$residentId,agency:$agency,at:$at,conversationId:$conversationId)}',
        variables: { residentId: world.resident, agency, at, conversationId },
      },
      hubCaller(city),
    )
})

describe('a revoked consent', () => {
  const agencyIn = async (city: string, code: string): Promise<string> => {
    const { data } = await test.ask(['caseworker', city, code], '{ agencies { id code } }')
    return data.agencies.find((agency: { code: string }) => agency.code === code).id
  }
  const noticesOf = async (agency: string, city = 'nyc'): Promise<any[]> => {
    const query = '{ revocationNotices(first: 200) { nodes { id consentId residentId createdAt receivedAt } } }'
    const { data, errors } = await test.ask(['caseworker', city, agency], query)
    expect(errors).toEqual([])
    return data.revocationNotices.nodes
  }
  const acknowledge = (agency: string, ids: readonly string[]) =>
    send(['caseworker', 'nyc', agency], 'acknowledgeNotices', 'AcknowledgeNoticesInput', { ids }, 'id consentId receivedAt')
  const ofConsent = (nodes: readonly any[], consent: string) => nodes.filter(({ consentId }) => consentId === consent)

  let consent: string
  beforeEach(async () => {
    const recipientIds = await Promise.all(['hpd', 'hra-ocj'].map((code) => agencyIn('nyc', code)))
    const terms = { categories: ['HOUSEHOLD'], purposes: ['SERVICE'], given: 'VERBAL', wording: 'v1' }
    const given = await send(world.who, 'recordConsent', 'RecordConsentInput', {
      residentId: world.resident,
      recipientIds,
      ...terms,
    })
    consent = given.data.recordConsent.id
    await send(world.who, 'revokeConsent', 'RevokeConsentInput', { id: consent })
  })

  it('is told to each agency that had received data, once, and to no other', async () => {
    for (const agency of ['hpd', 'hra-ocj']) {
      expect(ofConsent(await noticesOf(agency), consent)).toEqual([
        {
          id: expect.any(String) as string,
          consentId: consent,
          residentId: world.resident,
          createdAt: expect.any(String) as string,
          receivedAt: null,
        },
      ])
    }
    expect([await noticesOf('peu'), await noticesOf('crisis-assistance', 'charlotte')]).toEqual([[], []])
  })

  it('is told once though its event is passed on again', async () => {
    const before = await noticesOf('hpd')
    await sql(test, 'update residents.outbox set delivered_at = null, next_at = to_timestamp(0) where subject_id = $1', [consent])
    await test.hub.relay.deliver(['residents'])
    expect(await noticesOf('hpd')).toEqual(before)
  })

  it('is acknowledged once, by the agency that was told', async () => {
    const [own] = ofConsent(await noticesOf('hpd'), consent)
    const [others] = ofConsent(await noticesOf('hra-ocj'), consent)
    expect(codes(await acknowledge('hpd', [others.id]))).toEqual(['NOT_FOUND'])
    expect(codes(await acknowledge('hpd', [own.id, others.id]))).toEqual(['NOT_FOUND'])
    const reply = await acknowledge('hpd', [own.id, own.id])
    expect(reply.data.acknowledgeNotices).toEqual([{ id: own.id, consentId: consent, receivedAt: expect.any(String) as string }])
    expect(codes(await acknowledge('hpd', [own.id]))).toEqual(['NOT_ALLOWED_NOW'])
    expect(ofConsent(await noticesOf('hpd'), consent)).toEqual([
      { ...own, receivedAt: reply.data.acknowledgeNotices[0].receivedAt },
    ])
    expect(ofConsent(await noticesOf('hra-ocj'), consent)).toEqual([others])
  })

  it.each([[[]], [Array.from({ length: 201 }, (_, index) => `0190b0a4-7c1e-7d2a-9f10-${String(index).padStart(12, '0')}`)]])(
    'takes 1 to 200 acknowledgements at once: %#',
    async (ids) => {
      const { errors } = await acknowledge('hpd', ids)
      expect(errors.map(({ message }) => message)).toEqual(['ids: expected 1 to 200 notices'])
    },
  )
})

describe('what is for the hub itself', () => {
  const operations = [
    ['_outbox', 'mutation { _outbox(first: 1) { id } }'],
    ['_settled', 'mutation { _settled(delivered: [], failed: []) }'],
    [
      '_noteContact',
      'mutation { _noteContact(residentId: "RESIDENT", agency: "peu", at: "2026-01-01T00:00:00Z", conversationId: "RESIDENT") }',
    ],
    ['_noticeRevocation', 'mutation { _noticeRevocation(consentId: "RESIDENT", agencies: ["peu"], at: "2026-01-01T00:00:00Z") }'],
  ] as const
  const withResident = (query: string) => query.replaceAll('RESIDENT', world.resident)
  const ways: readonly (readonly [string, (query: string) => string])[] = [
    ['as it is', (query) => query],
    ['under another name', (query) => query.replace('{ _', '{ register: _')],
    ['in a fragment', (query) => query.replace(/\{ (.*) \}$/s, '{ ...F } fragment F on Mutation { $1 }')],
    ['in an inline fragment', (query) => query.replace(/\{ (.*) \}$/s, '{ ... on Mutation { $1 } }')],
    ['behind a directive', (query) => query.replace(/\{ (.*) \}$/s, '{ ... @include(if: true) { $1 } }')],
    ['as a question', (query) => query.replace('mutation', 'query')],
  ]

  it.each(operations.flatMap(([name, query]) => ways.map(([way, turn]) => [name, way, turn(query)] as const)))(
    '%s is not known to a client %s',
    async (_, __, query) => {
      const before = await sql(test, 'select * from residents.outbox order by position')
      const reply = await test.ask(world.who, withResident(query))
      expect([reply.status, reply.data, codes(reply)]).toEqual([400, undefined, ['GRAPHQL_VALIDATION_FAILED']])
      expect(reply.errors[0]?.message).not.toMatch(/did you mean/i)
      expect(await sql(test, 'select * from residents.outbox order by position')).toEqual(before)
    },
  )

  it('is in no answer about the schema', async () => {
    const query = '{ __schema { types { name inputFields { name } fields { name args { name } } } directives { name } } }'
    const { data, errors } = await test.ask(['developer', 'nyc', 'peu'], query)
    expect(errors).toEqual([])
    expect(JSON.stringify(data)).toContain('revocationNotices')
    const names: string[] = []
    JSON.stringify(data, (field, value: unknown) => (field === 'name' ? (names.push(String(value)), value) : value))
    expect(names.filter((name) => /^_[a-zA-Z]|[Oo]utbox/.test(name))).toEqual([])
    expect((await test.ask(worker, '{ __type(name: "_OutboxEvent") { name } }')).data).toEqual({ __type: null })
  })

  it.each(roles.flatMap((role) => operations.map(([name, query]) => [role, name, query] as const)))(
    '%s may not ask %s of a subgraph, were it to reach one',
    async (role, name, query) => {
      const caller = { sub: 'x', city: 'nyc', agency: 'peu', roles: [role], request: newId() }
      const { data, errors } = await department('residents').ask({ query: withResident(query) }, caller)
      expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([{ [name]: null }, ['FORBIDDEN']])
    },
  )

  it('is in a role that no token carries', async () => {
    expect([isRole('hub'), roles.includes('hub' as never)]).toEqual([false, false])
    const forged = await test.hub.issuer?.mint({ as: 'hub' as never, city: 'nyc', agency: 'peu' }, 'city-program-hub', new Date())
    const response = await fetch(`${test.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${forged?.token}` },
      body: JSON.stringify({ query: '{ __typename }' }),
    })
    expect(response.status).toBe(401)
  })

  it('is about every city for the hub alone', async () => {
    const query = '{ program(code: "scrie") { id } }'
    const asWorker = { sub: 'x', city: everyCity, agency: 'peu', roles: ['supervisor' as const], request: newId() }
    expect((await department('programs').ask({ query }, asWorker)).errors?.map(({ extensions }) => extensions.code)).toEqual([
      'FORBIDDEN',
    ])
    const own = { query: 'mutation { _outbox(first: 1) { id } }' }
    expect((await department('programs').ask(own, hubCaller(everyCity))).data).toEqual({ _outbox: [] })
  })
})

const down = new Set<SubgraphName>()
const log = openLog('test', 'silent')

/** A department over the same database, that can be taken down. */
function department(name: SubgraphName): Department {
  const { cities, database } = test.hub
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const execute = executor(subgraphsOver(() => cities)[name], { database, log, now: () => clock, cities: terms })
  const ask: Department['ask'] = (operation, caller) =>
    down.has(name) ? Promise.reject(new Error('connect ECONNREFUSED')) : execute(operation, caller, { mayChange: true })
  return { ...localDepartment(name, execute, () => Promise.resolve(true)), ask }
}
let clock = new Date()

describe('the relay', () => {
  let relay: Relay
  const seen: OutboxEvent[] = []
  const open = (to: Parameters<typeof startRelay>[0]['destinations'] = destinations) =>
    startRelay({ departments: subgraphNames.map(department), destinations: to, log, every: 3_600_000 })
  beforeEach(() => {
    clock = new Date()
    seen.length = 0
    relay = open()
  })
  afterEach(async () => {
    down.clear()
    await relay.close()
    // What a test leaves undelivered would hold back the resident's events in the next.
    await sql(test, 'update conversations.outbox set delivered_at = at where delivered_at is null')
  })
  const later = (seconds: number) => (clock = new Date(clock.getTime() + seconds * 1_000))

  /** A conversation whose event nobody has passed on yet. */
  const fresh = async (): Promise<string> => {
    const id = await talk(['outreach', 'nyc', 'hra-ocj'])
    await sql(test, 'delete from residents.contact_note')
    await sql(
      test,
      'update conversations.outbox set delivered_at = null, attempts = 0, next_at = to_timestamp(0) where subject_id = $1',
      [id],
    )
    return id
  }
  const state = async (id: string) => {
    const [row] = await sql<{ attempts: number; last_error: string | null; delivered: boolean }>(
      test,
      'select attempts, last_error, delivered_at is not null as delivered from conversations.outbox where subject_id = $1',
      [id],
    )
    return row
  }

  it('keeps an event while the department that has to know it is down, and passes it on once that is up', async () => {
    const id = await fresh()
    down.add('residents')
    await relay.deliver(['conversations'])
    expect([await state(id), await note()]).toEqual([
      { attempts: 1, last_error: 'SERVICE_UNAVAILABLE', delivered: false },
      undefined,
    ])
    await relay.deliver(['conversations'])
    expect((await state(id))?.attempts).toBe(1)
    down.clear()
    later(1)
    await relay.deliver(['conversations'])
    expect(await state(id)).toEqual({ attempts: 2, last_error: null, delivered: true })
    expect(await note()).toMatchObject({ agency: 'hra-ocj', conversation_id: id })
  })

  it('goes on where the department whose outbox it is was down', async () => {
    const id = await fresh()
    down.add('conversations')
    await relay.deliver(['conversations'])
    expect((await state(id))?.attempts).toBe(0)
    down.clear()
    await relay.deliver(['conversations'])
    expect((await state(id))?.delivered).toBe(true)
  })

  it('passes on again, after the half minute, what was passed on when the outbox could not be told', async () => {
    const id = await fresh()
    const cutOff = open({
      'conversation.recorded': [
        (event) => {
          seen.push(event)
          down.add('conversations')
          return Promise.resolve()
        },
      ],
    })
    await cutOff.deliver(['conversations'])
    await cutOff.close()
    down.clear()
    expect([seen.map(({ subject }) => subject.id), await state(id)]).toEqual([
      [id],
      { attempts: 1, last_error: null, delivered: false },
    ])
    later(30)
    await relay.deliver(['conversations'])
    expect(await state(id)).toEqual({ attempts: 2, last_error: null, delivered: true })
  })

  it('writes down that a destination failed, and no word of how', async () => {
    const id = await fresh()
    const failing = open({ 'conversation.recorded': [() => Promise.reject(new Error('Zebedee lives at 1 Main Street'))] })
    await failing.deliver(['conversations'])
    await failing.close()
    expect(await state(id)).toEqual({ attempts: 1, last_error: 'INTERNAL', delivered: false })
  })

  it("passes a resident's events on in their order though several relays look at once", async () => {
    const ids: string[] = []
    for (let number = 0; number < 5; number++) ids.push(await talk(worker))
    await sql(
      test,
      'update conversations.outbox set delivered_at = null, attempts = 0, next_at = to_timestamp(0) where subject_id = any($1)',
      [ids],
    )
    const watching = {
      'conversation.recorded': [(event: OutboxEvent) => Promise.resolve(void seen.push(event))],
    }
    const relays = [open(watching), open(watching), open(watching)]
    while ((await Promise.all(ids.map(state))).some((row) => row?.delivered === false))
      await Promise.all(relays.map((one) => one.deliver(['conversations'])))
    await Promise.all(relays.map((one) => one.close()))
    expect(seen.map(({ subject }) => subject.id)).toEqual(ids)
  })

  it('takes up nothing more once it is closed, and finishes what it has', async () => {
    const id = await fresh()
    let release: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      const held = new Promise<void>((go) => (release = go))
      relay = open({ 'conversation.recorded': [() => (resolve(), held)] })
    })
    const delivering = relay.deliver(['conversations'])
    await begun
    const closing = relay.close()
    release()
    await Promise.all([delivering, closing])
    expect((await state(id))?.delivered).toBe(true)
    const another = await fresh()
    await relay.deliver(['conversations'])
    expect((await state(another))?.attempts).toBe(0)
  })
})
