import { auditRow } from '../../../runtime/audit/looks'
import type { Model } from '../../../runtime/database/model'
import { migrations } from './migrations'
import { CampaignRow, ConversationRow, FollowUpRow } from './rows'
import { walls } from './walls'

export const model: Model = {
  schema: 'conversations',
  rows: [CampaignRow, ConversationRow, FollowUpRow, auditRow('conversations')],
  migrations,
  walls,
}
