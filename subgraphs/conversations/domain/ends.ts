import { dayIn } from '../../../runtime/days'
import type { FollowUpStatus } from './follow-up'

/** The day on which a follow-up was closed; null while it is open. */
export function endOfFollowUp(
  { status, closedAt }: { readonly status: FollowUpStatus; readonly closedAt: Date | null },
  timeZone: string,
): string | null {
  return status === 'OPEN' || closedAt === null ? null : dayIn(timeZone, closedAt)
}
