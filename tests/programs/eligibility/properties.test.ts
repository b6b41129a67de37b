import * as fc from 'fast-check'
import {
  ExpenseType,
  Frequency,
  householdFacts,
  IncomeType,
  memberFacts,
  type FactDefinition,
  type HouseholdFacts,
  type MemberFacts,
} from '../../../runtime/facts'
import { answer, openCity } from './cities'

/** The same cases on every machine. */
const seed = 20_261_124

const books = { nyc: openCity('nyc'), charlotte: openCity('charlotte') }
const programs = Object.values(books).flatMap(({ city, programs: own }) =>
  own.map(({ id }) => [city as keyof typeof books, id] as const),
)
const days = [
  '2019-05-05',
  '2023-11-30',
  '2023-12-01',
  '2024-02-29',
  '2025-12-31',
  '2026-02-28',
  '2026-06-30',
  '2026-07-01',
  '2026-12-15',
]

const cents = fc.oneof(
  fc.integer({ min: 0, max: 9_000_000 }),
  fc.constantFrom(0, 3_192_000, 3_192_001, 5_000_000, Number.MAX_SAFE_INTEGER),
)
const amounts = (types: object) =>
  fc.array(
    fc.record(
      { type: fc.constantFrom(...Object.keys(types)), frequency: fc.constantFrom(...Object.keys(Frequency.values)), cents },
      { requiredKeys: ['type', 'frequency'] },
    ),
    { maxLength: 3 },
  )

function valueOf(name: string, { type }: FactDefinition): fc.Arbitrary<unknown> {
  if (typeof type === 'object') return fc.constantFrom(...Object.keys(type.values))
  switch (type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: 0, max: 130 })
    case 'money':
      return cents
    case 'date':
      return fc.constantFrom('1930-01-01', '1961-06-02', '1980-05-05', '2004-02-29', '2008-06-01', '2020-01-01', '2025-12-31')
    case 'text':
      return fc.constantFrom('36005', '37119', '36119', name)
    case 'incomes':
      return amounts(IncomeType.values)
    case 'expenses':
      return amounts(ExpenseType.values)
  }
}

const facts = (catalogue: Readonly<Record<string, FactDefinition>>) =>
  fc.record(Object.fromEntries(Object.entries(catalogue).map(([name, definition]) => [name, valueOf(name, definition)])), {
    requiredKeys: [],
  })

const households: fc.Arbitrary<HouseholdFacts> = fc
  .tuple(
    facts(householdFacts),
    fc.array(facts(memberFacts), { maxLength: 4 }),
    fc.subarray(Object.keys(memberFacts), { maxLength: 3 }),
  )
  .map(([own, members, withheld]) => ({
    ...own,
    members: members.map((member, index) => ({ id: `m${index}`, ...member, ...(index === 0 ? { withheld } : {}) })),
  })) as fc.Arbitrary<HouseholdFacts>

const cases = fc.record({ facts: households, day: fc.constantFrom(...days), program: fc.constantFrom(...programs) })
const runs = { numRuns: 1500, seed }

/** One head, and no age that contradicts the birth date: what becomes known then does not take back what was. */
function consistent(household: HouseholdFacts): HouseholdFacts {
  const members = household.members.map((member, index): MemberFacts => {
    const { age, relationship, ...rest } = member
    const kin = index === 0 ? 'HEAD' : relationship === 'HEAD' ? 'CHILD' : relationship
    return {
      ...rest,
      ...(kin === undefined ? {} : { relationship: kin }),
      ...(rest.birthDate === undefined && age !== undefined ? { age } : {}),
    }
  })
  return { ...household, members }
}

/** Leaves out some facts; a list of amounts that is left out, or a whole member, takes its "that is all" with it. */
function forget(full: HouseholdFacts, names: readonly string[]): HouseholdFacts {
  const keep = ([name]: [string, unknown]) => !names.includes(name) && !(name === 'incomesComplete' && names.includes('incomes'))
  const members = full.members.map((member) => Object.fromEntries(Object.entries(member).filter(keep)) as unknown as MemberFacts)
  return { ...(Object.fromEntries(Object.entries(full).filter(keep)) as unknown as HouseholdFacts), members }
}

describe('properties of the engine over every program', () => {
  test('evaluating never throws, and the answer is whole', () => {
    fc.assert(
      fc.property(cases, ({ facts: household, day, program: [city, id] }) => {
        const found = answer(books[city], id, household, day)
        // Criteria that are open each may still exclude each other: then the answer is no, though none of them is false.
        const states = found.criteria.map(({ state }) => state)
        if (found.outcome !== 'CLOSED' && states.includes('FALSE')) expect(found.outcome).toBe('INELIGIBLE')
        if (found.outcome === 'INELIGIBLE' && !states.includes('FALSE'))
          expect(states.filter((state) => state === 'UNKNOWN').length).toBeGreaterThan(1)
        const asked = [...found.missing, ...found.toVerify]
        const withheldFrom = (owner?: string): readonly string[] =>
          household.members.find((member) => member.id === owner)?.withheld ?? []
        expect(asked.filter(({ fact, member }) => withheldFrom(member).includes(fact))).toEqual([])
        expect(found.outcome === 'NEEDS_INFORMATION' || found.missing.length === 0).toBe(true)
      }),
      runs,
    )
  })

  test('a fact that becomes known never turns a yes into a no or back, save one that is verified', () => {
    const names = fc.subarray([...Object.keys(householdFacts), ...Object.keys(memberFacts)])
    fc.assert(
      fc.property(cases, names, ({ facts: whole, day, program: [city, id] }, forgotten) => {
        const household = consistent(whole)
        const before = answer(books[city], id, forget(household, forgotten), day)
        const after = answer(books[city], id, household, day)
        const settled = before.criteria.filter(({ state }) => state === 'TRUE' || state === 'FALSE')
        const later = new Map(after.criteria.map((criterion) => [criterion.id, criterion.state]))
        expect(settled.map((criterion) => [criterion.id, later.get(criterion.id)])).toEqual(
          settled.map((criterion) => [criterion.id, criterion.state]),
        )
        expect(before.outcome !== 'INELIGIBLE' || after.outcome === 'INELIGIBLE').toBe(true)
        expect(before.outcome !== 'ELIGIBLE' || after.outcome === 'ELIGIBLE' || before.toVerify.length > 0).toBe(true)
      }),
      runs,
    )
  })

  test('a fact that no criterion reads changes nothing', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 400 }), ({ facts: household, day, program: [city, id] }, shelterDays) => {
        const { shelterDays: _, ...without } = household
        expect(answer(books[city], id, { ...without, shelterDays }, day)).toEqual(answer(books[city], id, without, day))
      }),
      runs,
    )
  })

  test('when nothing is missing, withheld or without a source, the answer is decided', () => {
    fc.assert(
      fc.property(cases, ({ facts: household, day, program: [city, id] }) => {
        const members = household.members.map((member) => ({ ...member, withheld: [] }))
        const found = answer(books[city], id, { ...household, members }, day)
        const isOpen = found.outcome === 'NEEDS_INFORMATION' && found.criteria.length > 0
        expect(found.missing.length + found.unsourced.length > 0 || !isOpen).toBe(true)
      }),
      runs,
    )
  })
})
