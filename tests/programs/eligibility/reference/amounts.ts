/**
 * The amounts that random rules and households are made of. Limits, of at most three steps, and known amounts are whole steps, and
 * amounts that are not known go by quarters of a step: with limits that are sums, differences, halves and doubles of whole steps,
 * quarters lie on every limit, on both sides of it, and between any two.
 */
import { ExpenseType, IncomeType, timesPerYear, type Amount, type HouseholdFacts } from '../../../../runtime/facts'
import { isAmountKnown, read, readNumber } from './read'
import type { Reads } from './reads'

export type AmountList = 'incomes' | 'expenses'

/** In cents a year: divides by 52, 26, 24 and 12, and so does its quarter. */
export const step = 374_400

/** A year's amounts on all sides of the limits and of the sums that are known, and one far beyond. */
export function amountsInYear(facts: HouseholdFacts, reads: Reads): readonly number[] {
  const top = topStep(facts, reads)
  return [...Array.from({ length: top * 4 + 1 }, (_, index) => (index * step) / 4), farAmount(facts, reads)]
}

/** It stands for all that are beyond every limit, the larger ones among them that others may be. */
export function farAmount(facts: HouseholdFacts, reads: Reads): number {
  return (topStep(facts, reads) + 40) * step
}

function topStep(facts: HouseholdFacts, { farLimits }: Reads): number {
  const steps = Math.ceil(sumKnown(facts) / step)
  return farLimits ? 2 * (steps + 3) : steps + 4
}

function sumKnown(facts: HouseholdFacts): number {
  const lists = facts.members.flatMap((member) => [read(member, 'incomes'), read(member, 'expenses')]) as (
    readonly Amount[] | undefined
  )[]
  const amounts = lists.flatMap((list = []) => list.filter(isAmountKnown).map(inYear))
  return [(readNumber(facts, 'rentMonthly', '') ?? 0) * 12, ...amounts].reduce((sum, cents) => sum + cents, 0)
}

export function inYear({ cents = 0, frequency }: Amount): number {
  return cents * timesPerYear[frequency]
}

/** What a further member may have: each limit, two that sum to any half step, and more than any limit. */
const furtherAmounts = [0, 0.5, 1, 1.5, 2, 3, 4, 40].map((steps) => steps * step)

/** Every list with one amount of each type that the rules tell apart. */
export function listsOf(list: AmountList, facts: HouseholdFacts, reads: Reads): readonly (readonly Amount[])[] {
  const amounts = amountsInYear(facts, reads)
  return typesApart(list, reads).reduce<readonly (readonly Amount[])[]>(
    (lists, type) => lists.flatMap((before) => amounts.map((cents) => [...before, yearly(type, cents)])),
    [[]],
  )
}

/** One amount of one type. */
export function furtherLists(list: AmountList, reads: Reads): readonly (readonly Amount[])[] {
  const amounts = furtherAmounts.filter((cents) => cents > 0)
  return [[], ...typesApart(list, reads).flatMap((type) => amounts.map((cents) => [yearly(type, cents)]))]
}

export function yearly(type: string, cents: number): Amount {
  return { type, frequency: 'YEARLY', cents }
}

/** How many lists there are to try, without listing them. */
export function countLists(list: AmountList, facts: HouseholdFacts, reads: Reads): number {
  return amountsInYear(facts, reads).length ** typesApart(list, reads).length
}

function typesApart(list: AmountList, reads: Reads): readonly string[] {
  const named = reads.types(list)
  const other = Object.keys((list === 'incomes' ? IncomeType : ExpenseType).values).find((type) => !named.includes(type))
  return other === undefined ? named : [...named, other]
}
