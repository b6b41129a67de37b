/** What is the caller's own: their record, their agency's notices; and the roles that no token carries. */
import { randomUUID } from 'node:crypto'
import type { AnyRole, Caller } from '../../runtime/caller'
import { roles } from '../../runtime/caller'
import { sql } from '../hub'
import { keyAndHub, reaches, type Standing, standings, stewards } from './callers'
import { plant, type Planted, sender } from './planted'
import { openWalls, type Walls } from './walls'

let walls: Walls
let planted: Planted
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
})
afterAll(() => walls.close())

const as = (role: AnyRole, agency: string, sub = `${role}@${agency}`): Caller => ({
  sub,
  city: 'charlotte',
  agency,
  roles: [role],
  request: 'test',
})
const codes = (errors: readonly { readonly extensions: Readonly<Record<string, unknown>> }[] = []) =>
  errors.map(({ extensions }) => extensions['code'])

describe('me', () => {
  const query = '{ me { id givenName whoLooked(first: 1) { nodes { at } } } }'

  it('is the record of the resident who calls, and of nobody else', async () => {
    const { data, errors } = await walls.ask(as('resident', stewards, planted.ids.Resident), { query })
    expect(errors).toEqual([])
    expect(data.me).toMatchObject({ id: planted.ids.Resident, givenName: 'Zq-given' })
  })

  it.each([
    ['whose record there is none', randomUUID()],
    ['whose subject is no id', 'somebody'],
  ])('is nothing for a resident %s', async (_, sub) => {
    const { data, errors } = await walls.ask(as('resident', stewards, sub), { query })
    expect([data, codes(errors)]).toEqual([{ me: null }, ['NOT_FOUND']])
  })

  it('is nothing in another city', async () => {
    const elsewhere = { ...as('resident', stewards, planted.ids.Resident), city: 'nyc' }
    const { data, errors } = await walls.ask(elsewhere, { query })
    expect([data, codes(errors)]).toEqual([{ me: null }, ['NOT_FOUND']])
  })

  it.each(roles.filter((role) => role !== 'resident'))(
    'is no question of a %s, whatever the subject of the token',
    async (role) => {
      const { data, errors } = await walls.ask(as(role, stewards, planted.ids.Resident), { query })
      expect([data, codes(errors)]).toEqual([{ me: null }, ['FORBIDDEN']])
    },
  )
})

describe('a notice of a consent that was taken back', () => {
  const told = 'community-relations'
  const query = '{ revocationNotices { nodes { id consentId residentId receivedAt } edges { node { id } } } }'
  let notice = ''
  beforeAll(async () => {
    const [consent] = await sql<{ id: string }>(
      walls.test,
      `select id from residents.consent where resident_id = $1 and categories = '{CONTACT}'`,
      [planted.ids.Resident],
    )
    await sender(walls)('residents', as('supervisor', stewards), 'revokeConsent', 'RevokeConsentInput', { id: consent?.id })
    const hub = keyAndHub[1] as Standing
    const mutation = `mutation { _noticeRevocation(consentId: "${consent?.id}", agencies: ["${told}"], at: "2026-01-01T00:00:00Z") }`
    await walls.execute.residents({ query: mutation }, hub.caller, { mayChange: true })
    const rows = await sql<{ id: string }>(walls.test, 'select id from residents.revocation_notice where consent_id = $1', [
      consent?.id,
    ])
    notice = rows[0]?.id as string
  })

  const receiving = roles.filter((role) => reaches({ caller: as(role, told) } as Standing, 'notices'))

  it('is for the four roles that receive notices', () => {
    expect(receiving).toEqual(['caseworker', 'supervisor', 'privacy_officer', 'service'])
  })

  it.each(roles)('is read by a %s of its agency where the role receives notices', async (role) => {
    const { data, errors } = await walls.ask(as(role, told), { query })
    if (receiving.includes(role)) {
      expect([data.revocationNotices.nodes, codes(errors)]).toEqual([
        [expect.objectContaining({ id: notice, residentId: planted.ids.Resident, receivedAt: null })],
        [],
      ])
    } else expect([data, codes(errors)]).toEqual([{ revocationNotices: null }, ['FORBIDDEN']])
  })

  it.each([
    ['another agency', as('supervisor', stewards)],
    ['another city', { ...as('supervisor', told), city: 'nyc' }],
  ])('is not there for %s', async (_, caller) => {
    const { data, errors } = await walls.ask(caller, { query })
    expect([data, errors]).toEqual([{ revocationNotices: { nodes: [], edges: [] } }, []])
  })

  const acknowledge = (caller: Caller) =>
    walls.ask(caller, {
      query: `mutation { acknowledgeNotices(input: { idempotencyKey: "key-${randomUUID()}", ids: ["${notice}"] }) { id } }`,
    })

  it.each(roles.filter((role) => !receiving.includes(role)))('is not acknowledged by a %s', async (role) => {
    const { data, errors } = await acknowledge(as(role, told))
    expect([data, codes(errors)]).toEqual([{ acknowledgeNotices: null }, ['FORBIDDEN']])
  })

  it.each([
    ['another agency', as('supervisor', stewards)],
    ['another city', { ...as('supervisor', told), city: 'nyc' }],
  ])('is not found to be acknowledged by %s', async (_, caller) => {
    const { data, errors } = await acknowledge(caller)
    expect([data, codes(errors)]).toEqual([{ acknowledgeNotices: null }, ['NOT_FOUND']])
  })

  it('is acknowledged by its agency', async () => {
    const { data, errors } = await acknowledge(as('service', told))
    expect([data, errors]).toEqual([{ acknowledgeNotices: [{ id: notice }] }, []])
  })
})

describe('a role that no token carries', () => {
  it.each(['tool', 'hub'] as const)('%s in a token opens nothing', async (role) => {
    const { status, data } = await walls.ask(as(role, stewards), { query: '{ programs { nodes { id } } }' })
    expect([status, data]).toEqual([401, undefined])
  })

  const internal = ['_outbox(first: 1) { id }', '_settled(delivered: [], failed: [])'].concat(
    `_noteContact(conversationId: "${randomUUID()}", at: "2026-01-01T00:00:00Z", agency: "${stewards}", residentId: "${randomUUID()}")`,
    `_noticeRevocation(consentId: "${randomUUID()}", at: "2026-01-01T00:00:00Z", agencies: [])`,
    `_stopContact(residentId: "${randomUUID()}")`,
  )

  it.each(internal)('alone may ask for %s: no client can name it', async (field) => {
    const { data, errors } = await walls.ask(as('supervisor', stewards), { query: `mutation { ${field} }` })
    expect([data, codes(errors)]).toEqual([undefined, ['GRAPHQL_VALIDATION_FAILED']])
  })

  it.each(internal)('alone may ask for %s: every other role is refused at the subgraph', async (field) => {
    for (const role of [...roles, 'tool'] as const) {
      const { errors } = await walls.execute.residents({ query: `mutation { ${field} }` }, as(role, stewards), {
        mayChange: true,
      })
      expect([role, codes(errors)]).toEqual([role, ['FORBIDDEN']])
    }
  })
})

describe('a referral', () => {
  it.each(roles)('is not there for a %s of a third agency, whatever the resident has agreed to', async (role) => {
    for (const one of standings(planted.ids.Resident).filter(
      ({ caller, position }) => position === 'partner' && caller.roles[0] === role && caller.agency !== 'legal-aid-nc',
    )) {
      const query = `{ referral(id: "${planted.ids.Referral}") { id } }`
      const { data, errors } = await walls.ask(one.caller, { query })
      expect([data, codes(errors)]).toEqual([{ referral: null }, [reaches(one, 'referrals') ? 'NOT_FOUND' : 'FORBIDDEN']])
    }
  })

  it('is a row for its two agencies alone at the database', async () => {
    const found = await Promise.all(
      [stewards, 'legal-aid-nc', 'inlivian', 'nc-dhhs'].map(async (agency) => {
        const query = `{ referral(id: "${planted.ids.Referral}") { id } }`
        return (await walls.ask(as('supervisor', agency), { query })).data.referral !== null
      }),
    )
    expect(found).toEqual([true, true, false, false])
  })
})
