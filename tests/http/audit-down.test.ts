import { getNamedType } from 'graphql'
import { subgraphNames } from '../../runtime/config'
import { type GraphReply, openTestHub, type TestHub } from '../hub'
import { apiSchema } from '../schema/api'
import { everythingIn, type Question, questionsOf } from './everything'
import { digest, key, openWorld, rightInputs, type World } from './world'

const mutations = Object.values(apiSchema().getMutationType()?.getFields() ?? {})
const person = /Zebedee|4711\.17/

let test: TestHub
let world: World
let questions: readonly Question[]
beforeAll(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
  questions = questionsOf(world, 1)
  const { resident, conversation, household } = world
  const facts = { rentMonthly: '4711.17' }
  const spoken = { residentId: resident, conversationId: conversation, followUp: { due: '2100-12-30', task: 'Call Zebedee.' } }
  const words: readonly (readonly [string, object])[] = [
    ['updateResident', { id: resident, expectedVersion: 1, givenName: 'Zebedee', familyName: 'Zebedee', ...reached }],
    ['recordFacts', { householdId: household, expectedVersion: 1, facts }],
    ['screenResident', { residentId: resident }],
    ['recordConsent', { ...rightInputs(world)['recordConsent'], wording: 'Zebedee' }],
    ['recordConversation', { residentId: resident, channel: 'DOOR', outcome: 'REACHED', note: 'Zebedee', place: 'Zebedee' }],
    ['planFollowUp', spoken],
    ['refer', { residentId: resident, programId: world.program, note: 'Zebedee' }],
  ]
  for (const [name, input] of words) {
    const { data, errors } = await send(name, input)
    if (data?.[name] == null) throw new Error(`${name}: ${errors[0]?.message}`)
  }
})
afterAll(() => test.close())

const reached = { address: { line1: 'Zebedee' }, contactPoints: [{ kind: 'PHONE', value: 'Zebedee' }] }
const named = (name: string) => mutations.find((mutation) => mutation.name === name)
const send = (name: string, input: object): Promise<GraphReply> => {
  const mutation = named(name)
  const shown = mutation ? everythingIn(getNamedType(mutation.type), 1) : ''
  const query = `mutation($input: ${String(mutation?.args[0]?.type)}) { ${name}(input: $input) ${shown} }`
  return test.ask(world.who, query, { input: { idempotencyKey: key(), ...input } })
}
const codes = ({ errors }: GraphReply) => [...new Set(errors.map(({ extensions }) => extensions['code']))]
const run = (statement: string) => test.hub.database.source.query(statement)

/** Whether anything but nulls stands in the data. */
const holds = (data: unknown): boolean =>
  typeof data === 'object' && data !== null ? Object.values(data).some(holds) : data !== null && data !== undefined

/** Ways to make a log unusable, and well again. */
const ways: Readonly<Record<string, { readonly down: (schema: string) => string; readonly up: (schema: string) => string }>> = {
  'is not there': {
    down: (schema) => `alter table ${schema}.audit rename to audit_away`,
    up: (schema) => `alter table ${schema}.audit_away rename to audit`,
  },
  'takes no row': {
    down: (schema) =>
      `create function ${schema}.audit_is_full() returns trigger language plpgsql as $$ begin raise exception 'full' using errcode = '53100'; end $$;
       create trigger full_now before insert on ${schema}.audit for each row execute function ${schema}.audit_is_full()`,
    up: (schema) => `drop trigger full_now on ${schema}.audit; drop function ${schema}.audit_is_full`,
  },
  'cannot be sealed later': {
    down: (schema) => `alter table ${schema}.audit_unsealed rename to unsealed_away`,
    up: (schema) => `alter table ${schema}.unsealed_away rename to audit_unsealed`,
  },
}

/** Does something while no log can be written, and puts all of them right again. */
async function without<Result>(way: string, schemas: readonly string[], task: () => Promise<Result>): Promise<Result> {
  for (const schema of schemas) await run(ways[way]?.down(schema) as string)
  try {
    return await task()
  } finally {
    for (const schema of schemas) await run(ways[way]?.up(schema) as string)
  }
}

/** Some of the queries that show somebody words of a person where the log is there. */
const withPersons = {
  supervisor: [
    'resident { givenName }',
    'resident { address }',
    'resident { contactPoints }',
    'resident { facts }',
    'household { facts }',
    'resident { consents }',
    'resident { conversations }',
    'resident { followUps }',
    'resident { referrals }',
    'conversations { note }',
    'followUps { task }',
  ],
  privacy_officer: ['resident { consents }'],
} as const

describe('while the audit log cannot be written', () => {
  it.each([
    ['is not there', 'supervisor'],
    ['takes no row', 'supervisor'],
    ['cannot be sealed later', 'supervisor'],
    ['is not there', 'privacy_officer'],
  ] as const)('since it %s, no query of a %s shows anything of a person, and each says why', async (way, role) => {
    const ask = async (): Promise<GraphReply[]> => {
      const replies: GraphReply[] = []
      for (const { query } of questions) replies.push(await test.ask([role, 'nyc', 'hra-ocj'], query))
      return replies
    }
    const before = await ask()
    const during = await without(way, subgraphNames, ask)
    const personal = questions.flatMap(({ name }, index) => (person.test(JSON.stringify(before[index])) ? [name] : []))
    expect(personal).toEqual(expect.arrayContaining([...withPersons[role]]))
    for (const [index, { name }] of questions.entries()) {
      const reply = during[index] as GraphReply
      expect([name, JSON.stringify(reply).match(person)]).toEqual([name, null])
      if (personal.includes(name)) expect([name, codes(reply)]).toEqual([name, expect.arrayContaining(['AUDIT_UNAVAILABLE'])])
      if (codes(reply).length === 0) expect([name, reply.data]).toEqual([name, before[index]?.data])
    }
    expect((await ask()).map(codes)).toEqual(before.map(codes))
  })

  it.each(mutations.map(({ name }) => name))(
    '%s changes nothing, and the same key makes it once the log is there',
    async (name) => {
      const own = await openWorld(test, 'nyc')
      const input = { idempotencyKey: key(), ...rightInputs(own)[name] }
      const before = await digest(test)
      const reply = await without('takes no row', subgraphNames, () => send(name, input))
      expect([reply.status, codes(reply), holds(reply.data)]).toEqual([200, ['AUDIT_UNAVAILABLE'], false])
      expect(await digest(test)).toBe(before)
      expect(codes(await send(name, input))).not.toContain('AUDIT_UNAVAILABLE')
      expect(await digest(test)).not.toBe(before)
    },
  )

  it('one log that is away takes away its own department alone', async () => {
    const { data, errors } = await without('is not there', ['conversations'], () =>
      test.ask(world.who, `{ resident(id: "${world.resident}") { givenName conversations { nodes { note } } } }`),
    )
    expect(data).toEqual({ resident: { givenName: 'Zebedee', conversations: null } })
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['department']])).toEqual([
      ['AUDIT_UNAVAILABLE', 'conversations'],
    ])
  })
})
