/**
 * The facts on which a criterion, and with it the outcome, still depends.
 *
 * Exact: nothing that matters is left out, for a verdict is decided only when it is so for every way of filling in the rest.
 * Where at most {@link triedAtMost} fillings exist (yes/no facts and closed lists only) every one is tried: a fact that never
 * changes the criterion is dropped, and a criterion that comes out the same each time is decided. Not exact yet: with an
 * amount, an age, a withheld fact or an unlisted member among the open facts nothing is tried, so a fact used twice may be
 * named although it cannot matter; and criteria are tried one by one, so two that exclude each other are not noticed.
 */
import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../../../runtime/facts'
import type { FactRef } from './read-fact'
import { gather, type OpenFact, type Verdict } from './verdict'

const triedAtMost = 16

type Value = boolean | string

const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }

/** The verdict with the open facts that matter alone; `judgeWith` judges the same criterion for a changed household. */
export function sharpen(verdict: Verdict, facts: HouseholdFacts, judgeWith: (facts: HouseholdFacts) => Verdict): Verdict {
  if (verdict.truth !== 'UNKNOWN' || verdict.open.length === 0) return verdict
  const candidates = distinct(gather(verdict.open))
  const domains = candidates.map(domainOf)
  const size = domains.reduce((product, domain) => product * (domain?.length ?? Infinity), 1)
  if (size > triedAtMost || candidates.some(({ withheld }) => withheld)) return { ...verdict, open: candidates }
  const fillings = combine(domains.map((domain) => domain ?? []))
  const truths = new Map(fillings.map((filling) => [filling.join(), judgeWith(fill(facts, candidates, filling)).truth]))
  const [first] = truths.values()
  if (first !== undefined && first !== 'UNKNOWN' && [...truths.values()].every((truth) => truth === first)) {
    return { ...verdict, truth: first, open: [], unsourced: false }
  }
  const matters = (index: number) =>
    fillings.some((filling) =>
      (domains[index] ?? []).some((value) => truths.get(filling.with(index, value).join()) !== truths.get(filling.join())),
    )
  return { ...verdict, open: candidates.filter((_, index) => matters(index)) }
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
