import fc from 'fast-check'
import { dataCategories, type DataCategory, type SensitiveTopic } from '../../../runtime/consent/grounds'
import { shownFacts, type MayRead } from '../../../runtime/consent/shown-facts'
import { householdFacts, memberFacts, type HouseholdFacts, type MemberFacts } from '../../../runtime/facts'

const memberId = '0193a1f0-0000-7000-8000-000000000002'
const facts: HouseholdFacts = {
  county: '36005',
  rentMonthly: 140_000,
  evictionCase: 'NONPAYMENT',
  membersComplete: true,
  housingLoss: 'VIOLENCE',
  members: [{ id: memberId, birthDate: '1958-03-02', pregnant: true, veteran: false }],
}
const allowing =
  (categories: readonly DataCategory[], sensitive: readonly SensitiveTopic[] = []): MayRead =>
  (category) =>
    categories.includes(category) ? { sensitive } : undefined

describe('the facts as somebody may read them', () => {
  it('are all there for who may read all, but for what is sensitive', () => {
    const { housingLoss: _, ...rest } = facts
    expect(shownFacts(facts, allowing(dataCategories))).toEqual(rest)
    expect(shownFacts(facts, allowing(dataCategories, ['INTIMATE_PARTNER_VIOLENCE']))).toEqual(facts)
  })

  it('are withheld by their names where their kind is not allowed', () => {
    expect(shownFacts(facts, allowing(['HOUSEHOLD', 'HOUSING_LEGAL']))).toEqual({
      rentMonthly: 140_000,
      evictionCase: 'NONPAYMENT',
      membersComplete: true,
      withheld: ['county'],
      members: [{ id: memberId, veteran: false, withheld: ['birthDate', 'pregnant'] }],
    })
  })

  it('name nobody where who lives there is withheld', () => {
    expect(shownFacts(facts, allowing(['CONTACT', 'HEALTH']))).toEqual({
      county: '36005',
      withheld: ['rentMonthly', 'evictionCase', 'membersComplete'],
      members: [],
    })
  })

  it('do not tell that somebody fled violence, in content or in the names of what is withheld', () => {
    const { housingLoss: _, ...without } = facts
    fc.assert(
      fc.property(fc.subarray([...dataCategories]), (categories) => {
        const mayRead = allowing(categories)
        expect(shownFacts(facts, mayRead)).toEqual(shownFacts(without, mayRead))
      }),
    )
  })

  it('hold nothing of a kind that is not allowed, and name each that is held back', () => {
    const value = fc.constantFrom<unknown>('x', true, 7)
    const part = (table: object) => fc.dictionary(fc.constantFrom(...Object.keys(table)), value)
    fc.assert(
      fc.property(
        part(householdFacts),
        fc.array(part(memberFacts), { maxLength: 3 }),
        fc.subarray([...dataCategories]),
        (household, members, categories) => {
          const whole = { ...household, members: members.map((member, index) => ({ id: String(index), ...member })) }
          const shown = shownFacts(whole, allowing(categories))
          const check = (before: object, after: object, table: Readonly<Record<string, { category: DataCategory }>>) => {
            const { withheld = [], ...rest } = after as { withheld?: readonly string[] }
            for (const [name, definition] of Object.entries(table)) {
              const isThere = Object.hasOwn(before, name)
              const allowed = categories.includes(definition.category)
              expect(Object.hasOwn(rest, name)).toBe(isThere && allowed)
              if (isThere && !allowed) expect(withheld).toContain(name)
            }
          }
          check(whole, shown, householdFacts)
          if (!categories.includes('HOUSEHOLD')) expect(shown.members).toEqual([])
          else
            for (const [index, member] of shown.members.entries()) check(whole.members[index] as MemberFacts, member, memberFacts)
        },
      ),
    )
  })
})
