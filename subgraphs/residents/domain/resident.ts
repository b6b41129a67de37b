import type { Refusal } from '../../../runtime/errors'
import type { HouseholdFacts } from '../../../runtime/facts'

export interface Person {
  readonly givenName?: string | null | undefined
  readonly familyName?: string | null | undefined
  readonly birthDate?: string | null | undefined
}

/** How names are searched (`familyKey`) and sorted (`sortName`): without regard to case. Nobody's name sorts last. */
export function nameKeys(person: Person): { readonly familyKey: string | null; readonly sortName: string } {
  const family = person.familyName?.trim().toLowerCase() ?? ''
  const given = person.givenName?.trim().toLowerCase() ?? ''
  return { familyKey: family === '' ? null : family, sortName: `${family === '' ? '\uffff' : family}, ${given}` }
}

/**
 * The household's facts with the person among its members. A person who is none of the members yet is added: as the head
 * where there is no other member, since somebody who lives alone heads the household.
 */
export function placeInHousehold(facts: HouseholdFacts, memberId: string, person: Person): HouseholdFacts {
  const birthDate = person.birthDate ?? undefined
  if (!facts.members.some((member) => member.id === memberId)) {
    const relationship = facts.members.length === 0 ? { relationship: 'HEAD' as const } : {}
    return {
      ...facts,
      members: [...facts.members, { id: memberId, ...relationship, ...(birthDate === undefined ? {} : { birthDate }) }],
    }
  }
  return {
    ...facts,
    members: facts.members.map((member) =>
      member.id === memberId && member.birthDate === undefined && birthDate !== undefined ? { ...member, birthDate } : member,
    ),
  }
}

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** The first thing about a person that cannot be, or undefined. */
export function unfitPerson(
  person: Person & {
    readonly language?: string | null | undefined
    readonly contactPoints?: readonly unknown[] | null | undefined
  },
  today: string,
): Refusal | undefined {
  const refusal = (field: string, message: string): Refusal => ({ refused: 'BAD_USER_INPUT', field, message })
  if (person.birthDate != null && person.birthDate > today) return refusal('birthDate', `expected a day not after ${today}`)
  if (person.language != null && !languageTag.test(person.language))
    return refusal('language', 'expected a language tag such as es or zh-Hant')
  if ((person.contactPoints?.length ?? 0) > 10) return refusal('contactPoints', 'expected at most 10 ways to reach the resident')
  return undefined
}
