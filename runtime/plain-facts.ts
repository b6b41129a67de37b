import { type Amount, householdFacts, type HouseholdFacts, memberFacts, type MemberFacts } from './facts'
import { moneyText } from './money'

type Table = Readonly<Record<string, { readonly type: unknown }>>

/** A household's facts as the graph writes them: money as decimal text, every amount under `amount`. */
export function plainFacts(facts: HouseholdFacts): Readonly<Record<string, unknown>> {
  return { ...plain(facts, householdFacts), members: facts.members.map((member) => plain(member, memberFacts)) }
}

function plain(facts: HouseholdFacts | MemberFacts, table: Table): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, plainValue(table[name]?.type, value)]))
}

function plainValue(type: unknown, value: unknown): unknown {
  if (type === 'money' && typeof value === 'number') return moneyText(value)
  if ((type === 'incomes' || type === 'expenses') && Array.isArray(value)) return (value as readonly Amount[]).map(plainAmount)
  return value
}

function plainAmount({ cents, ...rest }: Amount): object {
  return cents === undefined ? rest : { ...rest, amount: moneyText(cents) }
}
