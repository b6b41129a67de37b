import type { Manager } from '../../../runtime/database/work'
import { HouseholdRow, ResidentRow } from './rows'

export interface Person {
  readonly resident: ResidentRow
  readonly household: HouseholdRow
}

/** Adds people who are not on record yet. Two statements, however many. */
export async function addPeople(manager: Manager, people: readonly Person[]): Promise<void> {
  const households = people.map(({ household }) => household)
  const residents = people.map(({ resident }) => resident)
  await manager.createQueryBuilder().insert().into(HouseholdRow).values(households).orIgnore().execute()
  await manager.createQueryBuilder().insert().into(ResidentRow).values(residents).orIgnore().execute()
}

/** Whether a resident of this id is on record. */
export function isOnRecord(manager: Manager, id: string): Promise<boolean> {
  return manager.existsBy(ResidentRow, { id })
}
