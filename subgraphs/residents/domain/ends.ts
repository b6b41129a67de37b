import { dayIn } from '../../../runtime/days'

/** The day on which a consent ended or will: its last day or that of its revocation, whichever is first; null until revoked. */
export function endOfConsent(
  { validTo, revokedAt }: { readonly validTo: string | null; readonly revokedAt: Date | null },
  timeZone: string,
): string | null {
  const revokedOn = revokedAt === null ? null : dayIn(timeZone, revokedAt)
  if (validTo === null || revokedOn === null) return validTo ?? revokedOn
  return validTo < revokedOn ? validTo : revokedOn
}

interface Contacts {
  readonly registeredAt: Date
  readonly spokeAt: Date | null
  readonly factsAt: Date
}

/** The day of the last contact: what is deleted before its resident (a screening, a conversation) is no part of it. */
export function lastContact({ registeredAt, spokeAt, factsAt }: Contacts, timeZone: string): string {
  const latest = Math.max(registeredAt.getTime(), spokeAt?.getTime() ?? 0, factsAt.getTime())
  return dayIn(timeZone, new Date(latest))
}

/** A resident and the household they live in. */
export interface Housed {
  readonly id: string
  readonly householdId: string
}

/**
 * Whom a page of residents is judged with: everybody of a household at once, when its first resident by id comes up, so that each
 * household is judged once. Those of the page who live in no household are gone already and have left something behind.
 */
export function judgedTogether(page: readonly string[], housed: readonly Housed[]): readonly string[] {
  const first = new Map<string, string>()
  for (const { id, householdId } of housed) {
    const known = first.get(householdId)
    if (known === undefined || id < known) first.set(householdId, id)
  }
  const onPage = new Set(page)
  const known = new Set(housed.map(({ id }) => id))
  const whole = housed.filter(({ householdId }) => onPage.has(first.get(householdId) as string)).map(({ id }) => id)
  return [...page.filter((id) => !known.has(id)), ...whole]
}
