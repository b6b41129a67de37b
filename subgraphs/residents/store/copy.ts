import type { Manager } from '../../../runtime/database/work'
import { plainFacts } from '../../../runtime/plain-facts'
import { ContactNoteRow, ContactPointRow, HouseholdRow, ResidentRow } from './rows'

export function isOnRecordIn(manager: Manager, city: string, id: string): Promise<boolean> {
  return manager.existsBy(ResidentRow, { city, id })
}

/** A resident by the names that the graph has for it: with the ways to reach them, the last contact and the household. */
export async function copyOfResident(manager: Manager, city: string, id: string): Promise<object> {
  const { householdId, familyKey, sortName, ...resident } = await manager.findOneByOrFail(ResidentRow, { city, id })
  const contactPoints = await manager.find(ContactPointRow, { where: { city, residentId: id }, order: { id: 'ASC' } })
  const spoken = await manager.findOneBy(ContactNoteRow, { city, residentId: id })
  const { city: _, facts, ...household } = await manager.findOneByOrFail(HouseholdRow, { city, id: householdId })
  return {
    ...resident,
    searchedBy: { familyKey, sortName },
    contactPoints: contactPoints.map(({ kind, value, preferred }) => ({ kind, value, preferred })),
    lastContact: spoken && { at: spoken.at, agency: spoken.agency, conversationId: spoken.conversationId },
    household: { ...household, facts: plainFacts(facts) },
  }
}
