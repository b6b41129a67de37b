import type { SubgraphName } from '../../runtime/config'
import type { Keeper } from '../../runtime/retention/keeper'
import type { HeldKind } from '../../runtime/retention/judge'
import { conversationsKeeper } from '../../subgraphs/conversations/store/retention'
import { referralsKeeper } from '../../subgraphs/referrals/store/retention'
import { residentsKeeper } from '../../subgraphs/residents/store/retention'

/** The subgraphs that hold something about people, in the order in which it is deleted: what cites goes before what it cites. */
export const keepers: readonly Keeper[] = [referralsKeeper, conversationsKeeper, residentsKeeper]

/** Of each kind: in whose log it is recorded that a record went, and as what. */
export const recorded: Readonly<Record<HeldKind, { readonly log: SubgraphName; readonly type: string }>> = {
  residents: { log: 'residents', type: 'Resident' },
  households: { log: 'residents', type: 'Household' },
  screenings: { log: 'residents', type: 'Screening' },
  consents: { log: 'residents', type: 'Consent' },
  revocationNotices: { log: 'residents', type: 'RevocationNotice' },
  breakGlass: { log: 'residents', type: 'BreakGlass' },
  conversations: { log: 'conversations', type: 'Conversation' },
  followUps: { log: 'conversations', type: 'FollowUp' },
  referrals: { log: 'referrals', type: 'Referral' },
  outbox: { log: 'residents', type: 'OutboxEvent' },
}
