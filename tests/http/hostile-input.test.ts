import fc from 'fast-check'
import { getNamedType, type GraphQLField, isInputObjectType, isLeafType, isObjectType } from 'graphql'
import { isErrorCode } from '../../runtime/errors'
import { type GraphReply, openTestHub, type TestHub } from '../hub'
import { apiSchema, clientTypes } from '../schema/api'
import { type Bad, badValues } from './bad-values'
import { digest, key, openWorld, rightInputs, type World, type Who } from './world'

type Field = GraphQLField<unknown, unknown>
type Input = Readonly<Record<string, unknown>>

const schema = apiSchema()
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
const inputOf = (mutation: Field) => (mutation.args[0] as Field['args'][number]).type

let test: TestHub
let nyc: World
let charlotte: World
/** Records that may be changed by what turns out to be right. */
let spare: World
beforeAll(async () => {
  test = await openTestHub()
  nyc = await openWorld(test, 'nyc')
  charlotte = await openWorld(test, 'charlotte')
  spare = await openWorld(test, 'nyc')
})
afterAll(() => test.close())

const right = (world: World, name: string): Input => ({ idempotencyKey: key(), ...rightInputs(world)[name] })
const operationOf = (mutation: Field) =>
  `mutation($input: ${String(inputOf(mutation))}) { ${mutation.name}(input: $input) { __typename } }`
const send = (world: World, mutation: Field, input: unknown) => test.ask(world.who, operationOf(mutation), { input })
const named = (name: string) => mutations.find((mutation) => mutation.name === name) as Field

/** What is wrong with the answer to a wrong value, or undefined where it is as promised. */
function complaint({ status, errors }: GraphReply, { field }: { readonly field: string }): string | undefined {
  const [error] = errors
  if (status >= 500) return `status ${status}`
  if (!error) return 'was taken'
  const code = error.extensions['code']
  if (!isErrorCode(code) || code === 'INTERNAL' || code === 'SERVICE_UNAVAILABLE') return `code ${String(code)}`
  if (!error.message.includes(field)) return `does not name ${field}: ${error.message}`
  if (/x{50}|or 1=1|ñaña/.test(JSON.stringify(errors))) return `repeats the value: ${error.message.slice(0, 100)}`
  return undefined
}

/** Sends a few at a time and tells which of the answers were not as promised. */
async function complaints<Case extends { readonly path: string; readonly field: string; readonly wrong: unknown }>(
  cases: readonly Case[],
  ask: (one: Case) => Promise<GraphReply>,
): Promise<string[]> {
  const found: string[] = []
  for (let start = 0; start < cases.length; start += 8) {
    const some = cases.slice(start, start + 8)
    const replies = await Promise.all(some.map(ask))
    for (const [index, one] of some.entries()) {
      const wrong = complaint(replies[index] as GraphReply, one)
      if (wrong !== undefined) found.push(`${one.path} = ${JSON.stringify(one.wrong)?.slice(0, 60)}: ${wrong}`)
    }
  }
  return found
}

describe('a mutation', () => {
  it('has a right input in these tests, whichever it is', () => {
    expect(Object.keys(rightInputs(nyc)).sort()).toEqual(mutations.map(({ name }) => name).sort())
  })

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    '%s refuses every wrong value of every field by its name, and writes nothing',
    async (name, mutation) => {
      const before = await digest(test)
      const cases = badValues(inputOf(mutation), right(nyc, name), 'input')
      expect(cases.length).toBeGreaterThan(20)
      expect(await complaints(cases, ({ value }: Bad) => send(nyc, mutation, value))).toEqual([])
      expect(await digest(test)).toBe(before)
    },
  )

  it('refuses a wrong value that is written into the operation just as well', async () => {
    const wrong = ['2023-02-30', '20000-01-01', ''].map((wrong) => ({ path: 'input.birthDate', field: 'birthDate', wrong }))
    const ask = ({ wrong: value }: { wrong: string }) =>
      test.ask(nyc.who, `mutation { registerResident(input: { idempotencyKey: "${key()}", birthDate: "${value}" }) { id } }`)
    expect(await complaints(wrong, ask)).toEqual([])
  })

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    '%s answers an error of the table whatever JSON it is sent',
    async (name, mutation) => {
      const text = fc.string({ unit: 'binary', maxLength: 20 })
      const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 })
      const base = right(spare, name)
      const type = getNamedType(inputOf(mutation))
      const names = isInputObjectType(type) ? Object.keys(type.getFields()) : []
      const changed = fc.dictionary(fc.oneof(fc.constantFrom(...names), text), json, { maxKeys: 3 })
      const inputs = fc.oneof(
        json,
        changed,
        changed.map((change) => ({ ...base, ...change, idempotencyKey: key() })),
      )
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          const { status, errors } = await send(spare, mutation, input)
          expect(status).toBeLessThan(500)
          for (const { extensions } of errors) {
            expect(isErrorCode(extensions['code'])).toBe(true)
            expect(['INTERNAL', 'SERVICE_UNAVAILABLE']).not.toContain(extensions['code'])
          }
        }),
        { numRuns: 25 },
      )
    },
  )
})

const uuid = (number: number) => `0190b0a4-7c1e-7d2a-9f10-${String(number).padStart(12, '0')}`
const members = (count: number) => Array.from({ length: count }, (_, index) => ({ id: uuid(index) }))
const point = { kind: 'PHONE', value: '+1 212 555 0100' }

/** Right in every single value, and still wrong. */
const contradictions: [string, string, string, string, (world: World) => Input][] = [
  ['registerResident', 'a birth date in the future', 'birthDate', 'BAD_USER_INPUT', () => ({ birthDate: '2100-12-31' })],
  [
    'registerResident',
    "a member's birth date in the future",
    'birthDate',
    'BAD_USER_INPUT',
    () => ({ facts: { members: [{ id: uuid(1), birthDate: '2100-12-31' }] } }),
  ],
  ['registerResident', '31 members', 'members', 'BAD_USER_INPUT', () => ({ facts: { members: members(31) } })],
  [
    'registerResident',
    '30 members and the resident as one more',
    'members',
    'BAD_USER_INPUT',
    () => ({ facts: { members: members(30) } }),
  ],
  [
    'registerResident',
    'two heads',
    'members',
    'BAD_USER_INPUT',
    () => ({ facts: { members: members(2).map((one) => ({ ...one, relationship: 'HEAD' })) } }),
  ],
  [
    'registerResident',
    'a second head in a known household',
    'members',
    'BAD_USER_INPUT',
    ({ household }) => ({ householdId: household, facts: { members: [{ id: uuid(1), relationship: 'HEAD' }] } }),
  ],
  ['registerResident', 'a county that is no code', 'county', 'BAD_USER_INPUT', () => ({ facts: { county: 'Bronx' } })],
  ['registerResident', '366 days of shelter in a year', 'shelterDays', 'BAD_USER_INPUT', () => ({ facts: { shelterDays: 366 } })],
  ['registerResident', 'an age of 131', 'age', 'BAD_USER_INPUT', () => ({ facts: { members: [{ id: uuid(1), age: 131 }] } })],
  [
    'registerResident',
    '51 incomes',
    'incomes',
    'BAD_USER_INPUT',
    () => ({ facts: { members: [{ id: uuid(1), incomes: Array(51).fill({ type: 'SSI', frequency: 'WEEKLY' }) }] } }),
  ],
  ['registerResident', 'a language that is no tag', 'language', 'BAD_USER_INPUT', () => ({ language: 'Spanish' })],
  [
    'registerResident',
    '11 ways to be reached',
    'contactPoints',
    'BAD_USER_INPUT',
    () => ({ contactPoints: Array(11).fill(point) }),
  ],
  ['registerResident', 'a member who is none', 'memberId', 'BAD_USER_INPUT', () => ({ memberId: uuid(99) })],
  ['registerResident', 'an id that is taken', 'id', 'CONFLICT', ({ resident }) => ({ id: resident })],
  ['registerResident', 'an id that another city has taken', 'id', 'CONFLICT', () => ({ id: charlotte.resident })],
  ['updateResident', 'a stale version', 'expectedVersion', 'CONFLICT', () => ({ expectedVersion: 0 })],
  ['updateResident', 'a version that is to come', 'expectedVersion', 'CONFLICT', () => ({ expectedVersion: 2 })],
  ['updateResident', 'a birth date in the future', 'birthDate', 'BAD_USER_INPUT', () => ({ birthDate: '2100-12-31' })],
  [
    'updateResident',
    '11 ways to be reached',
    'contactPoints',
    'BAD_USER_INPUT',
    () => ({ contactPoints: Array(11).fill(point) }),
  ],
  ['updateResident', 'a language that is no tag', 'language', 'BAD_USER_INPUT', () => ({ language: '' })],
  ['recordFacts', 'a stale version', 'expectedVersion', 'CONFLICT', () => ({ expectedVersion: 0 })],
  ['recordFacts', '31 members, one of them on record', 'members', 'BAD_USER_INPUT', () => ({ facts: { members: members(30) } })],
  [
    'recordFacts',
    'a second head',
    'members',
    'BAD_USER_INPUT',
    () => ({ facts: { members: [{ id: uuid(1), relationship: 'HEAD' }] } }),
  ],
  [
    'recordFacts',
    'a birth date in the future',
    'birthDate',
    'BAD_USER_INPUT',
    ({ member }) => ({ facts: { members: [{ id: member, birthDate: '2100-12-31' }] } }),
  ],
  ['screenResident', 'an id that is taken', 'id', 'CONFLICT', ({ screening }) => ({ id: screening })],
  ['recordConsent', 'nobody to receive', 'recipientIds', 'BAD_USER_INPUT', () => ({ recipientIds: [] })],
  ['recordConsent', '21 agencies', 'recipientIds', 'BAD_USER_INPUT', ({ agency }) => ({ recipientIds: Array(21).fill(agency) })],
  ['recordConsent', 'no kind of data', 'categories', 'BAD_USER_INPUT', () => ({ categories: [] })],
  ['recordConsent', 'no purpose', 'purposes', 'BAD_USER_INPUT', () => ({ purposes: [] })],
  [
    'recordConsent',
    'an end before the beginning',
    'validTo',
    'BAD_USER_INPUT',
    () => ({ validFrom: '2026-07-01', validTo: '2026-06-30' }),
  ],
  [
    'startCampaign',
    'an end before the beginning',
    'endsOn',
    'BAD_USER_INPUT',
    () => ({ startsOn: '2026-07-01', endsOn: '2026-06-30' }),
  ],
  ['startCampaign', 'an id that is taken', 'id', 'CONFLICT', ({ campaign }) => ({ id: campaign })],
  [
    'recordConversation',
    'an attempt in the future',
    'occurredAt',
    'BAD_USER_INPUT',
    () => ({ occurredAt: '2100-12-31T00:00:00Z' }),
  ],
  [
    'recordConversation',
    'needs of somebody who was not home',
    'needs',
    'BAD_USER_INPUT',
    () => ({ outcome: 'NOT_HOME', needs: ['EVICTION'] }),
  ],
  ['recordConversation', '21 needs', 'needs', 'BAD_USER_INPUT', () => ({ needs: Array(21).fill('EVICTION') })],
  ['recordConversation', 'nobody who was reached', 'residentId', 'BAD_USER_INPUT', () => ({ residentId: null })],
  [
    'recordConversation',
    'a promise for yesterday',
    'due',
    'BAD_USER_INPUT',
    () => ({ followUp: { due: '2020-01-01', task: 'x' } }),
  ],
  ['recordConversation', 'an id that is taken', 'id', 'CONFLICT', ({ conversation }) => ({ id: conversation })],
  [
    'recordConversation',
    "a promise's id that is taken",
    'id',
    'CONFLICT',
    ({ followUp }) => ({ followUp: { id: followUp, due: '2100-12-31', task: 'x' } }),
  ],
  ['planFollowUp', 'a promise for yesterday', 'due', 'BAD_USER_INPUT', () => ({ followUp: { due: '2020-01-01', task: 'x' } })],
  ['closeFollowUp', 'an end that is none', 'status', 'BAD_USER_INPUT', () => ({ status: 'OPEN' })],
  ['closeFollowUp', 'a stale version', 'expectedVersion', 'CONFLICT', () => ({ expectedVersion: 7 })],
  ['breakGlass', 'a reason that says nothing', 'reason', 'BAD_USER_INPUT', () => ({ reason: ' because ' })],
  ['breakGlass', 'more than an hour', 'minutes', 'BAD_USER_INPUT', () => ({ minutes: 61 })],
  ['breakGlass', 'no time at all', 'minutes', 'BAD_USER_INPUT', () => ({ minutes: 0 })],
  ['refer', 'an id that is taken', 'id', 'CONFLICT', ({ referral }) => ({ id: referral })],
  ['advanceReferral', 'a step that is not open', 'step', 'NOT_ALLOWED_NOW', () => ({ step: 'START' })],
  ['advanceReferral', 'a step of the hub alone', 'step', 'FORBIDDEN', () => ({ step: 'EXPIRE' })],
  ['advanceReferral', 'no reason where there must be one', 'reason', 'BAD_USER_INPUT', () => ({ step: 'REJECT' })],
  [
    'advanceReferral',
    'an outcome where there is none',
    'outcome',
    'BAD_USER_INPUT',
    () => ({ step: 'ACCEPT', outcome: 'GOT_HELP' }),
  ],
  ['advanceReferral', 'a stale version', 'expectedVersion', 'CONFLICT', () => ({ expectedVersion: 9 })],
]

describe('a contradiction', () => {
  it.each(contradictions)(
    'in %s: %s is refused by the name of %s with %s, and nothing is written',
    async (name, _, field, code, change) => {
      const before = await digest(test)
      const reply = await send(nyc, named(name), { ...right(nyc, name), ...change(nyc) })
      expect([reply.status, reply.errors.map(({ extensions }) => extensions['code'])]).toEqual([200, [code]])
      expect(complaint(reply, { field })).toBeUndefined()
      expect(reply.data).toEqual({ [name]: null })
      expect(await digest(test)).toBe(before)
    },
  )

  it('in the second of two mutations leaves the first one whole', async () => {
    const query = `mutation($a: RegisterResidentInput!, $b: RegisterResidentInput!) { a: registerResident(input: $a) { familyName } b: registerResident(input: $b) { id } }`
    const { data, errors } = await test.ask(nyc.who, query, {
      a: right(nyc, 'registerResident'),
      b: { ...right(nyc, 'registerResident'), id: nyc.resident },
    })
    expect(data).toEqual({ a: { familyName: 'Synthetic' }, b: null })
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['b'], 'CONFLICT']])
  })

  it('is none where somebody was born yesterday', async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const reply = await send(nyc, named('registerResident'), { ...right(nyc, 'registerResident'), birthDate: yesterday })
    expect(reply.errors).toEqual([])
  })
})

/** Which record each id in an input names. Ids that a client chooses for what it makes are not among them. */
const kinds: Readonly<Record<string, keyof World>> = {
  residentId: 'resident',
  householdId: 'household',
  campaignId: 'campaign',
  conversationId: 'conversation',
  screeningId: 'screening',
  programId: 'program',
  queueId: 'queue',
  recipientIds: 'agency',
  discloserIds: 'agency',
  'updateResident.id': 'resident',
  'revokeConsent.id': 'consent',
  'acknowledgeNotices.ids': 'notice',
  'closeFollowUp.id': 'followUp',
  'advanceReferral.id': 'referral',
}
const chosen = new Set([
  'registerResident.id',
  'registerResident.memberId',
  'registerResident.newHouseholdId',
  'screenResident.id',
  'recordConsent.id',
  'breakGlass.id',
  'startCampaign.id',
  'recordConversation.id',
  'refer.id',
])

const ids = mutations.flatMap((mutation) => {
  const type = getNamedType(inputOf(mutation))
  if (!isInputObjectType(type)) return []
  const fields = Object.values(type.getFields()).filter((field) => getNamedType(field.type).name === 'UUID')
  return fields
    .filter((field) => !chosen.has(`${mutation.name}.${field.name}`))
    .map((field) => [mutation.name, field.name, String(field.type).startsWith('[')] as const)
})

describe("somebody else's id", () => {
  it('is known to these tests for every id in every input', () => {
    expect(ids.filter(([name, field]) => !(field in kinds) && !(`${name}.${field}` in kinds))).toEqual([])
    expect(ids.length).toBeGreaterThan(12)
  })

  const expectRefused = async (world: World, name: string, input: Input, field: string) => {
    const before = await digest(test)
    const reply = await send(world, named(name), input)
    expect([reply.status, reply.errors.length > 0]).toEqual([200, true])
    expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(reply.errors[0]?.extensions['code'])
    expect(complaint(reply, { field })).toBeUndefined()
    expect(await digest(test)).toBe(before)
  }
  const kindOf = (name: string, field: string) => (kinds[`${name}.${field}`] ?? kinds[field]) as keyof World

  it.each(ids)('%s with the %s of another city is refused, both ways round', async (name, field, list) => {
    for (const [own, other] of [
      [nyc, charlotte],
      [charlotte, nyc],
    ] as const) {
      const id = other[kindOf(name, field)] as string
      await expectRefused(own, name, { ...right(own, name), [field]: list ? [id] : id }, field)
      if (list) await expectRefused(own, name, { ...right(own, name), [field]: [own[kindOf(name, field)], id] }, field)
    }
  })

  it.each(ids)('%s with a %s that nobody has is refused', async (name, field, list) => {
    await expectRefused(nyc, name, { ...right(nyc, name), [field]: list ? [uuid(404)] : uuid(404) }, field)
  })

  it('is told apart from an id that nobody has by no word', async () => {
    const strip = ({ errors }: GraphReply) => errors.map(({ message, extensions }) => [message, extensions['code']])
    for (const [name, field, list] of ids) {
      const ask = (id: unknown) => send(nyc, named(name), { ...right(nyc, name), [field]: list ? [id] : id })
      expect(strip(await ask(charlotte[kindOf(name, field)]))).toEqual(strip(await ask(uuid(404))))
    }
  })

  const ways: [string, (type: string) => string][] = [
    ['a named fragment', (type) => `mutation($input: ${type}) { ...F } fragment F on Mutation { refer(input: $input) { id } }`],
    ['an inline fragment', (type) => `mutation($input: ${type}) { ... on Mutation { refer(input: $input) { id } } }`],
    [
      'a fragment in a fragment',
      (type) =>
        `mutation($input: ${type}) { ...F } fragment F on Mutation { ...G } fragment G on Mutation { ... { refer(input: $input) { id } } }`,
    ],
    ['an alias', (type) => `mutation($input: ${type}) { x: refer(input: $input) { id } }`],
    ['a second mutation', (type) => `mutation($input: ${type}) { a: __typename x: refer(input: $input) { id } }`],
    ['a condition', (type) => `mutation($input: ${type}) { refer(input: $input) @include(if: true) { id } }`],
  ]
  it.each(ways)('is refused where the mutation is written behind %s', async (_, query) => {
    const before = await digest(test)
    const { errors } = await test.ask(nyc.who, query('ReferInput!'), {
      input: { ...right(nyc, 'refer'), residentId: charlotte.resident },
    })
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND'])
    expect(await digest(test)).toBe(before)
  })

  it('is refused where it is the default of a variable, written in place, or a variable of its own', async () => {
    const before = await digest(test)
    const written = `{ idempotencyKey: "key-12345678", residentId: "${charlotte.resident}", programId: "${nyc.program}" }`
    const replies = [
      await test.ask(nyc.who, `mutation($input: ReferInput = ${written}) { refer(input: $input) { id } }`),
      await test.ask(nyc.who, `mutation { refer(input: ${written}) { id } }`),
      await test.ask(
        nyc.who,
        `mutation($id: UUID = "${charlotte.resident}") { refer(input: { idempotencyKey: "key-12345678", residentId: $id, programId: "${nyc.program}" }) { id } }`,
      ),
      await test.ask(
        nyc.who,
        `mutation($id: UUID!) { refer(input: { idempotencyKey: "key-12345678", residentId: $id, programId: "${nyc.program}" }) { id } }`,
        { id: charlotte.resident },
      ),
    ]
    expect(replies.map(({ errors }) => errors.map(({ extensions }) => extensions['code']))).toEqual(
      replies.map(() => ['NOT_FOUND']),
    )
    expect(await digest(test)).toBe(before)
  })

  it("is refused where the screening or conversation is another resident's of the same city", async () => {
    const other = await openWorld(test, 'nyc')
    for (const [field, id] of [
      ['screeningId', other.screening],
      ['conversationId', other.conversation],
    ] as const)
      await expectRefused(nyc, 'refer', { ...right(nyc, 'refer'), [field]: id }, field)
    await expectRefused(
      nyc,
      'planFollowUp',
      { ...right(nyc, 'planFollowUp'), conversationId: other.conversation },
      'conversationId',
    )
  })

  const queries = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) =>
    field.args.some((argument) => argument.name === 'id'),
  )
  const single: Readonly<Record<string, keyof World>> = {
    resident: 'resident',
    household: 'household',
    screening: 'screening',
    campaign: 'campaign',
    conversation: 'conversation',
    intakeQueue: 'queue',
    referral: 'referral',
    program: 'program',
    agency: 'agency',
    followUp: 'followUp',
    consent: 'consent',
  }

  it.each(queries.map((field) => [field.name, field] as const))(
    '%s(id) answers no record of another city, both ways round',
    async (name, field) => {
      const query = `query($id: ${String(field.args.find((argument) => argument.name === 'id')?.type)}) { ${name}(id: $id) { __typename id } }`
      for (const [own, other] of [
        [nyc, charlotte],
        [charlotte, nyc],
      ] as const) {
        const ask = (id: unknown) => test.ask(own.who, query, { id })
        expect((await ask(own[single[name] as keyof World])).data[name].id).toBe(own[single[name] as keyof World])
        const [foreign, unknown] = [await ask(other[single[name] as keyof World]), await ask(uuid(404))]
        expect([foreign.data, foreign.errors.map(({ extensions }) => extensions['code'])]).toEqual([
          { [name]: null },
          ['NOT_FOUND'],
        ])
        expect(foreign).toEqual(unknown)
      }
    },
  )
})

/** Where a type with arguments is met: the operation around its field. A type that is not named here fails the tests. */
const around: Readonly<Record<string, (world: World, inside: string) => string>> = {
  Query: (_, inside) => inside,
  Resident: ({ resident }, inside) => `resident(id: "${resident}") { ${inside} }`,
  Screening: ({ screening }, inside) => `screening(id: "${screening}") { ${inside} }`,
  Program: ({ program }, inside) => `program(id: "${program}") { ${inside} }`,
  IntakeQueue: ({ queue }, inside) => `intakeQueue(id: "${queue}") { ${inside} }`,
}

const fields = clientTypes(schema)
  .flatMap((type) =>
    isObjectType(type) && type.name !== 'Mutation'
      ? Object.values(type.getFields()).map((field) => [type.name, field] as const)
      : [],
  )
  .filter(([, field]) => field.args.length > 0)

/** Asks for a field with these arguments and right ones for the rest that must be there. */
function askField(world: World, type: string, field: Field, values: Readonly<Record<string, unknown>>): Promise<GraphReply> {
  const facts = { facts: { members: [] } }
  const given: Readonly<Record<string, unknown>> = {
    ...(field.args.some(({ name }) => name === 'facts') ? facts : {}),
    ...values,
  }
  const used = field.args.filter((argument) => argument.name in given)
  const declared = used.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ')
  const inside = `${field.name}(${used.map(({ name }) => `${name}: $${name}`).join(', ')}) ${isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'}`
  // Who looked is for the privacy officer.
  const who: Who = field.name.startsWith('whoLooked') ? ['privacy_officer', world.who[1], world.who[2]] : world.who
  return test.ask(who, `query(${declared}) { ${around[type]?.(world, inside)} }`, given)
}

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const cursors = [
  '',
  ' ',
  'x',
  '===',
  '\u0000',
  '\ud83d',
  'null',
  '[]',
  '{}',
  'x'.repeat(100_000),
  "' or 1=1 --",
  ...[
    null,
    7,
    'x',
    {},
    [],
    [1, 2],
    ['x'],
    ['x', 'y'],
    ['x', null],
    [null, uuid(1)],
    [['x'], uuid(1)],
    ['x', uuid(1), 'z'],
    { 0: 'x', 1: uuid(1) },
  ].map(cursor),
  ...['', 'x', '\u0000', '\ud83d', 'x'.repeat(10_000), 'NaN', 'infinity', 'now', 'epoch', '-infinity', 'today'].map((at) =>
    cursor([at, uuid(1)]),
  ),
  ...['2023-02-30', '2023-13-01', '20000-01-01', '0000-01-01', '2023-01-01'].map((at) => cursor([at, uuid(1)])),
  ...[
    '2023-02-30T00:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '2023-01-01T24:00:00.000Z',
    '2023-01-01T00:00:60.000Z',
    '9999-12-31T23:59:59.999Z',
    '2023-01-01T00:00:00.000Z',
  ].map((at) => cursor([at, uuid(1)])),
  ...[`${uuid(1)}\u0000`, uuid(1).toUpperCase(), '00000000-0000-0000-0000-000000000000'].flatMap((id) => [
    cursor(['2023-01-01', id]),
    cursor(['2023-01-01T00:00:00.000Z', id]),
  ]),
  Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
  Buffer.from('['.repeat(50_000)).toString('base64url'),
]

describe('a field with arguments', () => {
  it('is asked for somewhere in these tests, whichever type it is on', () => {
    expect(fields.map(([type]) => type).filter((type) => !(type in around))).toEqual([])
  })

  it.each(fields.map(([type, field]) => [`${type}.${field.name}`, type, field] as const))(
    '%s refuses every wrong value of every argument by its name',
    async (_, type, field) => {
      const cases = field.args.flatMap((argument) => badValues(argument.type, undefined, argument.name))
      expect(
        await complaints(cases, ({ path, value }: Bad) =>
          askField(nyc, type, field, { [path.split(/[.[]/)[0] as string]: value }),
        ),
      ).toEqual([])
    },
  )

  const lists = fields.filter(([, field]) => field.args.some((argument) => argument.name === 'first'))

  it.each(lists.map(([type, field]) => [`${type}.${field.name}`, type, field] as const))(
    '%s gives 1 to 200 entries and refuses any other number',
    async (_, type, field) => {
      for (const first of [1, 200]) expect((await askField(nyc, type, field, { first })).errors).toEqual([])
      const wrong = [0, -1, 201, 2 ** 31 - 1, -(2 ** 31)].map((first) => ({ path: 'first', field: 'first', wrong: first }))
      expect(await complaints(wrong, ({ wrong: first }) => askField(nyc, type, field, { first }))).toEqual([])
    },
  )

  it.each(lists.map(([type, field]) => [`${type}.${field.name}`, type, field] as const))(
    '%s takes no hostile cursor for more than a place, and names it where it is none',
    async (_, type, field) => {
      const found: string[] = []
      for (const after of cursors) {
        const reply = await askField(nyc, type, field, { after })
        const code = reply.errors[0]?.extensions['code']
        const fine =
          reply.status === 200 &&
          (reply.errors.length === 0 || (code === 'BAD_USER_INPUT' && complaint(reply, { field: 'after' }) === undefined))
        if (!fine)
          found.push(
            `${after.slice(0, 40)} (${Buffer.from(after, 'base64url').toString().slice(0, 60)}): ${reply.status} ${String(code)} ${reply.errors[0]?.message.slice(0, 100)}`,
          )
      }
      expect(found).toEqual([])
    },
  )

  it("that filters by another city's id finds nothing", async () => {
    const query = 'query($filter: ConversationFilter) { conversations(filter: $filter) { nodes { id } } }'
    expect((await test.ask(nyc.who, query, { filter: { campaignId: charlotte.campaign } })).data).toEqual({
      conversations: { nodes: [] },
    })
  })

  it('that takes an id or a code takes neither none nor both', async () => {
    for (const given of ['', `(id: "${nyc.program}", code: "${nyc.programCode}")`]) {
      const { errors } = await test.ask(nyc.who, `{ program${given} { id } }`)
      expect(errors.map(({ message }) => message)).toEqual(['id: expected either id or code'])
    }
  })
})
