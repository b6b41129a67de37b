import type { HouseholdFacts } from '../../../runtime/facts'

/**
 * The facts of a household without what they tell of one member. That somebody is there stays, by an id that means nothing: the others'
 * household is as large as it was, and what is not known of a member is never taken for a no.
 */
export function withoutMember(facts: HouseholdFacts, memberId: string): HouseholdFacts {
  return { ...facts, members: facts.members.map((member) => (member.id === memberId ? { id: member.id } : member)) }
}

/** Whether a text says something that stands in one of the values: names, addresses, numbers. Less than three letters say nothing. */
export function repeats(said: string, values: readonly unknown[]): boolean {
  const lower = said.toLowerCase()
  return textsIn(values).some((value) => value.trim().length >= 3 && lower.includes(value.trim().toLowerCase()))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
