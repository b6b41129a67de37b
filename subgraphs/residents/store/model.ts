import type { Model } from '../../../runtime/database/model'
import { migrations } from './migrations'
import { ConsentRow, ContactPointRow, HouseholdRow, ResidentRow, ScreeningRow } from './rows'
import { walls } from './walls'

export const model: Model = {
  schema: 'residents',
  rows: [ResidentRow, ContactPointRow, HouseholdRow, ScreeningRow, ConsentRow],
  migrations,
  walls,
}
