import { may } from '../../runtime/caller'
import { bridge } from '../../schema/bridge'
import { PageInfo } from '../../schema/shared/connection'
import type { Subgraph } from '../../schema/shared/execute'
import { conversationsContext, type ConversationsContext } from './graph/context'
import { CampaignResolver, ConversationResolver, FollowUpResolver, ResidentConversationsResolver } from './graph/resolver'
import { CampaignObject, ConversationObject, FollowUpObject, ResidentStub } from './graph/types'

type Key = { readonly id: string }

/** Whoever may not read conversations finds none by key either. */
function byKey<Row>(load: (context: ConversationsContext) => { load(id: string): Promise<Row | undefined> }) {
  return async ({ id }: Key, context: ConversationsContext): Promise<Row | null> =>
    may(context.caller, 'conversation:read') ? ((await load(context).load(id)) ?? null) : null
}

/** All of the conversations subgraph, wired. */
export const conversationsSubgraph: Subgraph = {
  name: 'conversations',
  ...bridge({
    resolvers: [CampaignResolver, ConversationResolver, FollowUpResolver, ResidentConversationsResolver],
    types: [ResidentStub, CampaignObject, ConversationObject, FollowUpObject, PageInfo],
    references: {
      Resident: (key: Key) => ({ id: key.id }),
      Campaign: byKey((context) => context.campaign),
      Conversation: byKey((context) => context.conversation),
      FollowUp: byKey((context) => context.followUp),
    },
  }),
  contextFor: conversationsContext,
}
