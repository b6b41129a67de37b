import { auditRow } from '../../../runtime/audit/looks'
import type { Model } from '../../../runtime/database/model'
import { migrations } from './migrations'
import {
  BreakGlassRow,
  ConsentRow,
  ContactNoteRow,
  ContactPointRow,
  HouseholdRow,
  ResidentRow,
  RevocationNoticeRow,
  ScreeningRow,
} from './rows'
import { walls } from './walls'

export const model: Model = {
  schema: 'residents',
  rows: [
    ResidentRow,
    ContactPointRow,
    HouseholdRow,
    ScreeningRow,
    ConsentRow,
    BreakGlassRow,
    ContactNoteRow,
    RevocationNoticeRow,
    auditRow('residents'),
  ],
  migrations,
  walls,
}
