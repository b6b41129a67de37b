import fc from 'fast-check'
import { endOfFollowUp } from '../../subgraphs/conversations/domain/ends'
import { endOfReferral } from '../../subgraphs/referrals/domain/ends'
import { isOpen, openSteps, statuses, type Status } from '../../subgraphs/referrals/domain/life'
import { endOfConsent, judgedTogether, lastContact } from '../../subgraphs/residents/domain/ends'
import { repeats, withoutMember } from '../../subgraphs/residents/domain/erase'

const zone = 'America/New_York'
const at = (text: string) => new Date(text)

describe('the day from which a period counts', () => {
  it('is that of the city: late in the evening there it is the next day in UTC already', () => {
    const ended = { status: 'COMPLETED', changedAt: at('2026-06-02T03:59:59Z') } as const
    expect(endOfReferral(ended, zone)).toBe('2026-06-01')
    expect(endOfReferral({ ...ended, changedAt: at('2026-06-02T04:00:00Z') }, zone)).toBe('2026-06-02')
  })

  it('of a consent is its last day or its revocation, whichever is first; one in force until revoked has none', () => {
    const revokedAt = at('2026-06-02T12:00:00Z')
    expect(endOfConsent({ validTo: null, revokedAt: null }, zone)).toBeNull()
    expect(endOfConsent({ validTo: '2026-06-01', revokedAt: null }, zone)).toBe('2026-06-01')
    expect(endOfConsent({ validTo: null, revokedAt }, zone)).toBe('2026-06-02')
    expect(endOfConsent({ validTo: '2026-06-01', revokedAt }, zone)).toBe('2026-06-01')
    expect(endOfConsent({ validTo: '2026-06-03', revokedAt }, zone)).toBe('2026-06-02')
  })

  it.each(Object.keys(statuses) as Status[])(
    'of a referral that is %s is there where nobody but to correct it has a step',
    (status) => {
      const steps = openSteps(status, ['SENDER', 'RECEIVER', 'HUB']).filter((step) => step !== 'CORRECT')
      expect(isOpen(status)).toBe(steps.length > 0)
      expect(endOfReferral({ status, changedAt: at('2026-06-02T12:00:00Z') }, zone)).toBe(isOpen(status) ? null : '2026-06-02')
    },
  )

  it('of a follow-up is that on which it was closed', () => {
    const closedAt = at('2026-06-02T12:00:00Z')
    expect(endOfFollowUp({ status: 'OPEN', closedAt: null }, zone)).toBeNull()
    expect(endOfFollowUp({ status: 'DONE', closedAt }, zone)).toBe('2026-06-02')
    expect(endOfFollowUp({ status: 'CANCELLED', closedAt }, zone)).toBe('2026-06-02')
  })

  it('of a resident is the last of the registration, the last talk and the last change of the household', () => {
    const [first, second, third] = [at('2026-06-01T12:00:00Z'), at('2026-06-02T12:00:00Z'), at('2026-06-03T12:00:00Z')] as const
    expect(lastContact({ registeredAt: first, spokeAt: null, factsAt: first }, zone)).toBe('2026-06-01')
    expect(lastContact({ registeredAt: first, spokeAt: third, factsAt: second }, zone)).toBe('2026-06-03')
    expect(lastContact({ registeredAt: first, spokeAt: second, factsAt: third }, zone)).toBe('2026-06-03')
  })
})

describe('whom a page of residents is judged with', () => {
  it('is everybody of a household, once, whatever the pages', () => {
    const people = fc.uniqueArray(fc.integer({ min: 10, max: 99 }), { maxLength: 30 }).chain((ids) =>
      fc.record({
        people: fc.tuple(
          ...ids.map((id) => fc.integer({ min: 0, max: 8 }).map((home) => ({ id: `${id}`, householdId: `h${home}` }))),
        ),
        gone: fc.uniqueArray(fc.integer({ min: 100, max: 120 }).map(String), { maxLength: 4 }),
        size: fc.integer({ min: 1, max: 6 }),
      }),
    )
    fc.assert(
      fc.property(people, ({ people: all, gone, size }) => {
        const ids = [...all.map(({ id }) => id), ...gone].toSorted()
        const pages = Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size))
        const judged = pages.map((page) => {
          const homes = new Set(all.filter(({ id }) => page.includes(id)).map(({ householdId }) => householdId))
          return judgedTogether(
            page,
            all.filter(({ householdId }) => homes.has(householdId)),
          )
        })
        expect(judged.flat().toSorted()).toEqual(ids)
        for (const { householdId } of all) {
          const home = all.filter((one) => one.householdId === householdId).map(({ id }) => id)
          expect(judged.filter((page) => home.some((id) => page.includes(id)))).toHaveLength(1)
        }
      }),
    )
  })
})

describe('erasing', () => {
  it('leaves of a member that there is one, and of the others all', () => {
    const facts = {
      rentMonthly: 140_000,
      members: [
        { id: 'a', birthDate: '1958-03-02', age: 68 },
        { id: 'b', birthDate: '1960-01-01' },
      ],
    }
    expect(withoutMember(facts, 'a')).toEqual({
      rentMonthly: 140_000,
      members: [{ id: 'a' }, { id: 'b', birthDate: '1960-01-01' }],
    })
  })

  it('finds in a reason what is on record, in whatever case and however deep, and takes no short word for it', () => {
    const values = ['Ada', 'Lo', null, { line1: '12 Synthetic Street' }]
    expect(repeats('As ADA asked', values)).toBe(true)
    expect(repeats('lives in 12 synthetic street', values)).toBe(true)
    expect(repeats('Lo and behold, file 4711', values)).toBe(false)
    expect(repeats('Written request', [])).toBe(false)
  })
})
