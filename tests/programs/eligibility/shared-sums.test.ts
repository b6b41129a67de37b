/** Sums that share an amount do not come out each for itself: what they can never be together is not waited for. */
import type { HouseholdFacts } from '../../../runtime/facts'
import type { Condition, Quantity } from '../../../subgraphs/programs/domain/eligibility/rule'
import { openRuleBook } from '../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer, asked } from './cities'
import { cityOf } from './one-program'

const household: HouseholdFacts = { membersComplete: true, members: [{ id: 'head', relationship: 'HEAD' }] }

function decided(...criteria: readonly Condition[]) {
  return answer(openRuleBook(cityOf(...criteria)), 'program', household, '2026-06-01')
}

const wages: Quantity = { sum: { incomes: { only: ['WAGES'] } } }
const pension: Quantity = { sum: { incomes: { only: ['PENSION'] } } }
const income: Quantity = { sum: { incomes: 'ALL' } }
const paysHeating: Condition = { fact: 'paysHeating', is: true }
const receivesSnap: Condition = { fact: 'receivesSnap', is: true }

/** More of a part than of the whole. */
const never: Condition = {
  all: [
    { compare: wages, above: 1000_00 },
    { compare: income, atMost: 1000_00 },
  ],
}

const theirIncome = ['incomes of head', 'incomesComplete of head']

describe('sums that share an amount', () => {
  test('make a criterion false that asks for more of a part than of the whole', () => {
    const found = decided(never, paysHeating)
    expect(found).toMatchObject({ outcome: 'INELIGIBLE', missing: [], mayNameTooMany: false })
    expect(found.criteria.map(({ state }) => state)).toEqual(['FALSE', 'UNKNOWN'])
    expect(decided({ not: never })).toMatchObject({ outcome: 'ELIGIBLE', missing: [] })
  })

  test('leave a criterion without a source that could hold only where it is never asked', () => {
    const found = decided({ any: [never, { unsourced: 'Nobody knows.' }] })
    expect(found).toMatchObject({ outcome: 'NEEDS_INFORMATION', missing: [], unsourced: ['test0'] })
    expect(found.criteria[0]).toMatchObject({ state: 'UNSOURCED' })
  })

  test('of two criteria that exclude each other refuse the household', () => {
    const found = decided({ compare: wages, above: 1000_00 }, { compare: income, atMost: 1000_00 })
    expect(found).toMatchObject({ outcome: 'INELIGIBLE', missing: [] })
    expect(found.whyNot.map(({ criterion }) => criterion)).toEqual(['test0', 'test1'])
  })

  test('ask for what matters only between two limits', () => {
    const found = decided({
      all: [{ compare: wages, above: 100_00 }, { compare: income, atMost: 1000_00 }, paysHeating],
    })
    expect(found.mayNameTooMany).toBe(false)
    expect(asked(found).sort()).toEqual([...theirIncome, 'paysHeating'])
  })

  test('do not ask for what matters only where it cannot be', () => {
    const found = decided({
      any: [{ all: [never, paysHeating] }, receivesSnap],
    })
    expect(found.mayNameTooMany).toBe(false)
    expect(asked(found)).toEqual(['receivesSnap'])
  })

  test.each([
    ['to the cent', 1000_00, 'INELIGIBLE', []],
    ['a cent further', 1000_01, 'NEEDS_INFORMATION', theirIncome],
  ] as const)('are told apart where shares of them meet: %s', (_, limit, outcome, missing) => {
    const found = decided({
      all: [
        { compare: { add: [wages, pension] }, atLeast: 1000_00 },
        { compare: pension, atMost: 0 },
        { compare: { add: [wages, { share: [1, 2], of: pension }] }, below: limit },
      ],
    })
    expect(found.outcome).toBe(outcome)
    expect(asked(found)).toEqual(missing)
  })

  test.each([
    // Rent is whole cents a month: the least above a limit is twelve cents a year above it.
    ['too little', 11, 'INELIGIBLE', []],
    ['enough', 12, 'NEEDS_INFORMATION', ['rentMonthly', ...theirIncome, 'paysHeating']],
  ] as const)('take into account that an amount is asked for by itself too: %s is left', (_, left, outcome, missing) => {
    const rent: Quantity = { fact: 'rentMonthly', per: 'MONTH' }
    const found = decided({
      all: [{ compare: rent, above: 1200_00 }, { compare: { add: [rent, wages] }, atMost: 1200_00 + left }, paysHeating],
    })
    expect(found.outcome).toBe(outcome)
    expect(asked(found).sort()).toEqual([...missing].sort())
  })
})
