/** A household in the making, and what may be filled in. */
import type { HouseholdFacts, MemberFacts } from '../../../../runtime/facts'

/** A fact to ask for. */
export interface Asked {
  readonly fact: string
  readonly member?: string
}

/** A household in the making; the head is said apart, for what is stated may leave it open. */
export interface Draft {
  readonly facts: HouseholdFacts
  readonly head?: string
}

export interface Value {
  readonly fill: (draft: Draft) => Draft
  /** Facts that this value alone is about, as that this very member is the head. */
  readonly asked?: readonly Asked[]
  /** The value as one would say it, where it is a plain one. */
  readonly text?: string
}

/** One thing that is not known; it is asked for by these facts, or by none where they are withheld. */
export interface Unknown {
  readonly asked: readonly Asked[]
  readonly values: readonly Value[]
}

export function mayAsk(owner: HouseholdFacts | MemberFacts, asked: Asked): readonly Asked[] {
  const withheld: readonly string[] = owner.withheld ?? []
  return withheld.includes(asked.fact) ? [] : [asked]
}

/** The fact known, or with undefined not known, and no longer withheld. */
export function known<Owner extends HouseholdFacts | MemberFacts>(owner: Owner, fact: string, value: unknown): Owner {
  const { withheld, [fact as keyof Owner]: _, ...rest } = owner
  const still = ((withheld ?? []) as readonly string[]).filter((name) => name !== fact)
  return {
    ...rest,
    ...(still.length > 0 ? { withheld: still } : {}),
    ...(value === undefined ? {} : { [fact]: value }),
  } as unknown as Owner
}

export function changeMember(draft: Draft, id: string, change: (member: MemberFacts) => MemberFacts): Draft {
  const members = draft.facts.members.map((member) => (member.id === id ? change(member) : member))
  return { ...draft, facts: { ...draft.facts, members } }
}
