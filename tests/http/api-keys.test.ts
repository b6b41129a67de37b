import { may, roleScopes, type Scope, toolScopes } from '../../runtime/caller'
import { isRefusal } from '../../runtime/errors'
import { newId } from '../../runtime/ids'
import { openLog } from '../../runtime/log'
import { makeKey, type MadeKey, revokeKey, rotateKey } from '../../runtime/trust/api-keys/store'
import { identifier, type Trust } from '../../gateway/identify'
import { openTestHub, sql, type TestHub } from '../hub'

const day = 86_400_000
const clock = { ahead: 0 }
const now = () => new Date(Date.now() + clock.ahead)

let test: TestHub
beforeAll(async () => {
  test = await openTestHub({}, { now })
})
afterAll(() => test.close())
afterEach(() => {
  clock.ahead = 0
})

const source = () => test.hub.database.source
let names = 0

async function make(scopes: readonly Scope[] = toolScopes, days = 90, city = 'nyc'): Promise<MadeKey> {
  const wish = { city, agency: 'peu', name: `Door app ${++names}`, scopes, expiresAt: new Date(now().getTime() + days * day) }
  const made = await makeKey(source(), wish, now())
  if (isRefusal(made)) throw new Error(made.message)
  return made
}

interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly data: any
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

async function ask(text: string, query = '{ programs(first: 1) { nodes { code } } }', variables: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${text}` }
  const body = JSON.stringify({ query, variables })
  const reply = await fetch(`${test.url}/graphql`, { method: 'POST', headers, body })
  const { data, errors = [] } = (await reply.json()) as Pick<Answer, 'data'> & Partial<Pick<Answer, 'errors'>>
  return { status: reply.status, retryAfter: reply.headers.get('retry-after'), data, errors }
}
const opened = { status: 200, errors: [] }
const refused = (message: string) => ({ status: 401, errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] })

describe('an API key', () => {
  it('opens the door for its tool, as often as it is sent', async () => {
    const { text } = await make()
    for (let time = 0; time < 3; time++) expect(await ask(text)).toMatchObject(opened)
  })

  it('is looked up in a transaction of its own, at every request', async () => {
    const { text } = await make()
    const statements = async () => {
      const before = test.hub.database.statements()
      await ask(text, '{ __typename }')
      return test.hub.database.statements() - before
    }
    // Begin with the role, the key, select 1, commit.
    expect([await statements(), await statements(), await statements()]).toEqual([3, 3, 3])
  })

  it('submits a conversation and reads it back, under its own name', async () => {
    const { text, key } = await make()
    const id = newId()
    const input = { idempotencyKey: newId(), id, channel: 'DOOR', outcome: 'NOT_HOME' }
    const record = 'mutation($input: RecordConversationInput!) { recordConversation(input: $input) { id outcome } }'
    expect(await ask(text, record, { input })).toMatchObject({
      ...opened,
      data: { recordConversation: { id, outcome: 'NOT_HOME' } },
    })
    const read = 'query($id: UUID!) { conversation(id: $id) { id } }'
    expect(await ask(text, read, { id })).toMatchObject({ ...opened, data: { conversation: { id } } })
    const [row] = await sql<object>(test, 'select worker, agency, city from conversations.conversation where id = $1', [id])
    expect(row).toEqual({ worker: `key:${key.id}`, agency: 'peu', city: 'nyc' })
  })

  it('may do what its scopes name and nothing more of what its role may', async () => {
    const { text } = await make(['program:read', 'conversation:write'])
    expect(await ask(text)).toMatchObject(opened)
    const { data, errors } = await ask(text, '{ conversations(first: 1) { nodes { id } } residents(first: 1) { nodes { id } } }')
    expect(data).toEqual({ conversations: null, residents: null })
    expect(errors.map(({ message, extensions }) => [extensions.code, message]).sort()).toEqual([
      ['FORBIDDEN', 'this needs the permission conversation:read, which this API key does not have'],
      ['FORBIDDEN', 'this needs the permission resident:read, which this API key does not have'],
    ])
  })

  it('may not do what its role may not, whatever stands in its list', async () => {
    const { text, key } = await make()
    await sql(test, `update gateway.api_key set scopes = scopes || '{campaign:write,referral:work}' where id = $1`, [key.id])
    const input = { idempotencyKey: newId(), name: 'Synthetic', goal: 'Test', startsOn: '2026-01-01' }
    const start = 'mutation($input: StartCampaignInput!) { startCampaign(input: $input) { id } }'
    const { errors } = await ask(text, start, { input })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })

  it('that is revoked opens nothing from the next request on', async () => {
    const { text, key } = await make()
    expect(await ask(text)).toMatchObject(opened)
    await revokeKey(source(), key.id, now())
    expect(await ask(text)).toMatchObject(refused('the API key has been revoked'))
  })

  it('opens the door until it expires, and not after', async () => {
    const { text, key } = await make(['program:read'], 1)
    clock.ahead = key.expiresAt.getTime() - Date.now() - 5_000
    expect(await ask(text)).toMatchObject(opened)
    clock.ahead = key.expiresAt.getTime() - Date.now()
    expect(await ask(text)).toMatchObject(refused('the API key has expired'))
  })

  it('and the one that follows it open the door together, and a third ends the first', async () => {
    const first = await make()
    const second = (await rotateKey(source(), first.key.id, now())) as MadeKey
    expect([await ask(first.text), await ask(second.text)]).toMatchObject([opened, opened])
    const third = (await rotateKey(source(), second.key.id, now())) as MadeKey
    expect([await ask(first.text), await ask(second.text), await ask(third.text)]).toMatchObject([
      refused('the API key has been revoked'),
      opened,
      opened,
    ])
  })

  it('of a city that this hub does not serve opens nothing', async () => {
    expect(await ask((await make(undefined, 90, 'gotham')).text)).toMatchObject(
      refused("the API key's city is no city of this hub"),
    )
  })

  it('does not see the rows of another city', async () => {
    const { text } = await make(undefined, 90, 'charlotte')
    const { data } = await test.ask(['outreach', 'nyc', 'peu'], '{ residents(first: 1) { nodes { id } } }')
    const { errors } = await ask(text, 'query($id: UUID!) { resident(id: $id) { id } }', { id: data.residents.nodes[0].id })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND'])
  })

  it('waits for nobody while others hold the one connection there is: many at once are answered', async () => {
    const { text } = await make()
    const query = '{ residents(first: 3) { nodes { id } } conversations(first: 3) { nodes { id } } }'
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(text, query)))
    for (const answer of answers) expect(answer).toMatchObject(opened)
  })
})

describe('an API key where the gateway', () => {
  const text = 'hubk_0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
  const trust = (findKey: Trust['findKey']): Trust => ({
    issuer: 'urn:nobody',
    audience: 'city-program-hub',
    keys: { keys: [] },
    cities: new Set(['nyc']),
    findKey,
  })
  const who = (findKey: Trust['findKey']) => identifier(trust(findKey), openLog('test', 'silent'))(`Bearer ${text}`, new Date())

  it('has no database opens nothing, and is told why', async () => {
    expect(await who(undefined)).toEqual({
      refused: 'this hub takes no API keys: its gateway has no database to look them up in',
    })
  })

  it('cannot reach its database may be good: that is an outage', async () => {
    expect(await who(() => Promise.reject(new Error('connect ECONNREFUSED')))).toEqual({
      refused: 'API keys cannot be looked up now',
      outage: true,
    })
  })

  it('cannot reach its database is told to wait, and is never refused', async () => {
    const { text: good } = await make()
    await source().query('alter table gateway.api_key rename to gone')
    const answer = await ask(good)
    await source().query('alter table gateway.gone rename to api_key')
    expect(answer).toEqual({
      status: 503,
      retryAfter: '5',
      data: undefined,
      errors: [{ message: 'API keys cannot be looked up now', extensions: { code: 'OVERLOADED' } }],
    })
    expect(await ask(good)).toMatchObject(opened)
  })
})

describe('the role of API keys', () => {
  const caller = { sub: 'key:1', city: 'nyc', agency: 'peu', request: 'r' }

  it('carries what a tool submits and reads back, and no step of a campaign or a case', () => {
    const allowed = (scope: Scope) => may({ ...caller, roles: ['tool'] }, scope)
    const all = [...new Set(Object.values(roleScopes).flat())] as Scope[]
    expect(all.filter(allowed).sort()).toEqual([...toolScopes, 'grounds:read'].sort())
    expect(['campaign:write', 'referral:work'].map((scope) => allowed(scope as Scope))).toEqual([false, false])
  })

  it.each(Object.values(toolScopes))(
    'with a list that does not name %s does not have it, and with one that does has',
    (scope) => {
      const others = toolScopes.filter((one) => one !== scope)
      expect(may({ ...caller, roles: ['tool'], scopes: others }, scope)).toBe(false)
      expect(may({ ...caller, roles: ['tool'], scopes: [scope] }, scope)).toBe(true)
      expect(may({ ...caller, roles: [], scopes: [scope] }, scope)).toBe(false)
      expect(may({ ...caller, roles: ['tool'], scopes: [] }, scope)).toBe(false)
    },
  )
})
