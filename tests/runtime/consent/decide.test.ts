/** The consent decision in plain sentences, on both sides of each limit. */
import { decide } from '../../../runtime/consent/decide'
import type { BreakGlass, Consent, Grounds, Look } from '../../../runtime/consent/grounds'

const hour = 3_600_000
const now = Date.parse('2026-06-15T14:00:00Z')
const daysAgo = (days: number) => now - days * 24 * hour

type LookSaid = Partial<Omit<Look, 'caller'>> & Partial<Look['caller']>

/** A caseworker of HPD who looks, for service, at the contacts of somebody whom HRA registered long ago and whose record HRA holds. */
function answered(look: LookSaid, grounds: Partial<Grounds> = {}): string {
  const { sub = 'casey', agency = 'hpd', roles = ['caseworker'], ...rest } = look
  const answer = decide(
    {
      caller: { sub, agency, roles },
      categories: ['CONTACT'],
      purpose: 'SERVICE',
      holder: 'hra',
      now,
      today: '2026-06-15',
      ...rest,
    },
    {
      residentId: 'rosa',
      registeredBy: 'hra',
      registeredAt: daysAgo(400),
      lastSpoke: null,
      stewardshipDays: 90,
      consents: [],
      breakGlass: [],
      ...grounds,
    },
  )
  return answer === undefined
    ? 'nothing'
    : [answer.ground, ...(answer.id === null ? [] : [answer.id]), ...answer.sensitive].join(' ')
}

const consent = (terms: Partial<Consent> = {}): Consent => ({
  id: 'c1',
  disclosers: ['hra'],
  recipients: ['hpd'],
  categories: ['CONTACT'],
  sensitive: [],
  purposes: ['SERVICE'],
  validFrom: '2026-06-01',
  validTo: '2026-06-30',
  revokedAt: null,
  ...terms,
})

const agreed = (...terms: Partial<Consent>[]): Partial<Grounds> => ({ consents: terms.map(consent) })

const opened = (terms: Partial<BreakGlass> = {}): Partial<Grounds> => ({
  breakGlass: [{ id: 'b1', sub: 'casey', agency: 'hpd', from: now - hour / 2, until: now + hour / 2, ...terms }],
})

const everything = ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HEALTH', 'HOUSING_LEGAL', 'NOTES'] as const
const allTopics = 'INTIMATE_PARTNER_VIOLENCE ELDER_ABUSE SUBSTANCE_USE MENTAL_HEALTH HIV'
const rosa = { sub: 'rosa', roles: ['resident'] }
const hra = { agency: 'hra' }

describe('nothing', () => {
  test('gives nothing', () => {
    expect(answered({})).toBe('nothing')
  })

  test('gives nothing where no category is asked for either', () => {
    expect(answered({ categories: [] })).toBe('nothing')
  })
})

describe("the resident's own", () => {
  test('is all of it, with every sensitive topic, whatever the purpose and whoever holds it', () => {
    for (const purpose of ['SCREENING', 'SERVICE', 'FOLLOW_UP', 'REPORTING'] as const)
      expect(answered({ ...rosa, purpose, holder: 'dss', categories: everything })).toBe(`OWN ${allTopics}`)
  })

  test('is not that of another resident', () => {
    expect(answered({ ...rosa, sub: 'rosario' })).toBe('nothing')
  })

  test('is not that of a caseworker whose token happens to carry the same name', () => {
    expect(answered({ ...rosa, roles: ['caseworker'] })).toBe('nothing')
  })

  test('is that of a resident who also works for the city', () => {
    expect(answered({ ...rosa, roles: ['caseworker', 'resident'] })).toBe(`OWN ${allTopics}`)
  })

  test('does not come with a role that only looks like it', () => {
    for (const role of ['Resident', 'residents', ' resident', '']) expect(answered({ ...rosa, roles: [role] })).toBe('nothing')
  })
})

describe('whoever calls as a resident', () => {
  const other = { roles: ['resident', 'caseworker'] }

  test('is no steward, though the same agency is without that role', () => {
    const grounds = { registeredAt: now }
    expect(answered({ ...hra, ...other }, grounds)).toBe('nothing')
    expect(answered(hra, grounds)).toBe('STEWARDSHIP')
  })

  test('receives by no consent, though the same agency does without that role', () => {
    expect(answered(other, agreed({}))).toBe('nothing')
    expect(answered({}, agreed({}))).toBe('CONSENT c1')
  })

  test('breaks no glass, though the same person does without that role', () => {
    expect(answered(other, opened())).toBe('nothing')
    expect(answered({}, opened())).toBe('BREAK_GLASS b1')
  })
})

describe('a steward', () => {
  test('is the agency that registered the resident, through the last instant of the 90th day and not after', () => {
    expect(answered(hra, { registeredAt: daysAgo(90) })).toBe('STEWARDSHIP')
    expect(answered(hra, { registeredAt: daysAgo(90) - 1 })).toBe('nothing')
  })

  test("stays one for the city's own days, each of 24 hours", () => {
    expect(answered(hra, { registeredAt: daysAgo(1), stewardshipDays: 1 })).toBe('STEWARDSHIP')
    expect(answered(hra, { registeredAt: daysAgo(1) - 1, stewardshipDays: 1 })).toBe('nothing')
    expect(answered(hra, { registeredAt: daysAgo(365), stewardshipDays: 365 })).toBe('STEWARDSHIP')
  })

  test('is the agency that spoke with the resident last, for as long', () => {
    expect(answered({}, { lastSpoke: { agency: 'hpd', at: daysAgo(90) } })).toBe('STEWARDSHIP')
    expect(answered({}, { lastSpoke: { agency: 'hpd', at: daysAgo(90) - 1 } })).toBe('nothing')
  })

  test('is not one by the conversation of another agency', () => {
    expect(answered(hra, { lastSpoke: { agency: 'hpd', at: now } })).toBe('nothing')
  })

  test('stays one by the registration when another agency speaks with the resident', () => {
    expect(answered(hra, { registeredAt: now, lastSpoke: { agency: 'hpd', at: now } })).toBe('STEWARDSHIP')
  })

  test('becomes one again by speaking with whom it registered long ago', () => {
    expect(answered(hra, { lastSpoke: { agency: 'hra', at: now } })).toBe('STEWARDSHIP')
  })

  test('reads all categories for screening, service and follow-up, and none for reporting', () => {
    const grounds = { registeredAt: now }
    for (const purpose of ['SCREENING', 'SERVICE', 'FOLLOW_UP'] as const)
      expect(answered({ ...hra, purpose, categories: everything }, grounds)).toBe('STEWARDSHIP')
    expect(answered({ ...hra, purpose: 'REPORTING' }, grounds)).toBe('nothing')
    expect(answered({ ...hra, purpose: 'REPORTING', categories: [] }, grounds)).toBe('nothing')
  })

  test('reads what another agency holds', () => {
    expect(answered({ ...hra, holder: 'dss' }, { registeredAt: now })).toBe('STEWARDSHIP')
  })

  test('needs no role that is known', () => {
    expect(answered({ ...hra, roles: [] }, { registeredAt: now })).toBe('STEWARDSHIP')
  })
})

describe('a consent', () => {
  test('reaches the agency it names and no other', () => {
    expect(answered({}, agreed({ recipients: ['dss', 'hpd'] }))).toBe('CONSENT c1')
    expect(answered({}, agreed({ recipients: ['dss'] }))).toBe('nothing')
    expect(answered({}, agreed({ recipients: [] }))).toBe('nothing')
  })

  test('lets those disclose whom it names, or whichever holds it', () => {
    expect(answered({}, agreed({ disclosers: ['dss', 'hra'] }))).toBe('CONSENT c1')
    expect(answered({}, agreed({ disclosers: [] }))).toBe('CONSENT c1')
    expect(answered({}, agreed({ disclosers: ['dss', 'hpd'] }))).toBe('nothing')
  })

  test('must name the holder also where the recipient holds it itself', () => {
    expect(answered({ holder: 'hpd' }, agreed({ disclosers: ['hra'] }))).toBe('nothing')
    expect(answered({ holder: 'hpd' }, agreed({ disclosers: ['hpd'] }))).toBe('CONSENT c1')
  })

  test('covers a field only with every category that the field reads', () => {
    expect(answered({ categories: ['CONTACT', 'HEALTH'] }, agreed({ categories: ['HEALTH', 'CONTACT'] }))).toBe('CONSENT c1')
    expect(answered({ categories: ['CONTACT', 'HEALTH'] }, agreed({ categories: ['CONTACT'] }))).toBe('nothing')
    expect(answered({ categories: ['CONTACT', 'HEALTH'] }, agreed({ categories: ['HEALTH'] }))).toBe('nothing')
  })

  test('covers a field without categories by its other terms alone', () => {
    expect(answered({ categories: [] }, agreed({ categories: [] }))).toBe('CONSENT c1')
    expect(answered({ categories: [] }, agreed({ recipients: ['dss'] }))).toBe('nothing')
    expect(answered({ categories: [] }, agreed({ purposes: ['REPORTING'] }))).toBe('nothing')
  })

  test('is for the purposes it names', () => {
    expect(answered({ purpose: 'REPORTING' }, agreed({ purposes: ['SERVICE', 'REPORTING'] }))).toBe('CONSENT c1')
    expect(answered({ purpose: 'REPORTING' }, agreed({ purposes: ['SERVICE', 'SCREENING', 'FOLLOW_UP'] }))).toBe('nothing')
    expect(answered({}, agreed({ purposes: [] }))).toBe('nothing')
  })

  test('holds on its first day, and not the day before', () => {
    expect(answered({ today: '2026-06-01' }, agreed({}))).toBe('CONSENT c1')
    expect(answered({ today: '2026-05-31' }, agreed({}))).toBe('nothing')
  })

  test('holds on its last day, and not the day after', () => {
    expect(answered({ today: '2026-06-30' }, agreed({}))).toBe('CONSENT c1')
    expect(answered({ today: '2026-07-01' }, agreed({}))).toBe('nothing')
  })

  test('of one day holds on that day', () => {
    expect(answered({}, agreed({ validFrom: '2026-06-15', validTo: '2026-06-15' }))).toBe('CONSENT c1')
  })

  test('without a last day holds until it is revoked', () => {
    expect(answered({ today: '2099-01-01' }, agreed({ validTo: null }))).toBe('CONSENT c1')
  })

  test('goes by the day in the city, not by that of the instant', () => {
    const lateInTheEvening = { now: Date.parse('2026-07-01T03:00:00Z'), today: '2026-06-30' }
    expect(answered(lateInTheEvening, agreed({}))).toBe('CONSENT c1')
    expect(answered(lateInTheEvening, agreed({ validFrom: '2026-07-01', validTo: null }))).toBe('nothing')
  })

  test('is gone at the very instant of its revocation, and not before', () => {
    expect(answered({}, agreed({ revokedAt: now + 1 }))).toBe('CONSENT c1')
    expect(answered({}, agreed({ revokedAt: now }))).toBe('nothing')
    expect(answered({}, agreed({ revokedAt: now - 1 }))).toBe('nothing')
  })

  test('given anew holds beside one that was revoked', () => {
    expect(answered({}, agreed({ revokedAt: now }, { id: 'c2' }))).toBe('CONSENT c2')
  })

  test('does not add up with another to one that covers', () => {
    const both = { categories: ['CONTACT', 'HEALTH'] } as const
    expect(answered(both, agreed({ categories: ['CONTACT'] }, { id: 'c2', categories: ['HEALTH'] }))).toBe('nothing')
    expect(answered({}, agreed({ purposes: ['REPORTING'] }, { id: 'c2', recipients: ['dss'] }))).toBe('nothing')
    expect(answered({}, agreed({ validTo: '2026-06-14' }, { id: 'c2', validFrom: '2026-06-16' }))).toBe('nothing')
  })
})

describe('an emergency look', () => {
  test('holds from its first instant, and not before', () => {
    expect(answered({}, opened({ from: now }))).toBe('BREAK_GLASS b1')
    expect(answered({}, opened({ from: now + 1 }))).toBe('nothing')
  })

  test('holds until the instant before its end', () => {
    expect(answered({}, opened({ until: now + 1 }))).toBe('BREAK_GLASS b1')
    expect(answered({}, opened({ until: now }))).toBe('nothing')
  })

  test('of a whole hour holds to its last instant', () => {
    expect(answered({}, opened({ from: now - hour + 1, until: now + 1 }))).toBe('BREAK_GLASS b1')
    expect(answered({}, opened({ from: now - hour, until: now }))).toBe('nothing')
  })

  test('is for whoever opened it, at the agency for which it was opened', () => {
    expect(answered({ sub: 'colleague' }, opened())).toBe('nothing')
    expect(answered({ agency: 'dss' }, opened())).toBe('nothing')
  })

  test('is for service alone, and for all categories', () => {
    expect(answered({ categories: everything, holder: 'dss' }, opened())).toBe('BREAK_GLASS b1')
    for (const purpose of ['SCREENING', 'FOLLOW_UP', 'REPORTING'] as const)
      expect(answered({ purpose }, opened())).toBe('nothing')
  })

  test('shows no sensitive topic', () => {
    expect(answered({}, { ...opened(), ...agreed({ recipients: ['dss'], sensitive: ['HIV'] }) })).toBe('BREAK_GLASS b1')
  })
})

describe('of several grounds the one that is recorded', () => {
  test('is stewardship before consent and emergency', () => {
    expect(answered(hra, { registeredAt: now, ...agreed({ recipients: ['hra'] }), ...opened({ agency: 'hra' }) })).toBe(
      'STEWARDSHIP',
    )
  })

  test('is consent before emergency', () => {
    expect(answered({}, { ...agreed({}), ...opened() })).toBe('CONSENT c1')
  })
})

describe('a sensitive topic', () => {
  test('is read where the consent that covers names it', () => {
    expect(answered({}, agreed({ sensitive: ['HIV'] }))).toBe('CONSENT c1 HIV')
    expect(answered({}, agreed({}))).toBe('CONSENT c1')
  })

  test('is read by a steward only where a consent that covers names it to them', () => {
    const steward = { registeredAt: now }
    expect(answered(hra, steward)).toBe('STEWARDSHIP')
    expect(answered(hra, { ...steward, ...agreed({ recipients: ['hra'], sensitive: ['ELDER_ABUSE'] }) })).toBe(
      'STEWARDSHIP ELDER_ABUSE',
    )
    expect(answered(hra, { ...steward, ...agreed({ recipients: ['hpd'], sensitive: ['ELDER_ABUSE'] }) })).toBe('STEWARDSHIP')
  })

  test('is read where any of the consents that cover names it', () => {
    const grounds = agreed({ sensitive: [] }, { id: 'c2', sensitive: ['MENTAL_HEALTH'] })
    expect(answered({}, grounds)).toMatch(/^CONSENT c[12] MENTAL_HEALTH$/)
  })

  test('is not read where a consent names it that does not cover', () => {
    const covers = { sensitive: [] }
    for (const lacks of [
      { categories: [] },
      { revokedAt: now },
      { purposes: [] },
      { validTo: '2026-06-14' },
      { disclosers: ['dss'] },
    ])
      expect(answered({}, agreed(covers, { id: 'c2', sensitive: ['HIV'], ...lacks }))).toBe('CONSENT c1')
  })
})
