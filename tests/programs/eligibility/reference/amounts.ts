/**
 * The amounts that random rules and households are made of. Limits and known amounts are whole steps, and amounts that are not known
 * go by quarters of a step: with limits that are sums, differences, halves and doubles of whole steps, quarters lie on every limit,
 * on both sides of it, and between any two.
 */
import { ExpenseType, IncomeType, type Amount } from '../../../../runtime/facts'
import type { Reads } from './reads'

export type AmountList = 'incomes' | 'expenses'

/** In cents a year: divides by 52, 26, 24 and 12, and so does its quarter. */
export const step = 374_400

/** A year's amounts on all sides of limits up to four steps, and up to seven where a rule halves or subtracts. */
export function amountsInYear({ farLimits }: Reads): readonly number[] {
  const steps = farLimits ? 7 : 4
  return [...Array.from({ length: steps * 4 + 1 }, (_, index) => (index * step) / 4), (steps + 1) * step]
}

/** What a further member may have: two of them sum to any half step. */
const furtherAmounts = [0, 0.5, 1.5, 2, 4].map((steps) => steps * step)

/** Every list with one amount of each type that the rules tell apart. */
export function listsOf(list: AmountList, reads: Reads): readonly (readonly Amount[])[] {
  return typesApart(list, reads).reduce<readonly (readonly Amount[])[]>(
    (lists, type) => lists.flatMap((before) => amountsInYear(reads).map((cents) => [...before, yearly(type, cents)])),
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

function typesApart(list: AmountList, reads: Reads): readonly string[] {
  const named = reads.types(list)
  const other = Object.keys((list === 'incomes' ? IncomeType : ExpenseType).values).find((type) => !named.includes(type))
  return other === undefined ? named : [...named, other]
}
