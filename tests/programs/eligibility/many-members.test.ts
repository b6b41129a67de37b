/** The largest household that is answered, where nothing is known of anybody: the most that can be open. */
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Answer } from '../../../subgraphs/programs/domain/eligibility/answer'
import { mostMembers } from '../../../subgraphs/programs/domain/eligibility/sheet'
import { openCity } from './cities'

const asOf = '2026-06-01'
const books = { nyc: openCity('nyc'), charlotte: openCity('charlotte') }
const cities = ['nyc', 'charlotte'] as const

function strangers(count: number, known: Partial<HouseholdFacts>): HouseholdFacts {
  return { ...known, members: Array.from({ length: count }, (_, index) => ({ id: `m${index}` })) }
}

/** Which facts are asked for, and of how many members each. */
function askedOf({ missing }: Answer): ReadonlyMap<string, number> {
  const asked = new Map<string, number>()
  for (const { fact } of missing) asked.set(fact, (asked.get(fact) ?? 0) + 1)
  return asked
}

describe.each([
  ['whole', { membersComplete: true }],
  ['open', {}],
])('of %s lists of members of whom nothing is known', (_, known) => {
  test.each(cities)('every program of %s answers for the most members there may be', (city) => {
    const answers = books[city].decideAll(strangers(mostMembers, known), asOf)
    expect(answers.map(({ program }) => program)).toEqual(books[city].programs.map(({ id }) => id))
    expect(answers.filter(({ outcome }) => !['NEEDS_INFORMATION', 'CLOSED', 'DISCRETIONARY'].includes(outcome))).toEqual([])
  })

  test.each(cities)('what %s asks of the most members is what it asks of three, unless it may name too many', (city) => {
    const few = books[city].decideAll(strangers(3, { membersComplete: true }), asOf)
    const many = books[city].decideAll(strangers(mostMembers, known), asOf)
    for (const [index, answer] of many.entries()) {
      const [ofFew, ofMany] = [askedOf(few[index]!), askedOf(answer)]
      expect([...ofMany.keys()]).toEqual(expect.arrayContaining([...ofFew.keys()]))
      if (answer.mayNameTooMany || few[index]!.mayNameTooMany) continue
      expect([answer.program, [...ofMany.keys()].sort()]).toEqual([answer.program, [...ofFew.keys()].sort()])
      // All are alike, so what is asked of one is asked of each.
      expect([...ofMany.values()].filter((times) => times !== 1 && times !== mostMembers)).toEqual([])
    }
  })
})

test.each(cities)('who of many is the head is asked of all who may be it, also where %s may name too many', (city) => {
  const members = strangers(mostMembers, {}).members.map((member, index) => ({
    ...member,
    ...(index % 3 === 0 ? { inTaxHousehold: true } : {}),
  }))
  const answers = books[city].decideAll({ membersComplete: true, members }, asOf)
  const asked = answers.map(({ program, missing }) => [program, missing.filter(({ fact }) => fact === 'relationship').length])
  expect(answers.filter(({ mayNameTooMany }) => mayNameTooMany)).not.toEqual([])
  expect(asked.filter(([, times]) => times !== 0 && times !== mostMembers)).toEqual([])
})
