/**
 * Which facts of a residue make a difference, where each stands in it once: a fact does when, for some values of the others, two values
 * of its own make the whole come out differently. Yes, no and open for ever are three different outcomes.
 */
import { NO, OPEN, YES, type Residue } from './residue'
import type { Fact } from './open-facts'

/** Pairs of outcomes, as bits. */
const YES_NO = 1
const YES_OPEN = 2
const NO_OPEN = 4
const everyPair = YES_NO | YES_OPEN | NO_OPEN

const values = [YES, NO, OPEN] as const

/** Adds the facts that matter, given which pairs of the residue's own outcomes make a difference above it. */
export function gatherMatters(part: Residue, into: Set<Fact>, pairs: number = everyPair): void {
  switch (part.kind) {
    case 'KNOWN':
      return
    case 'LEAF':
      if ((pairs & pairsIn(part.can)) !== 0) for (const fact of part.facts) into.add(fact)
      return
    case 'NOT':
      return gatherMatters(
        part.part,
        into,
        (pairs & YES_NO) | (pairs & YES_OPEN ? NO_OPEN : 0) | (pairs & NO_OPEN ? YES_OPEN : 0),
      )
    default:
      part.parts.forEach((inner, index) => {
        const passed = passedOn(part, index, pairs)
        if (passed !== 0) gatherMatters(inner, into, passed)
      })
  }
}

/** The pairs of a part's outcomes that make a difference to the group for some outcomes of its other parts. */
function passedOn(group: Residue & { readonly parts: readonly Residue[] }, index: number, pairs: number): number {
  const others = group.parts.map((part, other) => (other === index ? 0 : outcomesOf(part)))
  let passed = 0
  for (const filling of fillings(others)) {
    const [isYes, isNo, isOpen] = values.map((value) => combine(group, filling.with(index, value)))
    if (isYes !== isNo && (pairs & pairsIn(isYes! | isNo!)) !== 0) passed |= YES_NO
    if (isYes !== isOpen && (pairs & pairsIn(isYes! | isOpen!)) !== 0) passed |= YES_OPEN
    if (isNo !== isOpen && (pairs & pairsIn(isNo! | isOpen!)) !== 0) passed |= NO_OPEN
    if (passed === everyPair) break
  }
  return passed
}

/** Everything a part can turn out to be. */
export function outcomesOf(part: Residue): number {
  switch (part.kind) {
    case 'KNOWN':
      return part.is
    case 'LEAF':
      return part.can
    case 'NOT':
      return flip(outcomesOf(part.part))
    default: {
      let outcomes = 0
      for (const filling of fillings(part.parts.map(outcomesOf))) outcomes |= combine(part, filling)
      return outcomes
    }
  }
}

/**
 * Ways to choose one outcome for each part. All and any only ask which outcomes are there at all, and of many parts alike it is enough to
 * look at two, so long groups are tried with at most that many parts free.
 */
function* fillings(outcomes: readonly number[]): Generator<number[]> {
  const free = outcomes.flatMap((can, index) => ((can & (can - 1)) !== 0 ? [index] : []))
  const start = outcomes.map((can) => can & -can)
  if (free.length <= 6) yield* vary(start, outcomes, free)
  else {
    for (const value of values) yield outcomes.map((can) => (can & value ? value : can & -can))
    for (const index of free)
      for (const value of values)
        for (const rest of values)
          if (outcomes[index]! & value)
            yield outcomes.map((can, other) => (other === index ? value : can & rest ? rest : can & -can))
  }
}

function* vary(filling: readonly number[], outcomes: readonly number[], free: readonly number[]): Generator<number[]> {
  const [index, ...rest] = free
  if (index === undefined) return yield [...filling]
  for (const value of values) if (outcomes[index]! & value) yield* vary(filling.with(index, value), outcomes, rest)
}

function combine(group: Residue, parts: readonly number[]): number {
  switch (group.kind) {
    case 'ALL':
      return parts.includes(NO) ? NO : parts.includes(OPEN) ? OPEN : YES
    case 'ANY':
      return parts.includes(YES) ? YES : parts.includes(OPEN) ? OPEN : NO
    case 'IF': {
      const [test, then, other] = parts
      if (test === YES) return then!
      if (test === NO) return other!
      return then === other ? then! : OPEN
    }
    case 'AT_LEAST': {
      const sure = parts.filter((part) => part === YES).length
      const possible = parts.filter((part) => part !== NO).length
      return sure >= group.least ? YES : possible < group.least ? NO : OPEN
    }
    default:
      return OPEN
  }
}

function flip(outcomes: number): number {
  return (outcomes & OPEN) | (outcomes & YES ? NO : 0) | (outcomes & NO ? YES : 0)
}

function pairsIn(outcomes: number): number {
  return (
    ((outcomes & YES) !== 0 && (outcomes & NO) !== 0 ? YES_NO : 0) |
    ((outcomes & YES) !== 0 && (outcomes & OPEN) !== 0 ? YES_OPEN : 0) |
    ((outcomes & NO) !== 0 && (outcomes & OPEN) !== 0 ? NO_OPEN : 0)
  )
}
