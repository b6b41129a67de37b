import { dayIn } from '../../../runtime/days'
import { isOpen, type Status } from './life'

/** The day on which a referral ended, which is that of its last step; null while it is open. */
export function endOfReferral(
  { status, changedAt }: { readonly status: Status; readonly changedAt: Date },
  timeZone: string,
): string | null {
  return isOpen(status) ? null : dayIn(timeZone, changedAt)
}
