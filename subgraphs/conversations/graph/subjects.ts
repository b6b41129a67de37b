import type { Caller } from '../../../runtime/caller'
import type { Grounds } from '../../../runtime/consent/grounds'
import { agencyIn } from '../../../runtime/ids'
import type { Subject } from '../../../schema/shared/access/looks'
import { groundsAbout } from '../../../schema/shared/access/grounds-about'

interface Recorded {
  readonly id: string
  readonly residentId: string | null
  /** Code of the agency that recorded it. */
  readonly agency: string
  readonly grounds?: Grounds | null
}

export function conversationSubject(
  { id, residentId, agency, grounds, worker }: Recorded & { readonly worker: string },
  { city }: Caller,
): Subject {
  return { type: 'Conversation', id, grounds: groundsAbout(residentId, grounds), holder: agencyIn(city, agency), madeBy: worker }
}

export function followUpSubject(
  { id, residentId, agency, grounds, plannedBy }: Recorded & { readonly plannedBy: string },
  { city }: Caller,
): Subject {
  return { type: 'FollowUp', id, grounds: groundsAbout(residentId, grounds), holder: agencyIn(city, agency), madeBy: plannedBy }
}
