/** Judges the household that was heard by a program: the outcome, the facts that are missing, and those still to be verified. */
import type { Outcome } from './answer'
import type { CompiledProgram } from './compiled'
import { isAllHeard, type Court } from './court'
import type { Fact } from './open-facts'
import { excludeEachOther, settle } from './settle'

/** A program's rules as steps of the tape. */
export interface TapedProgram {
  readonly rules: CompiledProgram
  /** The step of each criterion, in order. */
  readonly criteria: readonly number[]
  /** Those that are asked, and those that are verified and hang on some fact, for what has no source hangs on none; and both. */
  readonly screen: readonly number[]
  readonly verify: readonly number[]
  readonly deciding: readonly number[]
  /** Every step that the criteria stand on, in order. */
  readonly steps: Int32Array
  readonly isOpen: boolean
  /** What is said where every criterion holds. */
  readonly whenAllHold: Judgement
}

export interface Judgement {
  readonly outcome: Outcome
  readonly missing: readonly Fact[]
  readonly toVerify: readonly Fact[]
  /** Whether it could not be told of each fact whether it matters: then some among them may not. */
  readonly isCut: boolean
}

const none: readonly Fact[] = []

const outright = (outcome: Outcome): Judgement => ({ outcome, missing: none, toVerify: none, isCut: false })

const closed = outright('CLOSED')
const refused = outright('INELIGIBLE')
const eligible = outright('ELIGIBLE')
const discretionary = outright('DISCRETIONARY')
/** Where no rules are in force, or where no fact can decide what is open. */
const unruled = outright('NEEDS_INFORMATION')

/** Of the household that was heard. */
export function judge(court: Court, program: TapedProgram): Judgement {
  const { yes, no } = court.desk
  const { deciding } = program
  if (!program.isOpen) return closed
  let held = 0
  for (let index = 0; index < deciding.length; index++) {
    const at = deciding[index]!
    if (no[at] !== 0) return refused
    if (yes[at] !== 0) held++
  }
  return held === deciding.length ? program.whenAllHold : judgeOpen(court, program)
}

/** What is said of a household for which every criterion of the program holds. */
export function whenAllHold({ inForce, discretionary: agency }: CompiledProgram): Judgement {
  return !inForce ? unruled : agency === undefined ? eligible : discretionary
}

/** Where some criterion is neither true nor false. What is known to hold among the criteria leaves what is asked of them as it is. */
function judgeOpen(court: Court, { rules, screen, verify, whenAllHold: met }: TapedProgram): Judgement {
  const { yes } = court.desk
  let missing = none
  let isOpen = !rules.inForce
  let isCut = false
  const undecided = countOpen(yes, screen)
  if (isAllHeard(court)) return undecided > 0 ? unruled : met
  if (undecided > 0) {
    const exact = settle(court, screen)
    if (exact.is === 'NO') return refused
    isOpen ||= exact.is !== 'YES'
    missing = exact.facts
    isCut = exact.isCut
    // What could not be told of all together may still be told of one.
    if (isCut && undecided > 1 && screen.some((at) => yes[at] === 0 && excludeEachOther(court, [at]))) return refused
  }
  let toVerify = none
  if (countOpen(yes, verify) > 0) {
    if (excludeEachOther(court, screen, verify)) return refused
    const exact = settle(court, verify)
    toVerify = exact.facts
    isCut ||= exact.isCut
  }
  return { outcome: isOpen ? 'NEEDS_INFORMATION' : met.outcome, missing, toVerify, isCut }
}

/** Of steps none of which fails: how many are not known to hold. */
function countOpen(yes: Int32Array, steps: readonly number[]): number {
  let open = 0
  for (let index = 0; index < steps.length; index++) if (yes[steps[index]!] === 0) open++
  return open
}
