import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts, type MemberFacts } from '../facts'
import type { DataCategory, Readable } from './grounds'

/** Whether facts of a kind may be read, and which sensitive topics with them. */
export type MayRead = (category: DataCategory) => Readable | undefined

/**
 * The facts as somebody may read them. A fact of a kind that is not allowed is named in `withheld`; a value of a sensitive topic that no
 * consent names is simply not on record. Who lives there is HOUSEHOLD: where that is withheld, nobody is listed.
 */
export function shownFacts(facts: HouseholdFacts, mayRead: MayRead): HouseholdFacts {
  const { members, ...own } = facts
  const household = shownOf(own, householdFacts, mayRead)
  if (mayRead('HOUSEHOLD')) return { ...household, members: members.map((member) => shownOf(member, memberFacts, mayRead)) }
  return { ...household, members: [], withheld: [...new Set([...(household.withheld ?? []), 'membersComplete' as const])] }
}

type Table = Readonly<Record<string, FactDefinition>>
type Part = Partial<MemberFacts> | Omit<HouseholdFacts, 'members'>

function shownOf<P extends Part>(part: P, table: Table, mayRead: MayRead): P {
  const shown: Record<string, unknown> = {}
  const withheld: string[] = [...(part.withheld ?? [])]
  for (const [name, value] of Object.entries(part)) {
    const definition = table[name]
    if (!definition) {
      if (name !== 'withheld') shown[name] = value
      continue
    }
    const allowed = mayRead(definition.category)
    const topic = definition.sensitive?.[String(value)]
    if (topic !== undefined && !allowed?.sensitive.includes(topic)) continue
    if (allowed) shown[name] = value
    else withheld.push(name)
  }
  return { ...shown, ...(withheld.length > 0 ? { withheld: [...new Set(withheld)] } : {}) } as unknown as P
}
