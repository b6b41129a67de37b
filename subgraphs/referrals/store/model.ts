import { auditRow } from '../../../runtime/audit/looks'
import type { Model } from '../../../runtime/database/model'
import { migrations } from './migrations'
import { QueueRow, ReferralEventRow, ReferralRow } from './rows'
import { walls } from './walls'

export const model: Model = {
  schema: 'referrals',
  rows: [QueueRow, ReferralRow, ReferralEventRow, auditRow('referrals')],
  migrations,
  walls,
}
