import type { Grounds } from '../../../runtime/consent/grounds'
import type { Subject } from './looks'

/**
 * The grounds for a record about a resident, as they came from residents: none where it is about nobody who is known, undefined where
 * they did not come, or came for somebody else.
 */
export function groundsAbout(residentId: string | null, grounds: Grounds | null | undefined): readonly Grounds[] | undefined {
  if (residentId === null) return []
  return isWhole(grounds) && grounds.residentId === residentId ? [grounds] : undefined
}

/** Whatever else comes under this name is no ground. */
function isWhole(grounds: Grounds | null | undefined): grounds is Grounds {
  return Array.isArray(grounds?.consents) && Array.isArray(grounds.breakGlass) && typeof grounds.stewardshipDays === 'number'
}

/** Another subgraph's resident, with the grounds that came along. */
export function residentSubject({ id, grounds }: { readonly id: string; readonly grounds?: Grounds | null }): Subject {
  return { type: 'Resident', id, grounds: groundsAbout(id, grounds), holder: undefined, madeBy: undefined }
}
