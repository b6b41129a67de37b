/** Judges the household that was heard by a program: the outcome, the facts that are missing, and those still to be verified. */
import type { Outcome } from './answer'
import type { CompiledProgram } from './compiled'
import type { Court } from './court'
import type { Fact } from './open-facts'
import { settle } from './settle'

/** A program's rules as steps of the tape. */
export interface TapedProgram {
  readonly rules: CompiledProgram
  /** The step of each criterion, in order, and of each stage. */
  readonly criteria: readonly number[]
  readonly screen: readonly number[]
  readonly verify: readonly number[]
  /** Every step that the criteria stand on, in order. */
  readonly steps: Int32Array
}

export interface Judgement {
  readonly outcome: Outcome
  readonly missing: readonly Fact[]
  readonly toVerify: readonly Fact[]
  /** Whether it could not be told of each fact whether it matters: then some among them may not. */
  readonly isCut: boolean
}

const none: readonly Fact[] = []

/** Of the household that was heard. */
export function judge(court: Court, program: TapedProgram): Judgement {
  const { desk } = court
  const { rules, screen, verify, criteria } = program
  if (!rules.open) return { outcome: 'CLOSED', missing: none, toVerify: none, isCut: false }
  for (const at of criteria) if (desk.no[at] !== 0) return refused
  let missing = none
  let isOpen = !rules.inForce
  let isCut = false
  const undecided = screen.filter((at) => desk.yes[at] === 0)
  if (undecided.length > 0) {
    const exact = settle(court, undecided)
    if (exact.is === 'NO') return refused
    isOpen ||= exact.is !== 'YES'
    missing = exact.facts
    isCut = exact.isCut
    // What the search could not see of all together it may still see of one.
    if (isCut && undecided.length > 1 && undecided.some((at) => settle(court, [at], 'ANY').is === 'NO')) return refused
  }
  const unverified = verify.filter((at) => desk.yes[at] === 0)
  if (unverified.length > 0 && settle(court, [...undecided, ...unverified], 'ANY').is === 'NO') return refused
  const toVerify = unverified.length > 0 ? settle(court, unverified).facts : none
  const outcome = isOpen ? 'NEEDS_INFORMATION' : rules.discretionary === undefined ? 'ELIGIBLE' : 'DISCRETIONARY'
  return { outcome, missing, toVerify, isCut }
}

const refused: Judgement = { outcome: 'INELIGIBLE', missing: none, toVerify: none, isCut: false }
