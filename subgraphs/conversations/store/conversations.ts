import type { Manager } from '../../../runtime/database/work'
import { findByIds, findPage, findPages, type Order, type Slice } from '../../../runtime/database/rows'
import { CampaignRow, ConversationRow, FollowUpRow } from './rows'

const newest: Order<ConversationRow> = { by: 'occurredAt', type: 'timestamptz', direction: 'desc' }
const latestCampaign: Order<CampaignRow> = { by: 'startsOn', type: 'date', direction: 'desc' }
const dueFirst: Order<FollowUpRow> = { by: 'due', type: 'date', direction: 'asc' }

/** No conversation plans more follow-ups than one reply can hold. */
const all: Slice = { first: 200, after: undefined }

type Wanted<Row> = { readonly [Name in keyof Row]?: unknown }

export const campaigns = {
  byIds: (manager: Manager, city: string, ids: readonly string[]) => findByIds(manager, CampaignRow, city, ids),
  page: (manager: Manager, city: string, slice: Slice) => findPage(manager, CampaignRow, city, {}, latestCampaign, slice),
  add: (manager: Manager, row: CampaignRow) => manager.insert(CampaignRow, row),
}

export const conversations = {
  byIds: (manager: Manager, city: string, ids: readonly string[]) => findByIds(manager, ConversationRow, city, ids),
  page: (manager: Manager, city: string, wanted: Wanted<ConversationRow>, slice: Slice) =>
    findPage(manager, ConversationRow, city, wanted, newest, slice),
  ofResidents: (manager: Manager, city: string, ids: readonly string[], wanted: Wanted<ConversationRow>, slice: Slice) =>
    findPages(manager, ConversationRow, city, { column: 'residentId', ids }, wanted, newest, slice),
  add: (manager: Manager, row: ConversationRow) => manager.insert(ConversationRow, row),
}

export const followUps = {
  byIds: (manager: Manager, city: string, ids: readonly string[]) => findByIds(manager, FollowUpRow, city, ids),
  page: (manager: Manager, city: string, wanted: Wanted<FollowUpRow>, slice: Slice) =>
    findPage(manager, FollowUpRow, city, wanted, dueFirst, slice),
  ofResidents: (manager: Manager, city: string, ids: readonly string[], wanted: Wanted<FollowUpRow>, slice: Slice) =>
    findPages(manager, FollowUpRow, city, { column: 'residentId', ids }, wanted, dueFirst, slice),
  ofConversations: (manager: Manager, city: string, ids: readonly string[]) =>
    findPages(manager, FollowUpRow, city, { column: 'conversationId', ids }, {}, dueFirst, all),
  add: (manager: Manager, row: FollowUpRow) => manager.insert(FollowUpRow, row),

  /** Whether the row was there in that version and is changed now. */
  async change(manager: Manager, row: FollowUpRow, values: Partial<FollowUpRow>): Promise<boolean> {
    const result = await manager.update(
      FollowUpRow,
      { id: row.id, version: row.version },
      { ...values, version: row.version + 1 },
    )
    return result.affected === 1
  },
}
