import fc from 'fast-check'
import type { HouseholdFacts } from '../../runtime/facts'
import { nameKeys, placeInHousehold, unfitPerson } from '../../subgraphs/residents/domain/resident'

const today = '2026-07-01'
const refused = (field: string, message: string) => ({ refused: 'BAD_USER_INPUT', field, message })

describe('the name of a resident', () => {
  it('is searched and sorted without regard to case and spaces around it', () => {
    expect(nameKeys({ givenName: ' María ', familyName: ' DE LA CRUZ ' })).toEqual({
      familyKey: 'de la cruz',
      sortName: 'de la cruz, maría',
    })
  })

  it.each([{}, { familyName: null }, { familyName: '' }, { familyName: '   ' }])(
    '%j has no family name to be searched by',
    (person) => {
      expect(nameKeys(person).familyKey).toBeNull()
    },
  )

  it('that nobody knows sorts after every name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (familyName) => {
        const { familyKey, sortName } = nameKeys({ familyName })
        return familyKey === null || sortName < nameKeys({}).sortName
      }),
    )
  })
})

describe('placing a resident in the household', () => {
  const none: HouseholdFacts = { members: [] }
  const pair: HouseholdFacts = { members: [{ id: 'a', relationship: 'HEAD', birthDate: '1950-01-01' }, { id: 'b' }] }

  it('makes the head of somebody who is alone', () => {
    expect(placeInHousehold(none, 'x', { birthDate: '1958-03-02' })).toEqual({
      members: [{ id: 'x', relationship: 'HEAD', birthDate: '1958-03-02' }],
    })
  })

  it('adds a member of no known relationship to the others', () => {
    expect(placeInHousehold(pair, 'x', {})).toEqual({ members: [...pair.members, { id: 'x' }] })
  })

  it("fills in a member's birth date where it is not known", () => {
    expect(placeInHousehold(pair, 'b', { birthDate: '2001-05-06' })).toEqual({
      members: [pair.members[0], { id: 'b', birthDate: '2001-05-06' }],
    })
  })

  it('leaves a birth date alone that is known', () => {
    expect(placeInHousehold(pair, 'a', { birthDate: '2001-05-06' })).toEqual(pair)
  })

  it('never loses a member and always has the person among them', () => {
    const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
    fc.assert(
      fc.property(members, fc.constantFrom('a', 'x'), (ids, person) => {
        const after = placeInHousehold({ members: ids.map((id) => ({ id })) }, person, {}).members.map((member) => member.id)
        expect([...after].sort()).toEqual([...new Set([...ids, person])].sort())
      }),
    )
  })
})

describe('a person', () => {
  it('may be born today', () => {
    expect(unfitPerson({ birthDate: today }, today)).toBeUndefined()
  })

  it('is not born tomorrow', () => {
    expect(unfitPerson({ birthDate: '2026-07-02' }, today)).toEqual(refused('birthDate', 'expected a day not after 2026-07-01'))
  })

  it.each(['es', 'zh-Hant', 'pt-BR', 'yue', 'es-419'])('may speak %s', (language) => {
    expect(unfitPerson({ language }, today)).toBeUndefined()
  })

  it.each(['', 'Spanish', 'e', 'es_MX', 'es-', 'es\n', '-', 'zh-Hant-'])('may not speak %j', (language) => {
    expect(unfitPerson({ language }, today)).toEqual(refused('language', 'expected a language tag such as es or zh-Hant'))
  })

  it('has at most 10 ways to be reached', () => {
    expect(unfitPerson({ contactPoints: Array(10).fill({}) }, today)).toBeUndefined()
    expect(unfitPerson({ contactPoints: Array(11).fill({}) }, today)).toEqual(
      refused('contactPoints', 'expected at most 10 ways to reach the resident'),
    )
  })

  it('may leave everything unsaid', () => {
    expect(unfitPerson({}, today)).toBeUndefined()
  })
})
