import type { ConsentRow, HouseholdRow, ResidentRow, ScreeningRow } from '../store/rows'
import type { ConsentObject, HouseholdObject, ResidentObject, ScreeningObject } from './types'

/** Rows as the graph's objects: what the graph does not name stays behind. */
export const showResident = (row: ResidentRow) => row as unknown as ResidentObject

export const showHousehold = (row: HouseholdRow): HouseholdObject => row

export const showScreening = (row: ScreeningRow): ScreeningObject => row

export const showConsent = (row: ConsentRow): ConsentObject => row
