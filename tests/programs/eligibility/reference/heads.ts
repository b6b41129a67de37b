/** Who may be the head: exactly one member is. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import { isWhole, read } from './read'

/** Stands for a member who is not listed. */
export const unlisted = 'unlisted'

/** One id where the head is known. Statements that cannot all be true leave open who is meant. */
export function possibleHeads(facts: HouseholdFacts): readonly string[] {
  const { members } = facts
  const called = members.filter((member) => read(member, 'relationship') === 'HEAD')
  if (called.length > 0) return called.map(({ id }) => id)
  if (isWhole(facts) && members.length === 1) return members.map(({ id }) => id)
  const open = members.filter((member) => read(member, 'relationship') === undefined).map(({ id }) => id)
  const possible = isWhole(facts) ? open : [...open, unlisted]
  return possible.length > 0 ? possible : members.map(({ id }) => id)
}
