import type { Grounds } from '../../../runtime/consent/grounds'
import type { Subject } from './looks'

/**
 * The grounds for a record about a resident, as they came from residents: none where it is about nobody who is known, undefined where
 * they did not come, or came for somebody else.
 */
export function groundsAbout(residentId: string | null, grounds: Grounds | null | undefined): readonly Grounds[] | undefined {
  if (residentId === null) return []
  return grounds?.residentId === residentId ? [grounds] : undefined
}

/** Another subgraph's resident, with the grounds that came along. */
export function residentSubject({ id, grounds }: { readonly id: string; readonly grounds?: Grounds | null }): Subject {
  return { type: 'Resident', id, grounds: groundsAbout(id, grounds), holder: undefined, madeBy: undefined }
}
