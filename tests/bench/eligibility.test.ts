import { factsRead } from '../../bench/eligibility/facts-read'
import { makeHouseholds } from '../../bench/eligibility/households'
import { openByHand } from '../../bench/eligibility/peers/by-hand'
import { limitsOn, ten } from '../../bench/eligibility/peers/ten'
import { readScreening } from '../../bench/eligibility/screening'
import { readCity } from '../../runtime/city/read-city'
import type { HouseholdFacts } from '../../runtime/facts'
import { openRuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { loadRules } from '../../subgraphs/programs/load-rules'
import { citiesRoot } from '../programs/eligibility/cities'

const asOf = '2026-06-01'
const city = loadRules(readCity(citiesRoot, 'nyc'))
const reads = factsRead(openRuleBook(city).on(asOf).court.tape)

function households(count: number, unknown: number, seed = 1) {
  return makeHouseholds({ count, seed, asOf, reads, unknown })
}

function factsIn(household: object): number {
  const { members, ...own } = household as { readonly members: readonly object[] }
  return Object.keys(own).length + members.reduce((sum, member) => sum + Object.keys(member).length - 1, 0)
}

describe('households for the bench', () => {
  test('are the same for the same seed, others for another, and none twice', () => {
    const made = households(1000, 0)
    expect(households(1000, 0)).toEqual(made)
    expect(households(1000, 0, 2)).not.toEqual(made)
    expect(new Set(made.map((household) => JSON.stringify(household))).size).toBe(1000)
  })

  test('have one to five members, and every fact that a program reads', () => {
    const made = households(1000, 0)
    expect(new Set(made.map(({ members }) => members.length))).toEqual(new Set([1, 2, 3, 4, 5]))
    for (const household of made)
      expect(factsIn(household)).toBe(reads.household.length + reads.member.length * household.members.length)
  })

  test('or lack a fifth of them, and whether a list is whole that they do not have', () => {
    const part = households(1000, 0.2).map(
      (household) => factsIn(household) / (reads.household.length + reads.member.length * household.members.length),
    )
    expect(Math.max(...part)).toBeLessThanOrEqual(0.81)
    expect(Math.min(...part)).toBeGreaterThan(0.7)
  })
})

describe('rules by hand for ten programs', () => {
  const screenByHand = openByHand(asOf, limitsOn(asOf, city))
  const programs = ten.map((id) => city.programs.find((program) => program.id === id)!)
  const day = openRuleBook({ ...city, programs }).on(asOf)
  const screenBoth = (household: HouseholdFacts) =>
    [readScreening(day, household), screenByHand(household)].map((read) => read.map(({ outcome }) => outcome))

  test('find the outcomes of the hub for complete households, a yes and a no of each program that refuses some', () => {
    const seen = ten.map(() => new Set<string>())
    for (const household of households(3000, 0)) {
      const [hub, byHand] = screenBoth(household)
      expect(byHand).toEqual(hub)
      hub!.forEach((outcome, index) => seen[index]!.add(outcome))
    }
    const both = ten.filter((_, index) => seen[index]!.size === 2)
    // Any adult can have the City's card, and every household has one.
    expect(both).toEqual(ten.filter((program) => program !== 'idnyc'))
  })

  test('say yes or no only where the hub does, when facts are missing', () => {
    for (const household of households(300, 0.2)) {
      const [hub, byHand] = screenBoth(household)
      expect(byHand!.map((outcome, index) => (outcome === 'NEEDS_INFORMATION' ? hub![index] : outcome))).toEqual(hub)
    }
  })
})
