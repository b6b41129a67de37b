/**
 * A request of New York City's public screening format as facts of ours. An answer that is left out or null is unknown, never no. The
 * person list is the whole household, and a list of incomes or expenses that is given is whole.
 */
import type { Refusal } from '../../../../runtime/errors'
import { timesPerYear, type Amount, type HouseholdFacts, type MemberFacts } from '../../../../runtime/facts'
import { cents, isGiven, unfitRequest, wordOf } from './accessnyc-check'
import * as words from './accessnyc-words'

type Json = Readonly<Record<string, unknown>>
type Words = Readonly<Record<string, string>>

/** @returns the facts, or a refusal that names the field of the request and what was expected and never repeats the value */
export function readAccessnyc(request: unknown): HouseholdFacts | Refusal {
  const unfit = unfitRequest(request)
  if (unfit !== undefined) return { refused: 'BAD_USER_INPUT', field: unfit.field, message: `expected ${unfit.expected}` }
  const { household, person } = request as { household: [Json]; person: readonly Json[] }
  const members = person.map(memberOf)
  return { membersComplete: true, ...householdOf(household[0], members), members }
}

function householdOf(household: Json, members: readonly MemberFacts[]): Partial<HouseholdFacts> {
  const lived = Object.entries(words.livings).filter(([living]) => household[living] === true)
  const rental = household['livingRentalType']
  const cash = household['cashOnHand']
  const expenses = members.flatMap((member) => member.expenses ?? [])
  return {
    // Who lives in two ways at once has no one tenure: it stays unknown.
    ...(lived.length === 1 ? { tenure: lived[0]![1] } : {}),
    ...(household['livingPreferNotToSay'] === true ? { withheld: ['tenure'] } : {}),
    ...(isGiven(rental) && rental !== '' ? { rentalType: words.rentalTypes[rental as keyof typeof words.rentalTypes] } : {}),
    ...(isGiven(cash) ? { assets: cents(cash) as number } : {}),
    ...rentOf(expenses),
    ...(expenses.some(({ type }) => type === 'HEATING' || type === 'COOLING') ? { paysHeating: true } : {}),
  }
}

/** A month is the twelfth of a year, to the nearest cent. */
function rentOf(expenses: readonly Amount[]): Partial<HouseholdFacts> {
  const rents = expenses.filter(({ type }) => type === 'RENT')
  if (rents.length === 0) return {}
  const yearly = rents.reduce((sum, { cents: each = 0, frequency }) => sum + each * timesPerYear[frequency], 0)
  return { rentMonthly: Math.round(yearly / 12) }
}

function memberOf(person: Json, index: number): MemberFacts {
  const facts: Record<string, unknown> = {
    id: `m${index + 1}`,
    relationship: wordOf(words.memberTypes, person['householdMemberType']),
  }
  if (isGiven(person['age'])) facts['age'] = person['age']
  for (const [name, fact] of Object.entries(words.personFlags)) if (isGiven(person[name])) facts[fact] = person[name]
  const incomes = amountsOf(person['incomes'], words.incomeTypes)
  if (incomes !== undefined) {
    Object.assign(facts, { incomes, incomesComplete: true })
    for (const [type, fact] of Object.entries(words.benefitsOfIncomes))
      facts[fact] = incomes.some((income) => income.type === type)
  }
  const expenses = amountsOf(person['expenses'], words.expenseTypes)
  if (expenses !== undefined) Object.assign(facts, { expenses, expensesComplete: true })
  if (facts['relationship'] === undefined) delete facts['relationship']
  return facts as unknown as MemberFacts
}

function amountsOf(list: unknown, types: Words): readonly Amount[] | undefined {
  if (!isGiven(list)) return undefined
  return (list as readonly Json[]).map(({ type, frequency, amount }) => ({
    type: wordOf(types, type) as string,
    frequency: wordOf(words.frequencies, frequency) as Amount['frequency'],
    cents: cents(amount) as number,
  }))
}
