import { auditRow } from '../../../runtime/audit/looks'
import type { Model } from '../../../runtime/database/model'
import { migrations } from './migrations'
import { ReleaseRow } from './rows'
import { walls } from './walls'

export const model: Model = { schema: 'programs', rows: [ReleaseRow, auditRow('programs')], migrations, walls }
