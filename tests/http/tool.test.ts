import { isRefusal } from '../../runtime/errors'
import { toolScopes } from '../../runtime/caller'
import { makeKey } from '../../runtime/trust/api-keys/store'
import { openTestHub, type GraphReply, type TestHub } from '../hub'
import { key, type Who } from './world'

const worker: Who = ['outreach', 'nyc', 'peu']

let test: TestHub
const keys: string[] = []
beforeAll(async () => {
  test = await openTestHub()
  for (const name of ['Door app', 'Event app']) {
    const expiresAt = new Date(Date.now() + 86_400_000)
    const made = await makeKey(
      test.hub.database.source,
      { city: 'nyc', agency: 'peu', name, scopes: [...toolScopes], expiresAt },
      new Date(),
    )
    if (isRefusal(made)) throw new Error(made.message)
    keys.push(made.text)
  }
})
afterAll(() => test.close())

/** Asks as one of two tools of the same agency. */
async function ask(tool: 0 | 1, query: string, variables: object = {}): Promise<GraphReply> {
  const response = await fetch(`${test.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keys[tool]}` },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors = [] } = (await response.json()) as { data: unknown; errors?: GraphReply['errors'] }
  return { status: response.status, data, errors }
}

const register = 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id givenName } }'
const record = 'mutation($input: RecordConversationInput!) { recordConversation(input: $input) { id note } }'
const codes = ({ errors }: GraphReply) => errors.map(({ extensions }) => extensions['code'])

describe('an outreach tool', () => {
  it('reads back what it has submitted', async () => {
    const person = await ask(0, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    expect([person.errors, person.data.registerResident.givenName]).toEqual([[], 'Synthetic'])
    const residentId = person.data.registerResident.id
    const attempt = { residentId, channel: 'DOOR', outcome: 'REACHED', note: 'A note.' }
    const conversation = await ask(0, record, { input: { idempotencyKey: key(), ...attempt } })
    expect([conversation.errors, conversation.data.recordConversation.note]).toEqual([[], 'A note.'])
    const again = await ask(0, 'query($id: UUID!) { resident(id: $id) { givenName facts { withheld } } }', { id: residentId })
    expect(again).toMatchObject({ errors: [], data: { resident: { givenName: 'Synthetic', facts: { withheld: [] } } } })
  })

  it('reads nothing that a worker or another tool of its own agency has submitted', async () => {
    const byWorker = await test.ask(worker, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    const byOther = await ask(1, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    for (const { data } of [byWorker, byOther]) {
      const { id } = data.registerResident
      const reply = await ask(0, 'query($id: UUID!) { resident(id: $id) { id givenName facts { rentMonthly } } }', { id })
      expect(reply.data).toEqual({ resident: { id, givenName: null, facts: null } })
      expect(codes(reply)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    }
  })

  it('adds to the records of a resident whom others have met, and sees no more of them by it', async () => {
    const { data } = await test.ask(worker, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    const residentId = data.registerResident.id
    await test.ask(worker, record, {
      input: { idempotencyKey: key(), residentId, channel: 'DOOR', outcome: 'REACHED', note: 'A note.' },
    })
    const added = await ask(0, record, {
      input: { idempotencyKey: key(), residentId, channel: 'TEXT', outcome: 'REACHED', note: 'Mine.' },
    })
    expect([added.errors, added.data.recordConversation.note]).toEqual([[], 'Mine.'])
    const reply = await ask(0, 'query($id: UUID!) { resident(id: $id) { givenName conversations { nodes { note } } } }', {
      id: residentId,
    })
    expect([reply.data, codes(reply)]).toEqual([
      { resident: { givenName: null, conversations: null } },
      ['FORBIDDEN', 'FORBIDDEN'],
    ])
    const all = await ask(0, '{ conversations(first: 200) { nodes { note resident { id } } } }')
    const notes = all.data.conversations.nodes
      .filter(({ resident }: any) => resident?.id === residentId)
      .map(({ note }: any) => note)
    expect(notes.toSorted()).toEqual(['Mine.', null])
  })

  it('lists those alone whom it has registered', async () => {
    const { data } = await ask(1, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    const list = await ask(1, '{ residents(first: 200) { nodes { id } } }')
    const ids = list.data.residents.nodes.map(({ id }: { id: string }) => id)
    expect(ids).toContain(data.registerResident.id)
    const byWorker = await test.ask(worker, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    const byOther = await ask(0, register, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
    const again = await ask(1, '{ residents(first: 200) { nodes { id givenName } } }')
    expect(again.errors).toEqual([])
    expect(again.data.residents.nodes.map(({ id }: { id: string }) => id)).toEqual(ids)
    for (const { data: others } of [byWorker, byOther]) expect(ids).not.toContain(others.registerResident.id)
  })
})
