import type { Refusal } from '../../../runtime/errors'

export interface ConsentTerms {
  readonly recipientIds: readonly string[]
  readonly discloserIds: readonly string[]
  readonly categories: readonly string[]
  readonly purposes: readonly string[]
  readonly validFrom: string
  readonly validTo: string | null
}

/** The first term of a consent that says nothing or contradicts itself, or undefined. */
export function unfitTerms(terms: ConsentTerms): Refusal | undefined {
  const refusal = (field: string, message: string): Refusal => ({ refused: 'BAD_USER_INPUT', field, message })
  if (terms.recipientIds.length < 1 || terms.recipientIds.length > 20) return refusal('recipientIds', 'expected 1 to 20 agencies')
  if (terms.discloserIds.length > 20) return refusal('discloserIds', 'expected at most 20 agencies')
  if (terms.categories.length === 0) return refusal('categories', 'expected at least one kind of data')
  if (terms.purposes.length === 0) return refusal('purposes', 'expected at least one purpose')
  if (terms.validTo !== null && terms.validTo < terms.validFrom)
    return refusal('validTo', `expected a day not before ${terms.validFrom}`)
  return undefined
}
