/** Outcomes and missing facts of all programs, from the raw facts to what a caller reads. */
import type { HouseholdFacts } from '../../runtime/facts'
import type { Outcome } from '../../subgraphs/programs/domain/eligibility/answer'
import { asks, isWithheld } from '../../subgraphs/programs/domain/eligibility/decide'
import { refer } from '../../subgraphs/programs/domain/eligibility/explain'
import type { Fact } from '../../subgraphs/programs/domain/eligibility/open-facts'
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
  const read: Read[] = []
  for (const { outcome, missing, toVerify } of day.screen(household))
    read.push(
      missing.length === 0 && toVerify.length === 0
        ? readOutcome(outcome)
        : { outcome, missing: readFacts(day, household, missing), toVerify: readFacts(day, household, toVerify) },
    )
  return read
}

function decidedAs(outcome: Outcome): Read {
  return { outcome, missing: none, toVerify: none }
}

const [eligible, ineligible, open, discretionary, closed] = [
  decidedAs('ELIGIBLE'),
  decidedAs('INELIGIBLE'),
  decidedAs('NEEDS_INFORMATION'),
  decidedAs('DISCRETIONARY'),
  decidedAs('CLOSED'),
]

/** What is read where nothing is missing. A look into a table of five texts would take as long as judging the program. */
function readOutcome(outcome: Outcome): Read {
  switch (outcome) {
    case 'ELIGIBLE':
      return eligible
    case 'INELIGIBLE':
      return ineligible
    case 'NEEDS_INFORMATION':
      return open
    case 'DISCRETIONARY':
      return discretionary
    case 'CLOSED':
      return closed
  }
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

/** The part of the open judgements in which it could not be told of each missing fact whether it matters. */
export function partMarked(day: DayBook, deck: readonly HouseholdFacts[]): number {
  const open = deck.flatMap((household) => day.screen(household).filter(({ outcome }) => outcome === 'NEEDS_INFORMATION'))
  return open.filter(({ isCut }) => isCut).length / open.length
}
