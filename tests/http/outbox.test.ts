import { eventOf, type EventfulMutation } from '../../runtime/outbox/events'
import { subgraphNames } from '../../runtime/config'
import { openTestHub, sql, type GraphReply, type TestHub } from '../hub'
import { apiSchema } from '../schema/api'
import { digest, key, openWorld, rightInputs, type World } from './world'

const mutations = Object.values(apiSchema().getMutationType()?.getFields() ?? {})
const names = Object.keys(eventOf) as EventfulMutation[]

let test: TestHub
beforeAll(async () => {
  test = await openTestHub()
})
afterAll(() => test.close())

const send = (world: World, name: string, input: object): Promise<GraphReply> => {
  const type = String(mutations.find((mutation) => mutation.name === name)?.args[0]?.type)
  return test.ask(world.who, `mutation($input: ${type}) { ${name}(input: $input) { id } }`, { input })
}

/** The rows of all outboxes once all is passed on, in the order of writing within each. */
const rows = async (): Promise<Record<string, any>[]> => {
  await test.hub.relay.deliver(subgraphNames)
  const found = subgraphNames.map((name) => sql(test, `select * from ${name}.outbox order by position`))
  return (await Promise.all(found)).flat()
}

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string
const instant = expect.any(Date) as Date

/** What each mutation's event tells: the kind of record, whether it is about the world's resident, and its codes. */
const told: Readonly<
  Record<EventfulMutation, (world: World) => readonly [type: string, resident: string | null, facts: object]>
> = {
  registerResident: () => ['Resident', uuid, {}],
  updateResident: ({ resident }) => ['Resident', resident, {}],
  recordFacts: () => ['Household', null, {}],
  screenResident: ({ resident }) => ['Screening', resident, {}],
  recordConsent: ({ resident }) => ['Consent', resident, {}],
  revokeConsent: ({ resident, agency }) => ['Consent', resident, { recipients: [agency] }],
  breakGlass: ({ resident }) => ['BreakGlass', resident, {}],
  acknowledgeNotices: ({ notice }) => ['Receipt', null, { notices: [notice] }],
  startCampaign: () => ['Campaign', null, {}],
  recordConversation: ({ resident }) => [
    'Conversation',
    resident,
    { outcome: 'REACHED', occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string },
  ],
  planFollowUp: ({ resident }) => ['FollowUp', resident, {}],
  closeFollowUp: ({ resident }) => ['FollowUp', resident, { status: 'DONE' }],
  refer: ({ resident }) => ['Referral', resident, { status: 'REQUESTED' }],
  advanceReferral: ({ resident }) => ['Referral', resident, { step: 'ACCEPT', status: 'ACCEPTED' }],
}

/** Words of a person that a mutation takes: none of them may be found in an event. */
const words: Readonly<Record<string, object>> = {
  registerResident: { givenName: 'Zebedee', familyName: 'Zebedee', contactPoints: [{ kind: 'PHONE', value: 'Zebedee' }] },
  updateResident: { familyName: 'Zebedee', address: { line1: 'Zebedee' } },
  recordConsent: { wording: 'Zebedee' },
  breakGlass: { reason: 'Zebedee may be in danger.' },
  startCampaign: { name: 'Zebedee', goal: 'Zebedee' },
  recordConversation: { note: 'Zebedee', place: 'Zebedee', needs: ['EVICTION'] },
  planFollowUp: { followUp: { due: '2100-12-31', task: 'Zebedee' } },
  closeFollowUp: { result: 'Zebedee' },
  refer: { note: 'Zebedee' },
  advanceReferral: { note: 'Zebedee' },
}

describe('the outbox', () => {
  it('knows the event of every mutation of the schema', () => {
    expect(names.toSorted()).toEqual(mutations.map(({ name }) => name).toSorted())
  })

  it.each(names)('has one event more after one %s, which tells ids and codes alone', async (name) => {
    const world = await openWorld(test, 'nyc')
    const before = await rows()
    const { data, errors } = await send(world, name, { idempotencyKey: key(), ...rightInputs(world)[name], ...words[name] })
    expect(errors).toEqual([])
    const known = new Set(before.map(({ id }) => id))
    const added = (await rows()).filter(({ id }) => !known.has(id))
    const [type, resident, facts] = told[name](world)
    const made = [data[name]].flat()[0].id as string
    expect(added).toEqual([
      {
        id: uuid,
        position: expect.any(String) as string,
        city: 'nyc',
        resident_id: resident,
        event: eventOf[name],
        subject_type: type,
        subject_id: name === 'acknowledgeNotices' ? uuid : made,
        version: expect.any(Number) as number,
        facts,
        agency: world.who[2],
        at: instant,
        attempts: 1,
        next_at: instant,
        delivered_at: instant,
        dead_at: null,
        last_error: null,
      },
    ])
    expect(JSON.stringify(added)).not.toMatch(/Zebedee|EVICTION/)
  })

  it.each(names)('has none more where a %s is sent again', async (name) => {
    const world = await openWorld(test, 'nyc')
    const input = { idempotencyKey: key(), ...rightInputs(world)[name] }
    await send(world, name, input)
    const before = (await rows()).length
    await Promise.all([1, 2, 3].map(() => send(world, name, input)))
    expect((await rows()).length).toBe(before)
  })

  it.each([
    ['updateResident', { expectedVersion: 99 }],
    ['recordFacts', { expectedVersion: 99 }],
    ['closeFollowUp', { expectedVersion: 99 }],
    ['advanceReferral', { step: 'START' }],
    ['recordConversation', { outcome: 'NOT_HOME', needs: ['EVICTION'] }],
    ['acknowledgeNotices', { ids: [] }],
    ['planFollowUp', { followUp: { due: '2000-01-01', task: 'Late.' } }],
    ['startCampaign', { endsOn: '2000-01-01' }],
  ])('has none more where a %s is refused, nor anything else', async (name, wrong) => {
    const world = await openWorld(test, 'nyc')
    const before = await digest(test)
    const { errors } = await send(world, name, { idempotencyKey: key(), ...rightInputs(world)[name], ...wrong })
    expect(errors).toHaveLength(1)
    expect(await digest(test)).toBe(before)
  })

  it('has none more where an id is taken, which is found out only as the row is written', async () => {
    const world = await openWorld(test, 'nyc')
    const before = await digest(test)
    const { errors } = await send(world, 'registerResident', { idempotencyKey: key(), id: world.resident, familyName: 'Again' })
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['CONFLICT'])
    expect(await digest(test)).toBe(before)
  })
})
