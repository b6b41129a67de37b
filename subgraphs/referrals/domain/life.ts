import type { Refusal } from '../../../runtime/errors'

/**
 * The life of a referral: one table of edges. The words are those of FHIR Task as the Gravity Project uses them, with the two
 * that its users miss (waitlisted, expired).
 */

/** Each status, what it means, and the FHIR Task.status it is. */
export const statuses = {
  DRAFT: { fhir: 'draft', meaning: 'Written, not sent yet.' },
  REQUESTED: { fhir: 'requested', meaning: 'Sent; the receiving agency has not answered.' },
  ACCEPTED: { fhir: 'accepted', meaning: 'The receiving agency takes it.' },
  REJECTED: { fhir: 'rejected', meaning: 'The receiving agency does not take it.' },
  WAITLISTED: { fhir: 'on-hold', meaning: 'On a waiting list: not accepted yet.' },
  ON_HOLD: { fhir: 'on-hold', meaning: 'Work has paused.' },
  IN_PROGRESS: { fhir: 'in-progress', meaning: 'Being worked on.' },
  COMPLETED: { fhir: 'completed', meaning: 'Ended with help.' },
  FAILED: { fhir: 'failed', meaning: 'Ended without help.' },
  CANCELLED: { fhir: 'cancelled', meaning: 'Taken back by the sender.' },
  EXPIRED: { fhir: 'cancelled', meaning: 'Nobody answered in time.' },
  ENTERED_IN_ERROR: { fhir: 'entered-in-error', meaning: 'Should never have been written.' },
} as const

export type Status = keyof typeof statuses

/** What came of a referral, apart from its status: findhelp's outcomes and HMIS's results. */
export const outcomes = {
  GOT_HELP: 'The resident got the help.',
  ENROLLED: 'The resident is enrolled in the program.',
  REFERRED_ELSEWHERE: 'Sent on to somebody who can help.',
  NOT_ELIGIBLE: 'Not eligible after all.',
  COULD_NOT_CONTACT: 'The resident could not be reached.',
  NO_CAPACITY: 'No room.',
  COULD_NOT_GET_HELP: 'The help could not be had.',
  NO_LONGER_INTERESTED: 'The resident no longer wants it.',
} as const

export type Outcome = keyof typeof outcomes

/** Why a step was taken that somebody will ask about, and so who declined. */
export const reasons = {
  NO_CAPACITY: 'The agency has no room.',
  NOT_ELIGIBLE: 'The household is not eligible.',
  OUT_OF_AREA: 'The home is outside the area.',
  DUPLICATE: 'The same case is here already.',
  MISSING_INFORMATION: 'Something is missing that only the sender or the resident can give.',
  RESIDENT_DECLINED: 'The resident does not want it.',
  COULD_NOT_CONTACT: 'The resident could not be reached.',
  WAITING_FOR_OTHERS: 'Somebody else has to act first.',
  MISTAKE: 'Written by mistake.',
  OTHER: 'Another reason; the note says which.',
} as const

export type Reason = keyof typeof reasons

/** SENDER and RECEIVER are agencies; the HUB acts when time runs out. */
export type Actor = 'SENDER' | 'RECEIVER' | 'HUB'

interface Edge {
  readonly from: readonly Status[]
  readonly to: Status
  readonly by: Actor
  readonly meaning: string
  /** Whether a reason must be given. */
  readonly reason?: true
  /** The outcomes one of which must be given. */
  readonly outcomes?: readonly Outcome[]
}

const open = ['DRAFT', 'REQUESTED', 'WAITLISTED', 'ACCEPTED', 'ON_HOLD', 'IN_PROGRESS'] as const
const ended = ['COMPLETED', 'FAILED', 'REJECTED', 'CANCELLED', 'EXPIRED'] as const

export const steps = {
  SEND: { from: ['DRAFT'], to: 'REQUESTED', by: 'SENDER', meaning: 'Send it to the receiving agency.' },
  ACCEPT: { from: ['REQUESTED', 'WAITLISTED'], to: 'ACCEPTED', by: 'RECEIVER', meaning: 'Take the case.' },
  REJECT: {
    from: ['REQUESTED', 'WAITLISTED'],
    to: 'REJECTED',
    by: 'RECEIVER',
    reason: true,
    meaning: 'Do not take the case, and say why.',
  },
  WAITLIST: { from: ['REQUESTED'], to: 'WAITLISTED', by: 'RECEIVER', meaning: 'Put the case on the waiting list.' },
  START: { from: ['ACCEPTED'], to: 'IN_PROGRESS', by: 'RECEIVER', meaning: 'Begin to work on it.' },
  HOLD: {
    from: ['ACCEPTED', 'IN_PROGRESS'],
    to: 'ON_HOLD',
    by: 'RECEIVER',
    reason: true,
    meaning: 'Pause the work, and say why.',
  },
  RESUME: { from: ['ON_HOLD'], to: 'IN_PROGRESS', by: 'RECEIVER', meaning: 'Go on with the work.' },
  COMPLETE: {
    from: ['IN_PROGRESS'],
    to: 'COMPLETED',
    by: 'RECEIVER',
    outcomes: ['GOT_HELP', 'ENROLLED', 'REFERRED_ELSEWHERE'],
    meaning: 'End it with help, and say which.',
  },
  FAIL: {
    from: ['ACCEPTED', 'IN_PROGRESS', 'ON_HOLD'],
    to: 'FAILED',
    by: 'RECEIVER',
    reason: true,
    outcomes: ['NOT_ELIGIBLE', 'COULD_NOT_CONTACT', 'NO_CAPACITY', 'COULD_NOT_GET_HELP', 'NO_LONGER_INTERESTED'],
    meaning: 'End it without help, and say why.',
  },
  CANCEL: { from: open, to: 'CANCELLED', by: 'SENDER', reason: true, meaning: 'Take it back, and say why.' },
  EXPIRE: { from: ['REQUESTED', 'WAITLISTED'], to: 'EXPIRED', by: 'HUB', meaning: 'Nobody answered in time.' },
  CORRECT: {
    from: [...open, ...ended],
    to: 'ENTERED_IN_ERROR',
    by: 'SENDER',
    reason: true,
    meaning: 'It should never have been written; say why.',
  },
} as const satisfies Record<string, Edge>

export type Step = keyof typeof steps

const edges: Readonly<Record<Step, Edge>> = steps

/** Whether somebody still has to do something about it. */
export function isOpen(status: Status): boolean {
  return (open as readonly Status[]).includes(status)
}

/** A step as somebody wants to take it. */
export interface Move {
  readonly step: Step
  readonly actors: readonly Actor[]
  readonly reason?: Reason | null | undefined
  readonly outcome?: Outcome | null | undefined
}

/** Where the step leads, or why it is not open. */
export function advance(
  status: Status,
  move: Move,
): { readonly status: Status; readonly outcome: Outcome | null; readonly reason: Reason | null } | Refusal {
  const edge = edges[move.step]
  if (!edge.from.includes(status)) {
    const now = openSteps(status, move.actors)
    return {
      refused: 'NOT_ALLOWED_NOW',
      field: 'step',
      message: `${move.step} is not open while the referral is ${status}; open to you: ${now.length > 0 ? now.join(', ') : 'nothing'}`,
    }
  }
  if (!move.actors.includes(edge.by))
    return { refused: 'FORBIDDEN', field: 'step', message: `${move.step} is for the ${sides[edge.by]}` }
  if (edge.reason && !move.reason)
    return { refused: 'BAD_USER_INPUT', field: 'reason', message: `expected a reason, which ${move.step} needs` }
  if (!edge.outcomes && move.outcome)
    return { refused: 'BAD_USER_INPUT', field: 'outcome', message: `expected none: ${move.step} does not end the referral` }
  if (edge.outcomes && !(move.outcome && edge.outcomes.includes(move.outcome))) {
    return { refused: 'BAD_USER_INPUT', field: 'outcome', message: `expected one of ${edge.outcomes.join(', ')}` }
  }
  return { status: edge.to, outcome: move.outcome ?? null, reason: move.reason ?? null }
}

const sides: Readonly<Record<Actor, string>> = {
  SENDER: 'agency that sent it',
  RECEIVER: 'agency that received it',
  HUB: 'hub itself',
}

/** The steps that these actors may take now. */
export function openSteps(status: Status, actors: readonly Actor[]): Step[] {
  return (Object.keys(edges) as Step[]).filter((step) => edges[step].from.includes(status) && actors.includes(edges[step].by))
}
