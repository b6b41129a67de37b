/** What comes in and goes out in a year, as far as it is known. */
import type { HouseholdFacts } from '../../../runtime/facts'
import { yearlyCents } from '../../../subgraphs/programs/domain/eligibility/sheet'
import type { FactRead } from '../screening'

/** What lies between two amounts, and the facts that would tell where. */
export interface Sum {
  readonly low: number
  readonly high: number
  readonly open: readonly FactRead[]
}

export const aMemberMore: FactRead = { fact: 'membersComplete' }

export function sumIncomes(facts: HouseholdFacts, isWhole: boolean) {
  const open = openLists(facts, isWhole, 'incomes')
  let [income, gifts, earned] = [0, 0, 0]
  for (const { incomes = [] } of facts.members)
    for (const amount of incomes) {
      const cents = yearlyCents(amount)
      income += cents
      if (amount.type === 'GIFTS') gifts += cents
      else if (amount.type === 'WAGES' || amount.type === 'SELF_EMPLOYMENT' || amount.type === 'BOARDER') earned += cents
    }
  return { income: upFrom(income, open), incomeWithoutGifts: upFrom(income - gifts, open), earned: upFrom(earned, open) }
}

export function sumExpenses(facts: HouseholdFacts, isWhole: boolean) {
  const open = openLists(facts, isWhole, 'expenses')
  let [childSupport, careCost] = [0, 0]
  for (const { expenses = [] } of facts.members)
    for (const amount of expenses)
      if (amount.type === 'CHILD_SUPPORT') childSupport += yearlyCents(amount)
      else if (amount.type === 'CHILD_CARE' || amount.type === 'DEPENDENT_CARE') careCost += yearlyCents(amount)
  return { childSupport: upFrom(childSupport, open), careCost: upFrom(careCost, open) }
}

function upFrom(low: number, open: readonly FactRead[]): Sum {
  return { low, high: open.length === 0 ? low : Infinity, open }
}

const nothingOpen: readonly FactRead[] = []

function openLists({ members }: HouseholdFacts, isWhole: boolean, list: 'incomes' | 'expenses'): readonly FactRead[] {
  const closing = list === 'incomes' ? 'incomesComplete' : 'expensesComplete'
  if (isWhole && members.every((member) => member[list] !== undefined && member[closing] === true)) return nothingOpen
  const open: FactRead[] = []
  for (const member of members) {
    if (member[list] === undefined) open.push({ fact: list, member: member.id })
    if (member[closing] !== true) open.push({ fact: closing, member: member.id })
  }
  if (!isWhole) open.push(aMemberMore)
  return open
}
