import type { Refusal } from '../../../runtime/errors'

/** One attempt to talk to somebody, as a worker reports it. */
export interface Attempt {
  readonly outcome: string
  readonly residentId?: string | null | undefined
  readonly needs: readonly string[]
  readonly occurredAt: Date
  readonly followUp?: { readonly due: string } | null | undefined
}

/** A phone's clock may run ahead of the server's by this much. */
const clockSkew = 10 * 60_000

/** The first thing about an attempt that cannot be, or undefined. Only somebody who was reached can have told a need. */
export function unfitAttempt(attempt: Attempt, now: Date, today: string): Refusal | undefined {
  const refusal = (field: string, message: string): Refusal => ({ refused: 'BAD_USER_INPUT', field, message })
  if (attempt.occurredAt.getTime() > now.getTime() + clockSkew)
    return refusal('occurredAt', 'expected an instant that is not in the future')
  if (attempt.needs.length > 20) return refusal('needs', 'expected at most 20 needs')
  if (attempt.outcome !== 'REACHED' && attempt.needs.length > 0)
    return refusal('needs', 'expected none: only an attempt that REACHED somebody carries needs')
  if (attempt.outcome === 'REACHED' && attempt.residentId == null)
    return refusal('residentId', 'expected the resident who was reached')
  if (attempt.followUp && attempt.residentId == null) return refusal('residentId', 'expected the resident to get back to')
  if (attempt.followUp && attempt.followUp.due < today) return refusal('followUp.due', `expected a day not before ${today}`)
  return undefined
}
