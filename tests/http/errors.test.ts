import { errorCodes, isErrorCode } from '../../runtime/errors'
import { may, roles, type Scope } from '../../runtime/caller'
import { openTestHub, type GraphReply, type TestHub } from '../hub'
import { digest, key, openWorld, rightInputs, type Who, type World } from './world'

let test: TestHub
let world: World
beforeAll(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
})
afterAll(() => test.close())

/** The scope that each mutation needs; `advanceReferral` is a matter of whose step it is. */
const scopes: Readonly<Record<string, readonly [string, Scope]>> = {
  registerResident: ['RegisterResidentInput', 'resident:write'],
  updateResident: ['UpdateResidentInput', 'resident:write'],
  recordFacts: ['RecordFactsInput', 'resident:write'],
  screenResident: ['ScreenResidentInput', 'screening:write'],
  recordConsent: ['RecordConsentInput', 'resident:write'],
  revokeConsent: ['RevokeConsentInput', 'resident:write'],
  acknowledgeNotices: ['AcknowledgeNoticesInput', 'notice:receive'],
  startCampaign: ['StartCampaignInput', 'campaign:write'],
  recordConversation: ['RecordConversationInput', 'conversation:write'],
  planFollowUp: ['PlanFollowUpInput', 'conversation:write'],
  closeFollowUp: ['CloseFollowUpInput', 'conversation:write'],
  refer: ['ReferInput', 'referral:send'],
  advanceReferral: ['AdvanceReferralInput', 'referral:read'],
}
const callerOf = ([role, city, agency]: Who) => ({ sub: 'x', city, agency, roles: [role], request: 'r' })
const refusals = roles.flatMap((role) =>
  Object.entries(scopes)
    .filter(([, [, scope]]) => !may(callerOf([role, 'nyc', 'hra-ocj']), scope))
    .map(([name, [type]]) => [role, name, type] as const),
)

const secrets =
  /select |insert |update |\bfrom "|relation|column|constraint|duplicate key|\bat \S+:\d|\.[jt]s\b|node_modules|https?:|hub:|postgres|pglite|typeorm|subgraph|stack|\w+Error:/i

/** Nothing of how the hub is made is in the errors, and every code is in the table. */
function expectClean({ status, errors }: GraphReply): void {
  expect(status).toBeLessThan(500)
  for (const { message, extensions } of errors) {
    expect(isErrorCode(extensions['code'])).toBe(true)
    expect(message).not.toMatch(secrets)
    expect(message).not.toMatch(/did you mean/i)
    expect(['code', 'field', 'department', 'correlationId']).toEqual(expect.arrayContaining(Object.keys(extensions)))
  }
}

describe('a role without the permission', () => {
  it.each(refusals)('%s may not %s', async (role, name, type) => {
    const before = await digest(test)
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { __typename } }`
    const reply = await test.ask([role, 'nyc', 'hra-ocj'], query, {
      input: { idempotencyKey: key(), ...rightInputs(world)[name] },
    })
    expect([reply.status, reply.errors.map(({ extensions }) => extensions['code'])]).toEqual([200, ['FORBIDDEN']])
    expect(reply.data?.[name] ?? null).toBeNull()
    expectClean(reply)
    expect(await digest(test)).toBe(before)
  })

  it.each([
    ['auditor', '{ residents { nodes { id } } }', 'residents'],
    ['developer', '{ campaigns { nodes { id } } }', 'campaigns'],
    ['program_admin', '{ conversations { nodes { id } } }', 'conversations'],
    ['privacy_officer', '{ followUps { nodes { id } } }', 'followUps'],
    ['program_admin', '{ intakeQueues { nodes { id } } }', 'intakeQueues'],
  ] as const)('%s may not ask %s', async (role, query, field) => {
    const reply = await test.ask([role, 'nyc', 'hra-ocj'], query)
    expect([reply.status, reply.data, reply.errors.map(({ extensions }) => extensions['code'])]).toEqual([
      200,
      { [field]: null },
      ['FORBIDDEN'],
    ])
    expectClean(reply)
  })

  it('is told the permission and the role, so that somebody can grant it', async () => {
    const { errors } = await test.ask(['auditor', 'nyc', 'hra-ocj'], '{ residents { nodes { id } } }')
    expect(errors.map(({ message }) => message)).toEqual([
      'this needs the permission resident:read, which the role auditor does not have',
    ])
  })

  it('costs the field it asked for and no other', async () => {
    const { data, errors } = await test.ask(
      ['auditor', 'nyc', 'hra-ocj'],
      '{ residents { nodes { id } } program(code: "scrie") { code } }',
    )
    expect(data).toEqual({ residents: null, program: { code: 'scrie' } })
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['residents'], 'FORBIDDEN']])
  })

  it('does not reach by another way what it may not ask: a queue shows no person to a program officer', async () => {
    const query =
      '{ intakeQueues(first: 50) { nodes { referrals(first: 5) { nodes { id resident { id givenName familyName } conversation { id note } screening { id asOf facts { county } } } } } } }'
    const { data, errors } = await test.ask(['program_admin', 'nyc', 'hra-ocj'], query)
    expect(JSON.stringify(data)).not.toMatch(/Synthetic|"note":"|"asOf":"|"county":"/)
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['FORBIDDEN']))
  })

  it('reads no facts through the rules that read them', async () => {
    const query =
      'query($id: UUID!) { referral(id: $id) { resident { eligibility(programs: ["scrie"]) { outcome criteria { facts { fact value } } } } screening { results(programs: ["scrie"]) { outcome } } } }'
    const { data, errors } = await test.ask(['program_admin', 'nyc', 'hra-ocj'], query, { id: world.referral })
    expect(JSON.stringify(data)).not.toMatch(/ELIGIBLE|NEEDS_INFORMATION/)
    expect(errors.length).toBeGreaterThan(0)
    for (const { extensions } of errors) expect(['FORBIDDEN', 'SERVICE_UNAVAILABLE']).toContain(extensions['code'])
  })
})

describe('an error', () => {
  it('has a status and a meaning for each code', () => {
    for (const [code, { status, meaning }] of Object.entries(errorCodes)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
      expect([200, 400, 401, 405, 413, 415, 503]).toContain(status)
      expect(meaning).toMatch(/^[A-Z].*\.$/)
    }
  })

  it.each([
    '{',
    '{ unheardOf }',
    '{ program(code: 7) { code } }',
    '{ program { code } }',
    '{ resident(id: "x") { id } }',
    '{ resident(id: "00000000-0000-7000-8000-000000000000") { id } }',
    '{ residents(first: 0) { nodes { id } } }',
    '{ residents(after: "\'; drop table residents.resident; --") { nodes { id } } }',
    '{ residents(filter: { familyName: "\' or 1=1 --" }) { nodes { id } } }',
    '{ residents(filter: { contact: "\\u0000" }) { nodes { id } } }',
    '{ programs(area: NOWHERE) { nodes { code } } }',
    '{ screen(facts: { members: [] }, city: "gotham") { outcome } }',
    '{ __typename @unheardOf }',
    'mutation { refer(input: {}) { id } }',
    'query A { __typename } query A { __typename }',
    'fragment F on Query { __typename }',
    '{ _service { sdl } }',
  ])('says nothing of how the hub is made: %s', async (query) => {
    expectClean(await test.ask(world.who, query))
  })

  it("names the department that it came from by a word of the contract, not by the program's parts", async () => {
    const { errors } = await test.ask(world.who, '{ resident(id: "00000000-0000-7000-8000-000000000000") { id } }')
    expect(errors.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual([
      {
        message: 'id: no resident with this id in your city',
        path: ['resident'],
        extensions: { code: 'NOT_FOUND', field: 'id', department: 'residents' },
      },
    ])
  })

  it.each([
    ['__proto__', '{ a: __typename constructor: __typename toString: __typename hasOwnProperty: __typename }'],
    ['constructor', '{ constructor: program(code: "scrie") { prototype: code __proto__: code } }'],
    ['prototype', '{ __proto__: programs(first: 1) { nodes { code } } }'],
  ])("is not needed where an alias has the name of an object's own: %s", async (_, query) => {
    const reply = await test.ask(world.who, query)
    expectClean(reply)
    expect(({} as Record<string, unknown>)['code']).toBeUndefined()
    expect(({} as Record<string, unknown>)['nodes']).toBeUndefined()
    expect((await test.ask(world.who, '{ program(code: "scrie") { code } }')).data).toEqual({ program: { code: 'scrie' } })
  })

  it('of the database is told as a mistake of the hub without a word of it', async () => {
    const own = await openTestHub()
    try {
      await own.hub.database.source.query('alter table conversations.campaign rename to campaign_gone')
      const reply = await own.ask(world.who, '{ campaigns { nodes { id } } program(code: "scrie") { code } }')
      expect(reply.data).toEqual({ campaigns: null, program: { code: 'scrie' } })
      expect(reply.errors.map(({ path, extensions }) => [path, extensions['code'], extensions['department']])).toEqual([
        [['campaigns'], 'INTERNAL', 'conversations'],
      ])
      expectClean(reply)
      expect(reply.errors[0]?.extensions['correlationId']).toMatch(/^[0-9a-f-]{36}$/)
    } finally {
      await own.close()
    }
  })
})
