import { agencyIn } from '../../runtime/ids'
import { openTestHub, type GraphReply, type TestHub } from '../hub'
import { askAsResident } from './resident-token'
import { key, type Who } from './world'

const steward: Who = ['outreach', 'nyc', 'peu']
const other: Who = ['caseworker', 'nyc', 'hra-ocj']
const officer: Who = ['privacy_officer', 'nyc', 'hra']

let clock = 0
let test: TestHub
beforeAll(async () => {
  test = await openTestHub({}, { now: () => new Date(Date.now() + clock) })
})
afterAll(() => test.close())
beforeEach(() => {
  clock = 0
})

async function send(who: Who, name: string, selection: string, input: object): Promise<any> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
  const { data, errors } = await test.ask(who, query, { input: { idempotencyKey: key(), ...input } })
  expect(errors).toEqual([])
  return data[name]
}

/** Somebody whom the Public Engagement Unit has met at a door. */
async function met(): Promise<string> {
  const person = await send(steward, 'registerResident', 'id', {
    givenName: 'Synthetic',
    familyName: 'Consenting',
    contactPoints: [{ kind: 'PHONE', value: `+1 212 555 01${Math.floor(Math.random() * 1e9)}` }],
    facts: { rentMonthly: '1400.00', evictionCase: 'NONPAYMENT', membersComplete: true },
  })
  return person.id as string
}

const agree = (residentId: string, terms: object = {}) =>
  send(steward, 'recordConsent', 'id', {
    residentId,
    recipientIds: [agencyIn('nyc', 'hra-ocj')],
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HEALTH', 'HOUSING_LEGAL', 'NOTES'],
    purposes: ['SCREENING', 'SERVICE', 'FOLLOW_UP'],
    given: 'VERBAL',
    wording: 'v1',
    ...terms,
  })

const speak = (who: Who, residentId: string, more: object = {}) =>
  send(who, 'recordConversation', 'id', { residentId, channel: 'DOOR', outcome: 'REACHED', note: 'A note.', ...more })

const person = 'query($id: UUID!) { resident(id: $id) { id givenName } }'
const nameTo = async (who: Who, id: string): Promise<string | null> =>
  (await test.ask(who, person, { id })).data.resident.givenName
const told = ({ errors }: GraphReply) => errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']])

describe('an agency that has no ground', () => {
  it('sees that there is somebody, and nothing of them', async () => {
    const id = await met()
    const reply = await test.ask(other, 'query($id: UUID!) { resident(id: $id) { id givenName address { line1 } version } }', {
      id,
    })
    expect(reply.data).toEqual({ resident: { id, givenName: null, address: null, version: 1 } })
    expect(told(reply)).toEqual([
      ['resident.givenName', 'CONSENT_REQUIRED'],
      ['resident.address', 'CONSENT_REQUIRED'],
    ])
  })

  it('is told that facts are withheld, and an answer that rests on them stays open', async () => {
    const id = await met()
    const query =
      'query($id: UUID!) { resident(id: $id) { facts { rentMonthly withheld members { id } } eligibility(programs: ["right-to-counsel"]) { outcome criteria { facts { fact value withheld } } } } }'
    const { data, errors } = await test.ask(other, query, { id })
    expect(errors).toEqual([])
    expect(data.resident.facts).toEqual({
      rentMonthly: null,
      withheld: expect.arrayContaining(['rentMonthly', 'evictionCase', 'membersComplete']),
      members: [],
    })
    const [answer] = data.resident.eligibility
    expect(answer.outcome).toBe('NEEDS_INFORMATION')
    const used = answer.criteria.flatMap((one: any) => one.facts).find((one: any) => one.fact === 'evictionCase')
    expect(used).toEqual({ fact: 'evictionCase', value: null, withheld: true })
  })

  it('does not find them in a list, by name or by number', async () => {
    const id = await met()
    const [point] = (await test.ask(steward, 'query($id: UUID!) { resident(id: $id) { contactPoints { value } } }', { id })).data
      .resident.contactPoints
    const query = 'query($f: ResidentFilter) { residents(first: 200, filter: $f) { nodes { id } } }'
    const found = async (who: Who, f: object) => {
      const { data } = await test.ask(who, query, { f })
      return data.residents.nodes.some((node: { id: string }) => node.id === id)
    }
    expect([await found(other, { familyName: 'consenting' }), await found(other, { contact: point.value })]).toEqual([
      false,
      false,
    ])
    expect([await found(steward, { familyName: 'consenting' }), await found(steward, { contact: point.value })]).toEqual([
      true,
      true,
    ])
    await agree(id, { categories: ['IDENTITY'] })
    expect([await found(other, { familyName: 'consenting' }), await found(other, { contact: point.value })]).toEqual([
      true,
      false,
    ])
  })

  it('reads no note of a conversation or a referral, whichever way it comes to it', async () => {
    const id = await met()
    const conversation = await speak(steward, id, { needs: ['EVICTION'], place: '4B' })
    const query =
      'query($id: UUID!, $c: UUID!) { conversation(id: $c) { channel note place needs resident { givenName } } resident(id: $id) { conversations { nodes { note } } lastContact { note } } }'
    const { data, errors } = await test.ask(other, query, { id, c: conversation.id })
    expect(data).toEqual({
      conversation: { channel: 'DOOR', note: null, place: null, needs: null, resident: { givenName: null } },
      resident: { conversations: null, lastContact: null },
    })
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['CONSENT_REQUIRED']))
  })
})

describe('a consent', () => {
  it('opens what it covers from the next request on, and no more', async () => {
    const id = await met()
    expect(await nameTo(other, id)).toBeNull()
    await agree(id, { categories: ['IDENTITY'], purposes: ['SERVICE'] })
    expect(await nameTo(other, id)).toBe('Synthetic')
    const reply = await test.ask(other, 'query($id: UUID!) { resident(id: $id) { givenName contactPoints { value } } }', { id })
    expect(told(reply)).toEqual([['resident.contactPoints', 'CONSENT_REQUIRED']])
    expect(await nameTo(['caseworker', 'nyc', 'hra'], id)).toBeNull()
  })

  it('that is taken back holds no longer from the next request on, and is told to those who had it', async () => {
    const id = await met()
    const consent = await agree(id)
    expect(await nameTo(other, id)).toBe('Synthetic')
    await send(steward, 'revokeConsent', 'id', { id: consent.id })
    expect(await nameTo(other, id)).toBeNull()
    const { data } = await test.ask(other, '{ revocationNotices(first: 200) { nodes { consentId receivedAt } } }')
    expect(data.revocationNotices.nodes).toContainEqual({ consentId: consent.id, receivedAt: null })
  })

  it('that is taken back is withheld in a screening of before as well', async () => {
    const id = await met()
    const consent = await agree(id)
    const screening = await send(steward, 'screenResident', 'id', { residentId: id })
    const query =
      'query($id: UUID!) { screening(id: $id) { facts { rentMonthly withheld } results(programs: ["right-to-counsel"]) { criteria { facts { fact value withheld } } } } }'
    const rent = async () => (await test.ask(other, query, { id: screening.id })).data.screening
    expect((await rent()).facts).toEqual({ rentMonthly: '1400.00', withheld: [] })
    await send(steward, 'revokeConsent', 'id', { id: consent.id })
    const after = await rent()
    expect(after.facts).toEqual({ rentMonthly: null, withheld: expect.arrayContaining(['rentMonthly', 'evictionCase']) })
    const used = after.results[0].criteria.flatMap((one: any) => one.facts).find((one: any) => one.fact === 'evictionCase')
    expect(used).toEqual({ fact: 'evictionCase', value: null, withheld: true })
  })

  it('that says who may disclose is none for what another agency holds', async () => {
    const id = await met()
    const conversation = await speak(['caseworker', 'nyc', 'hra'], id)
    await agree(id, { discloserIds: [agencyIn('nyc', 'peu')] })
    expect(await nameTo(other, id)).toBe('Synthetic')
    const { data } = await test.ask(other, 'query($id: UUID!) { conversation(id: $id) { note } }', { id: conversation.id })
    expect(data.conversation.note).toBeNull()
  })
})

describe('stewardship', () => {
  it('is of the agency that has just spoken with the resident', async () => {
    const id = await met()
    const hra: Who = ['caseworker', 'nyc', 'hra']
    expect(await nameTo(hra, id)).toBeNull()
    await speak(hra, id)
    expect(await nameTo(hra, id)).toBe('Synthetic')
    await speak(other, id)
    expect([await nameTo(hra, id), await nameTo(other, id), await nameTo(steward, id)]).toEqual([null, 'Synthetic', 'Synthetic'])
  })

  it('is not won by knocking at a door that nobody opened', async () => {
    const id = await met()
    await send(other, 'recordConversation', 'id', { residentId: id, channel: 'DOOR', outcome: 'NOT_HOME' })
    expect(await nameTo(other, id)).toBeNull()
  })
})

describe('a sensitive need', () => {
  const query = 'query($id: UUID!) { conversation(id: $id) { needs } }'
  const needs = async (who: Who, id: string) => test.ask(who, query, { id })

  it('is as if it had not been told, to those too who wrote it down', async () => {
    const id = await met()
    const plain = await speak(steward, id, { needs: ['EVICTION'] })
    const hurt = await speak(steward, id, { needs: ['EVICTION', 'INTIMATE_PARTNER_VIOLENCE', 'ELDER_ABUSE'] })
    expect(await needs(steward, hurt.id)).toEqual(await needs(steward, plain.id))
  })

  it('is read where a consent names it, and by the resident', async () => {
    const id = await met()
    const hurt = await speak(steward, id, { needs: ['EVICTION', 'INTIMATE_PARTNER_VIOLENCE', 'ELDER_ABUSE'] })
    await agree(id, { sensitive: ['ELDER_ABUSE'] })
    expect((await needs(other, hurt.id)).data.conversation.needs).toEqual(['EVICTION', 'ELDER_ABUSE'])
    const own = await askAsResident(test, 'nyc', id, `{ conversation(id: "${hurt.id}") { needs } }`)
    expect(own.data.conversation.needs).toEqual(['EVICTION', 'INTIMATE_PARTNER_VIOLENCE', 'ELDER_ABUSE'])
  })
})

describe('an emergency', () => {
  const open = (residentId: string, minutes = 60) =>
    send(other, 'breakGlass', 'id until', { residentId, reason: 'A child is in danger.', minutes })

  it('opens one resident to who gave the reason, for as long as was said', async () => {
    const id = await met()
    await open(id, 30)
    expect([await nameTo(other, id), await nameTo(['caseworker', 'nyc', 'hra'], id)]).toEqual(['Synthetic', null])
    clock = 31 * 60_000
    expect(await nameTo(other, id)).toBeNull()
  })

  it('opens no list: neither of residents, nor of two at once', async () => {
    const [one, two] = [await met(), await met()]
    await open(one)
    await open(two)
    const { data } = await test.ask(other, '{ residents(first: 200) { nodes { id } } }')
    expect(data.residents.nodes.map((node: { id: string }) => node.id)).not.toContain(one)
    const both = 'query($a: UUID!, $b: UUID!) { a: resident(id: $a) { givenName } b: resident(id: $b) { givenName } }'
    expect((await test.ask(other, both, { a: one, b: two })).data).toEqual({ a: { givenName: null }, b: { givenName: null } })
    expect(await nameTo(other, one)).toBe('Synthetic')
  })

  it('is seen by the resident and by the privacy officer, and by nobody else', async () => {
    const id = await met()
    await open(id)
    const query = `{ resident(id: "${id}") { breakGlasses { agency reason } } }`
    const seen = { resident: { breakGlasses: [{ agency: 'hra-ocj', reason: 'A child is in danger.' }] } }
    expect((await test.ask(officer, query)).data).toEqual(seen)
    expect((await askAsResident(test, 'nyc', id, query)).data).toEqual(seen)
    expect(told(await test.ask(steward, query))).toEqual([['resident.breakGlasses', 'FORBIDDEN']])
  })
})

describe('a resident who calls for themselves', () => {
  it('sees their own data, what they agreed to and their referrals, and nobody else', async () => {
    const [id, neighbor] = [await met(), await met()]
    await agree(id)
    await speak(steward, id)
    const query = `{ me { id givenName facts { rentMonthly withheld } consents { purposes } conversations { nodes { note } } referrals { nodes { status } } }
      resident(id: "${neighbor}") { id } residents { nodes { id } } conversations { nodes { resident { id } } } }`
    const { data, errors } = await askAsResident(test, 'nyc', id, query)
    expect(data).toEqual({
      me: {
        id,
        givenName: 'Synthetic',
        facts: { rentMonthly: '1400.00', withheld: [] },
        consents: [{ purposes: ['SCREENING', 'SERVICE', 'FOLLOW_UP'] }],
        conversations: { nodes: [{ note: 'A note.' }] },
        referrals: { nodes: [] },
      },
      resident: null,
      residents: { nodes: [{ id }] },
      conversations: { nodes: [{ resident: { id } }] },
    })
    expect(errors.map(({ path, extensions }) => [path?.[0], extensions['code']])).toEqual([['resident', 'NOT_FOUND']])
  })

  it('changes nothing', async () => {
    const id = await met()
    const query = `mutation { revokeConsent(input: { idempotencyKey: "key-0001", id: "${id}" }) { id } }`
    expect(told(await askAsResident(test, 'nyc', id, query))).toEqual([['revokeConsent', 'FORBIDDEN']])
  })
})

describe('the contact policy', () => {
  const policy = async (id: string) =>
    (await test.ask(steward, 'query($id: UUID!) { resident(id: $id) { contactPolicy safeContact } }', { id })).data.resident

  it('is set by who asks at a door never to be contacted again, before the reply', async () => {
    const id = await met()
    await send(steward, 'recordConversation', 'id', { residentId: id, channel: 'DOOR', outcome: 'DO_NOT_CONTACT' })
    expect(await policy(id)).toEqual({ contactPolicy: 'DO_NOT_CONTACT', safeContact: null })
  })

  it('allows the safe way alone where there is one', async () => {
    const id = await met()
    const safeContact = 'Only by text, before noon.'
    await send(steward, 'updateResident', 'id', { id, expectedVersion: 1, safeContact })
    expect(await policy(id)).toEqual({ contactPolicy: 'SAFE_CONTACT_ONLY', safeContact })
  })
})
