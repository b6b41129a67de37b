import DataLoader from 'dataloader'
import { looksLoader, type LooksOf } from '../../../schema/shared/who-looked'
import type { Page } from '../../../schema/shared/connection'
import { loaderPerPage, type CallContext } from '../../../schema/shared/context'
import { campaigns, conversations, followUps } from '../store/conversations'
import type { CampaignRow, ConversationRow, FollowUpRow } from '../store/rows'

/** A page of one resident's rows, and what the rows must be. */
export interface Wanted extends Page {
  readonly filter: { readonly outcome?: string; readonly status?: string | null | undefined }
}

/** The call with its loaders: however many parents a reply holds, each kind of row is asked for once. */
export interface ConversationsContext extends CallContext {
  readonly campaign: DataLoader<string, CampaignRow | undefined>
  readonly conversation: DataLoader<string, ConversationRow | undefined>
  readonly followUp: DataLoader<string, FollowUpRow | undefined>
  readonly whoLooked: LooksOf
  readonly conversationsOf: (wanted: Wanted) => DataLoader<string, ConversationRow[]>
  readonly followUpsOf: (wanted: Wanted) => DataLoader<string, FollowUpRow[]>
  readonly followUpsFrom: DataLoader<string, FollowUpRow[]>
}

export function conversationsContext(call: CallContext): ConversationsContext {
  const { city } = call.caller
  const manager = () => call.work.manager()
  return {
    ...call,
    whoLooked: looksLoader('conversations', city, call.work),
    campaign: new DataLoader(async (ids) => campaigns.byIds(await manager(), city, ids)),
    conversation: new DataLoader(async (ids) => conversations.byIds(await manager(), city, ids)),
    followUp: new DataLoader(async (ids) => followUps.byIds(await manager(), city, ids)),
    conversationsOf: loaderPerPage(
      ({ filter, ...page }: Wanted) =>
        new DataLoader(async (ids) => conversations.ofResidents(await manager(), city, ids, filter, page)),
    ),
    followUpsOf: loaderPerPage(
      ({ filter, ...page }: Wanted) =>
        new DataLoader(async (ids) => followUps.ofResidents(await manager(), city, ids, filter, page)),
    ),
    followUpsFrom: new DataLoader(async (ids) => followUps.ofConversations(await manager(), city, ids)),
  }
}
