import { may } from '../../runtime/caller'
import { bridge } from '../../schema/bridge'
import { PageInfo } from '../../schema/shared/connection'
import type { Subgraph } from '../../schema/shared/execute'
import { LocalTextObject } from '../../schema/shared/local-text'
import { referralsContext, type ReferralsContext } from './graph/context'
import {
  ConversationReferralsResolver,
  IntakeQueueResolver,
  ProgramReferralsResolver,
  ReferralResolver,
  ResidentReferralsResolver,
} from './graph/resolver'
import {
  AgencyStub,
  ConversationStub,
  IntakeQueueObject,
  ProgramStub,
  ReferralEventObject,
  ReferralObject,
  ResidentStub,
  ScreeningStub,
} from './graph/types'

type Key = { readonly id: string }

const stub = ({ id }: Key) => ({ id })

/** Whoever may not read referrals finds none by key either. */
function byKey<Row>(load: (context: ReferralsContext) => { load(id: string): Promise<Row | undefined> }) {
  return async ({ id }: Key, context: ReferralsContext): Promise<Row | null> =>
    may(context.caller, 'referral:read') ? ((await load(context).load(id)) ?? null) : null
}

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
    ],
    types: [
      ResidentStub,
      ProgramStub,
      ConversationStub,
      ScreeningStub,
      AgencyStub,
      IntakeQueueObject,
      ReferralObject,
      ReferralEventObject,
      LocalTextObject,
      PageInfo,
    ],
    references: {
      Resident: stub,
      Program: stub,
      Conversation: stub,
      IntakeQueue: byKey((context) => context.queue),
      Referral: byKey((context) => context.referral),
    },
  }),
  contextFor: referralsContext,
}
