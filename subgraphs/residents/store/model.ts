import { auditRow } from '../../../runtime/audit/looks'
import type { Model } from '../../../runtime/database/model'
import { migrations } from './migrations'
import { ConsentRow, ContactPointRow, HouseholdRow, ResidentRow, ScreeningRow } from './rows'

export const model: Model = {
  schema: 'residents',
  rows: [ResidentRow, ContactPointRow, HouseholdRow, ScreeningRow, ConsentRow, auditRow('residents')],
  migrations,
}
