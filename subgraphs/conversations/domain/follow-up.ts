import type { Refusal } from '../../../runtime/errors'

export type FollowUpStatus = 'OPEN' | 'DONE' | 'CANCELLED'

/** A follow-up ends once. */
export function close(status: FollowUpStatus, to: FollowUpStatus): FollowUpStatus | Refusal {
  if (to === 'OPEN') return { refused: 'BAD_USER_INPUT', field: 'status', message: 'expected DONE or CANCELLED' }
  if (status !== 'OPEN') return { refused: 'NOT_ALLOWED_NOW', field: 'id', message: `this follow-up is ${status} already` }
  return to
}
