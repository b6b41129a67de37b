import type { Grounds } from '../../../runtime/consent/grounds'

/**
 * The grounds for a record about a resident, as they came from residents: none where it is about nobody who is known, undefined where
 * they did not come, or came for somebody else.
 */
export function groundsAbout(residentId: string | null, grounds: Grounds | null | undefined): readonly Grounds[] | undefined {
  if (residentId === null) return []
  return grounds?.residentId === residentId ? [grounds] : undefined
}
