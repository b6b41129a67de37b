import type { HouseholdFacts } from '../../runtime/facts'
import type { RuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { median, quantile, roundsOf, type Plan } from './rounds'

/** How long whole answers take, with every criterion, limit, margin and citation: in microseconds. */
export interface Latency {
  readonly name: string
  /** The median of the medians of the rounds. */
  readonly median: number
  readonly p95: number
  readonly answers: number
}

interface Asked {
  readonly name: string
  readonly deck: readonly HouseholdFacts[]
  readonly answer: (household: HouseholdFacts) => unknown
}

/** Answers a round. */
const aRound = 500

/** Everything for all programs, and for each of the given programs alone. */
export function asksOf(
  book: RuleBook,
  asOf: string,
  decks: Readonly<Record<string, readonly HouseholdFacts[]>>,
  programs: readonly string[],
): readonly Asked[] {
  const each = Object.entries(decks)
  return [
    ...each.map(([deck, households]) => ({
      name: `all programs, ${deck}`,
      deck: households,
      answer: (household: HouseholdFacts) => book.decideAll(household, asOf),
    })),
    ...programs.flatMap((program) =>
      each.map(([deck, households]) => ({
        name: `${program}, ${deck}`,
        deck: households,
        answer: (household: HouseholdFacts) => book.decide(program, household, asOf),
      })),
    ),
  ]
}

/** By the time of day, for the CPU's clock is too coarse for one answer. */
export function measureLatencies(asked: readonly Asked[], plan: Plan): Latency[] {
  const cells = asked.map((one) => ({
    name: one.name,
    take: openRounds(one, plan.seconds),
    all: [] as number[],
    medians: [] as number[],
  }))
  for (const { take } of cells) take()
  for (const _ of roundsOf(plan))
    for (const { take, all, medians } of cells) {
      const taken = take()
      all.push(...taken)
      medians.push(median(taken))
    }
  return cells.map(({ name, all, medians }) => ({
    name,
    median: median(medians),
    p95: quantile(all, 0.95),
    answers: all.length,
  }))
}

function openRounds({ name, deck, answer }: Asked, most: number): () => readonly number[] {
  let at = 0
  return () => {
    const taken: number[] = []
    const end = performance.now() + most * 1000
    while (taken.length < aRound && performance.now() < end) {
      const household = deck[at++ % deck.length] as HouseholdFacts
      const start = performance.now()
      const found = answer(household)
      taken.push((performance.now() - start) * 1000)
      if (found === undefined) throw new Error(`${name}: no answer`)
    }
    return taken
  }
}
