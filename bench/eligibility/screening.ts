/** Outcomes and missing facts of all programs, from the raw facts to what a caller reads. */
import type { HouseholdFacts } from '../../runtime/facts'
import { asks, isWithheld } from '../../subgraphs/programs/domain/eligibility/decide'
import { refer } from '../../subgraphs/programs/domain/eligibility/explain'
import { hear } from '../../subgraphs/programs/domain/eligibility/court'
import type { TapedProgram } from '../../subgraphs/programs/domain/eligibility/judge'
import { begin, meet, type Fact } from '../../subgraphs/programs/domain/eligibility/open-facts'
import type { DayBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import type { Runner } from './rounds'

export interface Read {
  readonly outcome: string
  readonly missing: readonly FactRead[]
  readonly toVerify: readonly FactRead[]
}

export interface FactRead {
  readonly fact: string
  readonly member?: string
}

const none: readonly FactRead[] = []

/** What a caller reads of each program. */
export function readScreening(day: DayBook, household: HouseholdFacts): readonly Read[] {
  return day.screen(household).map(({ outcome, missing, toVerify }) => ({
    outcome,
    missing: readFacts(day, household, missing),
    toVerify: readFacts(day, household, toVerify),
  }))
}

function readFacts({ court }: DayBook, household: HouseholdFacts, facts: readonly Fact[]): readonly FactRead[] {
  if (facts.length === 0) return none
  const { sheet } = court.desk
  const read: FactRead[] = []
  for (const fact of facts)
    for (const asked of asks(fact, sheet)) if (!isWithheld(asked, sheet)) read.push(refer(asked, household))
  return read
}

export function screenAll(name: string, day: DayBook, deck: readonly HouseholdFacts[]): Runner {
  return {
    name,
    deck,
    run(households) {
      let found = 0
      for (const household of households)
        for (const { outcome, missing, toVerify } of readScreening(day, household))
          found += outcome.length + missing.length + toVerify.length
      return found
    },
  }
}

/**
 * The part of all judgements for which Kleene logic alone does not say which facts matter, so that the search has to: a fact is met twice,
 * or beside something that has no source.
 */
export function partSearched(day: DayBook, deck: readonly HouseholdFacts[], asOf: string): number {
  let searched = 0
  for (const household of deck) {
    hear(day.court, household, asOf)
    for (const program of day.programs) if (isSearched(day, program)) searched++
  }
  return searched / (deck.length * day.programs.length)
}

function isSearched({ court }: DayBook, { rules, criteria, screen, verify }: TapedProgram): boolean {
  const { desk, open } = court
  const { walk } = open
  if (!rules.open || criteria.some((at) => desk.no[at] !== 0)) return false
  const stages = [screen, ...verify.map((at) => [at])]
  return stages.some((stage) => {
    begin(walk)
    for (const at of stage) if (desk.yes[at] === 0) meet(walk, at, -1)
    return walk.entangled || (walk.hollow && walk.count > 0)
  })
}
