import type { Grounds } from '../../../runtime/consent/grounds'
import { agencyIn } from '../../../runtime/ids'
import type { Subject } from '../../../schema/shared/access/looks'
import { groundsAbout } from '../../../schema/shared/access/grounds-about'
import type { ReferralsContext } from './context'

interface Sent {
  readonly id: string
  readonly residentId: string
  readonly fromAgency: string
  readonly sentBy: string | null
  readonly grounds?: Grounds | null
}

/** A referral is held by the agency that wrote it. */
export function referralSubject({ id, residentId, fromAgency, sentBy, grounds }: Sent, { caller }: ReferralsContext): Subject {
  return {
    type: 'Referral',
    id,
    grounds: groundsAbout(residentId, grounds),
    holder: agencyIn(caller.city, fromAgency),
    madeBy: sentBy ?? undefined,
  }
}

/** What is written to a step is held by the agency that took it. */
export function eventSubject(
  { agency, by, referral }: { readonly agency: string; readonly by: string; readonly referral: Sent },
  context: ReferralsContext,
): Subject {
  return { ...referralSubject(referral, context), holder: agencyIn(context.caller.city, agency), madeBy: by }
}
