/** What was decided about the edges of consent and emergency: who may join a household, take a consent, and what an emergency opens. */
import { randomUUID } from 'node:crypto'
import type { Caller } from '../../runtime/caller'
import { agencyIn } from '../../runtime/ids'
import { emergency, stewards, strangers } from './callers'
import { plant, type Planted, sender } from './planted'
import { rightInputs } from './right-inputs'
import { openWalls, type Walls } from './walls'

let walls: Walls
let planted: Planted
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
})
afterAll(() => walls.close())

const worker = (agency: string): Caller => ({
  sub: `worker@${agency}`,
  city: 'charlotte',
  agency,
  roles: ['supervisor'],
  request: 'test',
})
const told = async (caller: Caller, query: string, variables: object = {}) => {
  const { data, errors } = await walls.ask(caller, { query, variables: { ...variables } })
  return { data, refusals: errors.map(({ path, extensions }) => [path?.join('.'), extensions['code'], extensions['field']]) }
}

describe('a registration into a household on record', () => {
  const register = (agency: string) =>
    told(worker(agency), 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }', {
      input: { idempotencyKey: `key-${randomUUID()}`, familyName: 'Somebody', householdId: planted.ids.Household },
    })

  it('is refused where the caller may read nothing of that household', async () => {
    expect(await register(strangers)).toEqual({
      data: { registerResident: null },
      refusals: [['registerResident', 'CONSENT_REQUIRED', 'householdId']],
    })
  })

  it('nor to an agency whose consent is for another purpose', async () => {
    expect(await register('federal-marketplace')).toEqual({
      data: { registerResident: null },
      refusals: [['registerResident', 'CONSENT_REQUIRED', 'householdId']],
    })
  })

  it.each([stewards, 'mecklenburg-dss'])('is made by %s, which may read of it', async (agency) => {
    const { data, refusals } = await register(agency)
    expect([data, refusals]).toEqual([{ registerResident: { id: expect.any(String) as string } }, []])
  })
})

describe('a consent', () => {
  const record = (agency: string) =>
    told(worker(agency), `mutation { recordConsent${rightInputs(planted)['Mutation.recordConsent']} { id } }`)

  it.each([strangers, 'legal-aid-nc', emergency.agency])('is not taken by %s, which is not the steward', async (agency) => {
    expect(await record(agency)).toEqual({
      data: { recordConsent: null },
      refusals: [['recordConsent', 'FORBIDDEN', 'residentId']],
    })
  })

  it('is taken by the steward', async () => {
    const { data, refusals } = await record(stewards)
    expect([data, refusals]).toEqual([{ recordConsent: { id: expect.any(String) as string } }, []])
  })
})

describe('an emergency', () => {
  const readable = 'givenName address { line1 } safeContact'
  const opened = { givenName: 'Zq-given', address: { line1: 'Zq-line1' }, safeContact: 'Zq-safe' }
  const closed = { givenName: null, address: null, safeContact: null }
  const words = ['Zq-given', 'Zq-line1', 'Zq-safe', 'Zq-note', 'Zq-place', 'Zq-task', 'Zq-result']

  it('opens the resident who is named', async () => {
    const { data, refusals } = await told(emergency, `{ resident(id: "${planted.ids.Resident}") { ${readable} } }`)
    expect([data, refusals]).toEqual([{ resident: opened }, []])
  })

  it('opens what is reached through the resident', async () => {
    const query = `{ resident(id: "${planted.ids.Resident}") { conversations { nodes { note place } } followUps { nodes { id } } } }`
    const { data } = await told(emergency, query)
    expect(data.resident.conversations).toEqual({ nodes: [{ note: 'Zq-note', place: 'Zq-place' }] })
  })

  it('opens nobody where two residents are named', async () => {
    const other = await sender(walls)('residents', worker(stewards), 'registerResident', 'RegisterResidentInput', {
      familyName: 'Other',
    })
    const query = `{ one: resident(id: "${planted.ids.Resident}") { ${readable} } two: resident(id: "${other}") { id } }`
    const { data, refusals } = await told(emergency, query)
    expect(data.one).toEqual(closed)
    expect(refusals.map(([path, code]) => [path, code])).toEqual(
      ['one.givenName', 'one.address', 'one.safeContact'].map((path) => [path, 'CONSENT_REQUIRED']),
    )
  })

  const ways = (ids: Planted['ids']) => [
    `{ residents(first: 1, filter: { familyName: "Zq-family" }) { nodes { ${readable} } } }`,
    `{ conversations(first: 1) { nodes { note place resident { ${readable} } } } }`,
    `{ followUps(first: 1) { nodes { task result resident { ${readable} } } } }`,
    `{ conversation(id: "${ids.Conversation}") { note place resident { ${readable} } } }`,
    `{ screening(id: "${ids.Screening}") { resident { ${readable} } } }`,
    `{ household(id: "${ids.Household}") { facts { rentMonthly } } }`,
  ]
  const names = ['residents', 'conversations', 'followUps', 'conversation(id)', 'screening(id)', 'household(id)']

  it.each(names.map((name, index) => [name, index] as const))('opens nothing through %s', async (_, index) => {
    const { data } = await told(emergency, ways(planted.ids)[index] as string)
    expect(words.filter((word) => JSON.stringify(data).includes(word))).toEqual([])
  })

  it.each(names.map((name, index) => [name, index] as const))('nor through %s beside the resident', async (_, index) => {
    const way = (ways(planted.ids)[index] as string).slice(1, -1)
    const { data } = await told(emergency, `{ it: resident(id: "${planted.ids.Resident}") { id } ${way} }`)
    expect(words.filter((word) => JSON.stringify(data).includes(word))).toEqual([])
  })
})

describe('the sensitive topics of a consent', () => {
  const readers = ['legal-aid-nc', 'community-relations']
  beforeAll(async () => {
    const send = sender(walls)
    const consents = [
      ['legal-aid-nc', 'MENTAL_HEALTH'],
      ['community-relations', 'SUBSTANCE_USE'],
    ] as const
    for (const [recipient, topic] of consents) {
      await send('residents', worker(stewards), 'recordConsent', 'RecordConsentInput', {
        residentId: planted.ids.Resident,
        recipientIds: [agencyIn('charlotte', recipient)],
        categories: ['IDENTITY'],
        purposes: ['SERVICE'],
        sensitive: [topic],
        given: 'WRITTEN',
        wording: 'Zq-wording',
      })
    }
  })
  const topicsFor = async (caller: Caller) => {
    const { data } = await told(caller, `{ resident(id: "${planted.ids.Resident}") { consents { sensitive } } }`)
    return [...new Set((data.resident.consents as { sensitive: string[] }[]).flatMap(({ sensitive }) => sensitive))].sort()
  }

  it.each([
    [readers[0] as string, ['MENTAL_HEALTH']],
    [readers[1] as string, ['SUBSTANCE_USE']],
    [stewards, []],
  ])('%s reads those alone that the consent names on which it reads', async (agency, topics) => {
    expect(await topicsFor(worker(agency))).toEqual(topics)
  })

  it('the privacy officer reads none', async () => {
    expect(await topicsFor({ ...worker(stewards), roles: ['privacy_officer'] })).toEqual([])
  })

  it('the resident reads all of them', async () => {
    expect(await topicsFor({ ...worker(strangers), sub: planted.ids.Resident, roles: ['resident'] })).toEqual([
      'HIV',
      'MENTAL_HEALTH',
      'SUBSTANCE_USE',
    ])
  })
})

describe('what is not to be included', () => {
  const id = () => planted.ids.Resident
  const closed = 'breakGlasses { reason }'
  it.each([
    ['in an inline fragment', `... @include(if: false) { ${closed} }`, ''],
    ['in an inline fragment that is skipped', `... @skip(if: true) { ${closed} }`, ''],
    ['in an inline fragment on its type', `... on Resident @include(if: false) { ${closed} }`, ''],
    ['in a named fragment', '...Closed @include(if: false)', `fragment Closed on Resident { ${closed} }`],
    ['by a variable', `... @include(if: $no) { ${closed} }`, ''],
    ['inside another fragment', `... { ... @include(if: false) { ${closed} } }`, ''],
  ])('is neither null nor refused, %s', async (_, asked, fragment) => {
    const variables = asked.includes('$no') ? 'query($no: Boolean!)' : 'query'
    const query = `${variables} { resident(id: "${id()}") { id ${asked} } } ${fragment}`
    expect(await told(worker(stewards), query, asked.includes('$no') ? { no: false } : {})).toEqual({
      data: { resident: { id: id() } },
      refusals: [],
    })
  })

  it('is null and refused where it is to be included', async () => {
    const query = `{ resident(id: "${id()}") { id ... @include(if: true) { ${closed} } } }`
    expect(await told(worker(stewards), query)).toEqual({
      data: { resident: { id: id(), breakGlasses: null } },
      refusals: [['resident.breakGlasses', 'FORBIDDEN', undefined]],
    })
  })
})
