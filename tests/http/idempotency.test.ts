import { openTestHub, sql, type GraphReply, type TestHub } from '../hub'
import { digest, key, openWorld, rightInputs, type Who, type World } from './world'

let test: TestHub
let world: World
beforeAll(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
})
afterAll(() => test.close())

const types: Readonly<Record<string, string>> = {
  registerResident: 'RegisterResidentInput',
  updateResident: 'UpdateResidentInput',
  recordFacts: 'RecordFactsInput',
  screenResident: 'ScreenResidentInput',
  recordConsent: 'RecordConsentInput',
  revokeConsent: 'RevokeConsentInput',
  acknowledgeNotices: 'AcknowledgeNoticesInput',
  startCampaign: 'StartCampaignInput',
  recordConversation: 'RecordConversationInput',
  planFollowUp: 'PlanFollowUpInput',
  closeFollowUp: 'CloseFollowUpInput',
  refer: 'ReferInput',
  advanceReferral: 'AdvanceReferralInput',
}
const names = Object.keys(types)

const send = (name: string, input: object, who: Who = world.who, selection = 'id'): Promise<GraphReply> =>
  test.ask(who, `mutation($input: ${types[name]}!) { ${name}(input: $input) { ${selection} } }`, { input })
const codes = ({ errors }: GraphReply) => errors.map(({ extensions }) => extensions['code'])
const shown = ({ data, errors }: GraphReply) => [
  data,
  errors.map(({ message, extensions }) => [message, extensions['code'], extensions['field']]),
]
const count = async (table: string): Promise<number> => {
  const [row] = await sql<{ count: string }>(test, `select count(*) as count from ${table}`)
  return Number(row?.count)
}
const times = <Result>(number: number, one: () => Promise<Result>) => Promise.all(Array.from({ length: number }, one))

describe('an idempotency key', () => {
  it.each(names)('sent twenty times at once with one %s makes it once and answers the same each time', async (name) => {
    const fresh = await openWorld(test, 'nyc')
    const input = { idempotencyKey: key(), ...rightInputs(fresh)[name] }
    const [first] = await times(1, () => send(name, input))
    const after = await digest(test)
    const replies = await times(20, () => send(name, input))
    expect(first?.errors).toEqual([])
    for (const reply of replies) expect(shown(reply)).toEqual(shown(first as GraphReply))
    expect(await digest(test)).toBe(after)
  })

  it.each([
    ['registerResident', 'residents.resident'],
    ['recordConversation', 'conversations.conversation'],
    ['refer', 'referrals.referral'],
    ['screenResident', 'residents.screening'],
  ])('sent twenty times at once, none of them before, makes one row of %s', async (name, table) => {
    const input = { idempotencyKey: key(), ...rightInputs(world)[name] }
    const before = await count(table)
    const replies = await times(20, () => send(name, input))
    expect(new Set(replies.map((reply) => JSON.stringify(shown(reply)))).size).toBe(1)
    expect(replies[0]?.errors).toEqual([])
    expect(await count(table)).toBe(before + 1)
  })

  it.each(names)('used for one %s is refused for another input, and nothing is written', async (name) => {
    const fresh = await openWorld(test, 'nyc')
    const input = { idempotencyKey: key(), ...rightInputs(fresh)[name] }
    expect((await send(name, input)).errors).toEqual([])
    const before = await digest(test)
    const other: Readonly<Record<string, object>> = {
      updateResident: { familyName: 'Other' },
      recordFacts: { expectedVersion: 2 },
      screenResident: { purpose: 'SERVICE' },
      recordConsent: { given: 'WRITTEN' },
      revokeConsent: { id: world.consent },
      acknowledgeNotices: { ids: [world.notice] },
      closeFollowUp: { result: 'Other' },
      advanceReferral: { note: 'Other' },
      planFollowUp: { followUp: { due: '2100-12-31', task: 'Other' } },
      startCampaign: { name: 'Other' },
      recordConversation: { note: 'Other' },
      registerResident: { familyName: 'Other' },
      refer: { note: 'Other' },
    }
    const reply = await send(name, { ...input, ...other[name] })
    expect([reply.status, codes(reply), reply.data]).toEqual([200, ['IDEMPOTENCY_MISMATCH'], { [name]: null }])
    expect(reply.errors[0]?.message).toContain('idempotencyKey')
    expect(await digest(test)).toBe(before)
  })

  it('used for one mutation is refused for another of the same department', async () => {
    const idempotencyKey = key()
    expect((await send('screenResident', { idempotencyKey, residentId: world.resident })).errors).toEqual([])
    expect(codes(await send('registerResident', { idempotencyKey, familyName: 'Other' }))).toEqual(['IDEMPOTENCY_MISMATCH'])
  })

  it('is the same input whatever the order of its fields, and whether a default is written or left out', async () => {
    const idempotencyKey = key()
    const first = await send('registerResident', { idempotencyKey, givenName: 'A', familyName: 'B', language: 'en' })
    const again = await send('registerResident', { familyName: 'B', givenName: 'A', idempotencyKey })
    expect(shown(again)).toEqual(shown(first))
  })

  it('belongs to its caller: others may use the same one', async () => {
    const input = { idempotencyKey: key(), familyName: 'Synthetic' }
    const callers: Who[] = [
      world.who,
      ['outreach', 'nyc', 'peu'],
      ['outreach', 'nyc', 'hpd'],
      ['caseworker', 'nyc', 'peu'],
      ['outreach', 'charlotte', 'community-relations'],
    ]
    const replies = await Promise.all(callers.map((who) => send('registerResident', input, who)))
    expect(replies.flatMap(({ errors }) => errors)).toEqual([])
    expect(new Set(replies.map(({ data }) => data.registerResident.id)).size).toBe(callers.length)
  })

  it('answers the record as it is now, not as it was when the key was used', async () => {
    const input = { idempotencyKey: key(), familyName: 'Before' }
    const { data } = await send('registerResident', input)
    const id = data.registerResident.id as string
    await send('updateResident', { idempotencyKey: key(), id, expectedVersion: 1, familyName: 'After' })
    expect((await send('registerResident', input, world.who, 'id familyName version')).data.registerResident).toEqual({
      id,
      familyName: 'After',
      version: 2,
    })
  })

  it('keeps no word of what was sent', async () => {
    const idempotencyKey = key()
    await send('registerResident', { idempotencyKey, givenName: 'Unmistakable', familyName: 'Zebedee' })
    const rows = await sql(test, 'select * from residents.idempotency where key = $1', [idempotencyKey])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/Unmistakable|Zebedee/)
  })
})

describe('a refusal', () => {
  it.each([
    ['updateResident', 'CONFLICT', () => ({ expectedVersion: 99 })],
    ['recordFacts', 'BAD_USER_INPUT', () => ({ facts: { county: 'Bronx' } })],
    ['recordConversation', 'BAD_USER_INPUT', () => ({ outcome: 'NOT_HOME', needs: ['EVICTION'] })],
    ['closeFollowUp', 'BAD_USER_INPUT', () => ({ status: 'OPEN' })],
    ['advanceReferral', 'NOT_ALLOWED_NOW', () => ({ step: 'START' })],
    ['refer', 'BAD_USER_INPUT', ({ queue }: World) => ({ queueId: queue })],
    ['registerResident', 'CONFLICT', ({ resident }: World) => ({ id: resident })],
  ] as [string, string, (own: World) => object][])(
    'of %s with %s is the same refusal each time it is sent',
    async (name, code, change) => {
      const own = await openWorld(test, 'nyc')
      const right = { idempotencyKey: key(), ...rightInputs(own)[name], ...change(own) }
      const input = name === 'refer' ? { ...right, programId: await programElsewhere() } : right
      const before = await digest(test)
      const first = await send(name, input)
      expect(codes(first)).toEqual([code])
      for (const reply of await times(5, () => send(name, input))) expect(shown(reply)).toEqual(shown(first))
      expect(await digest(test)).toBe(before)
    },
  )

  /** A program of the city that the world's queue does not take. */
  async function programElsewhere(): Promise<string> {
    const { data } = await test.ask(world.who, '{ program(code: "scrie") { id } }')
    return data.program.id
  }

  it('stays one although the reason for it has gone', async () => {
    const own = await openWorld(test, 'nyc')
    const late = { idempotencyKey: key(), id: own.resident, expectedVersion: 2, familyName: 'Late' }
    expect(codes(await send('updateResident', late))).toEqual(['CONFLICT'])
    expect(codes(await send('updateResident', { ...late, idempotencyKey: key(), expectedVersion: 1 }))).toEqual([])
    expect(codes(await send('updateResident', late))).toEqual(['CONFLICT'])
    expect(codes(await send('updateResident', { ...late, idempotencyKey: key() }))).toEqual([])
  })
})

describe('two changes of one version at once', () => {
  it.each(['updateResident', 'recordFacts', 'closeFollowUp', 'advanceReferral', 'revokeConsent', 'acknowledgeNotices'])(
    'by %s: one of twenty wins, the others are told',
    async (name) => {
      const own = await openWorld(test, 'nyc')
      const replies = await times(20, () => send(name, { idempotencyKey: key(), ...rightInputs(own)[name] }))
      // A consent or a notice has no version that a client names: the loser reads it before the winner is done, or after.
      const versionless = name === 'revokeConsent' || name === 'acknowledgeNotices'
      const told = versionless ? ['CONFLICT', 'NOT_ALLOWED_NOW'] : ['CONFLICT']
      expect(replies.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
      expect(replies.flatMap(codes)).toHaveLength(19)
      expect(told).toEqual(expect.arrayContaining(replies.flatMap(codes)))
    },
  )

  it('to members of one household at once lose none of what was written', async () => {
    const own = await openWorld(test, 'nyc')
    const register = (familyName: string) =>
      send('registerResident', { idempotencyKey: key(), householdId: own.household, familyName }, own.who, 'id memberId')
    const replies = await Promise.all(Array.from({ length: 10 }, (_, index) => register(`Synthetic ${index}`)))
    expect(replies.flatMap(({ errors }) => errors)).toEqual([])
    const { data } = await test.ask(own.who, 'query($id: UUID!) { household(id: $id) { version facts { members { id } } } }', {
      id: own.household,
    })
    const members = data.household.facts.members.map((member: { id: string }) => member.id)
    expect(members.sort()).toEqual([own.member, ...replies.map((reply) => reply.data.registerResident.memberId as string)].sort())
    expect(data.household.version).toBe(11)
  })

  it("to one id at once: one of twenty clients' own choices wins", async () => {
    const [{ data }] = [await send('registerResident', { idempotencyKey: key(), familyName: 'Synthetic' })]
    const id = `${(data.registerResident.id as string).slice(0, -4)}abcd`
    const replies = await times(20, () => send('registerResident', { idempotencyKey: key(), id, familyName: 'Synthetic' }))
    expect(replies.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
    expect(replies.flatMap(codes)).toEqual(Array(19).fill('CONFLICT'))
  })
})
