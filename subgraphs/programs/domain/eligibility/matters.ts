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
      return gatherMatters(part.part, into, mirror(pairs))
    case 'ALL':
    case 'ANY':
      return gatherFromGroup(part, into, pairs)
    default:
      part.parts.forEach((inner, index) => {
        const passed = passedOn(part, index, pairs)
        if (passed !== 0) gatherMatters(inner, into, passed)
      })
  }
}

/**
 * Of a conjunction: where all others may be yes, a part's outcomes are the whole's; where the others may be open, yes and open become one.
 * Of a disjunction the same with yes and no changed about.
 */
function gatherFromGroup({ kind, parts }: Residue & { readonly kind: 'ALL' | 'ANY' }, into: Set<Fact>, pairs: number): void {
  const outcomes = parts.map((part) => (kind === 'ALL' ? outcomesOf(part) : flip(outcomesOf(part))))
  const never = count(outcomes, (can) => (can & YES) === 0)
  const closed = count(outcomes, (can) => (can & (YES | OPEN)) === 0)
  const opening = count(outcomes, (can) => (can & OPEN) !== 0)
  const own = kind === 'ALL' ? pairs : mirror(pairs)
  parts.forEach((part, index) => {
    const can = outcomes[index]!
    const whole = never - Number((can & YES) === 0) === 0 ? own : 0
    const isOpen = closed - Number((can & (YES | OPEN)) === 0) === 0 && opening - Number((can & OPEN) !== 0) > 0
    const half = isOpen && (own & NO_OPEN) !== 0 ? YES_NO | NO_OPEN : 0
    const passed = kind === 'ALL' ? whole | half : mirror(whole | half)
    if (passed !== 0) gatherMatters(part, into, passed)
  })
}

function count(outcomes: readonly number[], is: (can: number) => boolean): number {
  let found = 0
  for (const can of outcomes) if (is(can)) found++
  return found
}

/** The pairs of what is not so. */
function mirror(pairs: number): number {
  return (pairs & YES_NO) | ((pairs & YES_OPEN) !== 0 ? NO_OPEN : 0) | ((pairs & NO_OPEN) !== 0 ? YES_OPEN : 0)
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
    case 'ALL':
      return outcomesOfAll(part.parts.map(outcomesOf))
    case 'ANY':
      return flip(outcomesOfAll(part.parts.map((inner) => flip(outcomesOf(inner)))))
    default: {
      let outcomes = 0
      for (const filling of fillings(part.parts.map(outcomesOf))) outcomes |= combine(part, filling)
      return outcomes
    }
  }
}

function outcomesOfAll(outcomes: readonly number[]): number {
  const isNo = outcomes.some((can) => (can & NO) !== 0)
  const isYes = outcomes.every((can) => (can & YES) !== 0)
  const isOpen = outcomes.every((can) => (can & (YES | OPEN)) !== 0) && outcomes.some((can) => (can & OPEN) !== 0)
  return (isNo ? NO : 0) | (isYes ? YES : 0) | (isOpen ? OPEN : 0)
}

/** Ways to choose one outcome for each part. Of a long group the parts are alike, and it is enough to let one differ from the rest. */
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
