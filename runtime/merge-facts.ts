import type { Refusal } from './errors'
import { memberFacts, householdFacts, type HouseholdFacts, type MemberFacts } from './facts'

/** Facts as a client sends them: a field left out is left as it is, null makes it unknown again. */
export type FactChanges = { readonly [name: string]: unknown; readonly members?: readonly MemberChanges[] | null }
type MemberChanges = { readonly [name: string]: unknown; readonly id: string }

export const mostMembers = 30
export const mostAmounts = 50

/**
 * The household's facts after a visit. Members are told apart by their id; an unknown id adds a member.
 *
 * @returns the facts, or a refusal that names the field and what was expected
 */
export function mergeFacts(before: HouseholdFacts, changes: FactChanges, today: string): HouseholdFacts | Refusal {
  const named = changes.members?.length ?? 0
  if (named > mostMembers) return tooMany(named)
  const members = new Map<string, MemberFacts>(before.members.map((member) => [member.id, member]))
  for (const change of changes.members ?? []) {
    const known = members.get(change.id) ?? { id: change.id }
    members.set(change.id, merged(known, change, memberFacts) as unknown as MemberFacts)
  }
  const after = { ...merged(before, changes, householdFacts), members: [...members.values()] } as HouseholdFacts
  return unfitFacts(after, today) ?? after
}

function merged(before: object, changes: object, table: object): Record<string, unknown> {
  const after: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(table, name) || value === undefined) continue
    if (value === null) delete after[name]
    else after[name] = value
  }
  return after
}

/** The first of the facts that cannot be, or undefined; `today` is the last day on which anyone can be born. */
export function unfitFacts(facts: HouseholdFacts, today: string): Refusal | undefined {
  if (facts.members.length > mostMembers) return tooMany(facts.members.length)
  if (facts.members.filter((member) => member.relationship === 'HEAD').length > 1) {
    return refusal('members', 'expected at most one member whose relationship is HEAD')
  }
  if (facts.county !== undefined && !/^\d{5}$/.test(facts.county))
    return refusal('county', 'expected a county as its five-digit FIPS code')
  if (facts.shelterDays !== undefined && !within(facts.shelterDays, 0, 365))
    return refusal('shelterDays', 'expected a number of days from 0 to 365')
  if (facts.daysAtAddress !== undefined && facts.daysAtAddress < 0)
    return refusal('daysAtAddress', 'expected a number of days from 0 on')
  for (let index = 0; index < facts.members.length; index++) {
    const unfit = unfitMember(facts.members[index]!, index, today)
    if (unfit !== undefined) return unfit
  }
  return undefined
}

function unfitMember(member: MemberFacts, index: number, today: string): Refusal | undefined {
  const refuse = (name: string, message: string) => refusal(`members[${index}].${name}`, message)
  if (member.age !== undefined && !within(member.age, 0, 130)) return refuse('age', 'expected full years from 0 to 130')
  if (member.birthDate !== undefined && member.birthDate > today) return refuse('birthDate', `expected a day not after ${today}`)
  if (member.workHoursMonthly !== undefined && !within(member.workHoursMonthly, 0, 744))
    return refuse('workHoursMonthly', 'expected hours of a month from 0 to 744')
  if ((member.incomes?.length ?? 0) > mostAmounts) return refuse('incomes', `expected at most ${mostAmounts} entries`)
  if ((member.expenses?.length ?? 0) > mostAmounts) return refuse('expenses', `expected at most ${mostAmounts} entries`)
  return undefined
}

function refusal(field: string, message: string): Refusal {
  return { refused: 'BAD_USER_INPUT', field: `facts.${field}`, message }
}

function tooMany(members: number): Refusal {
  return refusal('members', `expected at most ${mostMembers} members, not ${members}`)
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
