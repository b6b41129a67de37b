import type { Refusal } from '../../../runtime/errors'

/** An emergency ends by itself within the hour. */
const mostMinutes = 60

/** Shorter than this a reason says nothing to the resident who reads it. */
const leastReason = 10

/** What about an emergency cannot be, or undefined. */
export function unfitOpening({ reason, minutes }: { readonly reason: string; readonly minutes: number }): Refusal | undefined {
  if (reason.trim().length < leastReason)
    return { refused: 'BAD_USER_INPUT', field: 'reason', message: `expected a reason of at least ${leastReason} characters` }
  if (minutes < 1 || minutes > mostMinutes)
    return { refused: 'BAD_USER_INPUT', field: 'minutes', message: `expected 1 to ${mostMinutes} minutes` }
  return undefined
}
