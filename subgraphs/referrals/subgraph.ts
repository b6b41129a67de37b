import { bridge } from '../../schema/bridge'
import { byKey, stub } from '../../schema/shared/by-key'
import { PageInfo } from '../../schema/shared/connection'
import type { Subgraph } from '../../schema/shared/execute'
import { LocalTextObject } from '../../schema/shared/local-text'
import { LookRecordObject, whoLookedResolver } from '../../schema/shared/who-looked'
import { OutboxEventObject, outboxResolver } from '../../schema/shared/outbox'
import { referralsContext, type ReferralsContext } from './graph/context'
import {
  ConversationReferralsResolver,
  IntakeQueueResolver,
  ProgramReferralsResolver,
  ReferralResolver,
  ResidentReferralsResolver,
} from './graph/resolver'
import { requiresOwnGrounds } from './graph/rules'
import { residentSubject } from '../../schema/shared/access/grounds-about'
import { eventSubject, referralSubject } from './graph/subjects'
import {
  AgencyStub,
  ConversationStub,
  IntakeQueueObject,
  ProgramStub,
  ReferralEventObject,
  ReferralObject,
  ResidentStub,
  ScreeningStub,
  WorkingDaysObject,
} from './graph/types'

const row = <Row>(found: Row) => found

/** All of the referrals subgraph, wired. */
export const referralsSubgraph: Subgraph = {
  name: 'referrals',
  ...bridge({
    resolvers: [
      IntakeQueueResolver,
      ReferralResolver,
      ResidentReferralsResolver,
      ConversationReferralsResolver,
      ProgramReferralsResolver,
      whoLookedResolver(ResidentStub, 'whoLookedAtReferrals', 'their referrals', requiresOwnGrounds),
      outboxResolver('referrals'),
    ],
    types: [
      ResidentStub,
      ProgramStub,
      ConversationStub,
      ScreeningStub,
      AgencyStub,
      WorkingDaysObject,
      IntakeQueueObject,
      ReferralObject,
      ReferralEventObject,
      LookRecordObject,
      LocalTextObject,
      PageInfo,
      OutboxEventObject,
    ],
    references: {
      Resident: stub,
      Program: stub,
      Conversation: stub,
      IntakeQueue: byKey('referral:read', (context: ReferralsContext) => context.queue, row),
      Referral: byKey('referral:read', (context: ReferralsContext) => context.referral, row),
    },
    open: ['Program', 'IntakeQueue'],
    subjects: { Referral: referralSubject, ReferralEvent: eventSubject, Resident: residentSubject },
  }),
  contextFor: referralsContext,
}
