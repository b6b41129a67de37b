import { bridge } from '../../schema/bridge'
import { byKey, stub } from '../../schema/shared/by-key'
import { PageInfo } from '../../schema/shared/connection'
import type { Subgraph } from '../../schema/shared/execute'
import { OutboxEventObject, outboxResolver } from '../../schema/shared/outbox'
import { LocalTextObject } from '../../schema/shared/local-text'
import { LookRecordObject, whoLookedResolver } from '../../schema/shared/who-looked'
import { conversationsContext, type ConversationsContext } from './graph/context'
import { CampaignResolver, ConversationResolver, FollowUpResolver, ResidentConversationsResolver } from './graph/resolver'
import { requiresOwnGrounds } from './graph/rules'
import { residentSubject } from '../../schema/shared/access/grounds-about'
import { conversationSubject, followUpSubject } from './graph/subjects'
import { CampaignObject, ConversationObject, FollowUpObject, ResidentStub } from './graph/types'

const row = <Row>(found: Row) => found

/** All of the conversations subgraph, wired. */
export const conversationsSubgraph: Subgraph = {
  name: 'conversations',
  ...bridge({
    resolvers: [
      CampaignResolver,
      ConversationResolver,
      FollowUpResolver,
      ResidentConversationsResolver,
      whoLookedResolver(ResidentStub, 'whoLookedAtConversations', 'what was said with them', requiresOwnGrounds),
      outboxResolver('conversations'),
    ],
    types: [
      ResidentStub,
      CampaignObject,
      ConversationObject,
      FollowUpObject,
      LookRecordObject,
      LocalTextObject,
      PageInfo,
      OutboxEventObject,
    ],
    references: {
      Resident: stub,
      Campaign: byKey('conversation:read', (context: ConversationsContext) => context.campaign, row),
      Conversation: byKey('conversation:read', (context: ConversationsContext) => context.conversation, row),
      FollowUp: byKey('conversation:read', (context: ConversationsContext) => context.followUp, row),
    },
    open: ['Campaign'],
    subjects: {
      Conversation: (row: ConversationObject, { caller }: ConversationsContext) => conversationSubject(row, caller),
      FollowUp: (row: FollowUpObject, { caller }: ConversationsContext) => followUpSubject(row, caller),
      Resident: residentSubject,
    },
  }),
  contextFor: conversationsContext,
}
