/**
 * The facts on which an outcome still depends.
 *
 * Exact: nothing that matters is left out, for a value that is decided is so for every way of filling in the rest; and where
 * at most {@link triedAtMost} fillings exist (yes/no facts and closed lists only) every one is tried, and a fact that never
 * changes the outcome is dropped. Not exact yet: with an amount, an age or an unlisted member among the open facts nothing is
 * tried, and a fact used twice may be named although it cannot matter.
 */
import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../../../runtime/facts'
import type { Outcome } from './answer'
import type { FactRef } from './read-fact'
import type { OpenFact } from './verdict'

const triedAtMost = 64

type Value = boolean | string

const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }

/** `outcomeOf` answers for a changed household. Withheld facts keep their place in the outcome but are never asked for. */
export function missing(
  open: readonly OpenFact[],
  facts: HouseholdFacts,
  outcomeOf: (facts: HouseholdFacts) => Outcome,
): readonly FactRef[] {
  const candidates = distinct(open)
  const domains = candidates.map(domainOf)
  const size = domains.reduce((product, domain) => product * (domain?.length ?? Infinity), 1)
  if (candidates.some(({ withheld }) => withheld) || size > triedAtMost) return candidates.filter(({ withheld }) => !withheld)
  const fillings = combine(domains.map((domain) => domain ?? []))
  const outcomes = new Map(fillings.map((filling) => [filling.join(), outcomeOf(fill(facts, candidates, filling))]))
  return candidates.filter((_, index) =>
    fillings.some((filling) =>
      (domains[index] ?? []).some((value) => outcomes.get(filling.with(index, value).join()) !== outcomes.get(filling.join())),
    ),
  )
}

export function distinct(open: readonly OpenFact[]): readonly OpenFact[] {
  return [...new Map(open.map((ref) => [`${ref.fact} ${ref.member ?? ''}`, ref])).values()]
}

function domainOf({ fact }: FactRef): readonly Value[] | undefined {
  // The list of members, or of amounts, is not made whole by saying that it is.
  if (fact.endsWith('Complete')) return undefined
  const type = catalogue[fact]?.type
  if (type === 'boolean') return [true, false]
  return typeof type === 'object' ? Object.keys(type.values) : undefined
}

function combine(domains: readonly (readonly Value[])[]): Value[][] {
  return domains.reduce<Value[][]>(
    (fillings, domain) => fillings.flatMap((filling) => domain.map((value) => [...filling, value])),
    [[]],
  )
}

function fill(facts: HouseholdFacts, refs: readonly FactRef[], values: readonly Value[]): HouseholdFacts {
  const owned = (member: string | undefined) =>
    Object.fromEntries(refs.flatMap((ref, index) => (ref.member === member ? [[ref.fact, values[index]]] : [])))
  return { ...facts, ...owned(undefined), members: facts.members.map((member) => ({ ...member, ...owned(member.id) })) }
}
