import type { HouseholdFacts } from '../../../runtime/facts'
import { isRefusal } from '../../../runtime/errors'
import { agencyIn } from '../../../runtime/ids'
import { shownFacts } from '../../../runtime/consent/shown-facts'
import { factsLook } from '../../../schema/shared/access/facts-look'
import type { Subject } from '../../../schema/shared/access/looks'
import { refuse } from '../../../schema/shared/refuse'
import { showFacts } from '../../../schema/shared/facts'
import type { ResidentsContext } from './context'

interface Record {
  readonly id: string
}

interface AboutOne extends Record {
  readonly residentId: string
}

/** Whom a record is about. */
async function about(
  type: string,
  id: string,
  residentIds: readonly string[],
  context: ResidentsContext,
): Promise<Omit<Subject, 'madeBy'>> {
  const grounds = await Promise.all(residentIds.map((residentId) => context.grounds.load(residentId)))
  return { type, id, grounds: grounds.filter((one) => one !== undefined), holder: undefined }
}

export async function residentSubject(
  { id, registeredSub }: Record & { readonly registeredSub: string | null },
  context: ResidentsContext,
): Promise<Subject> {
  return { ...(await about('Resident', id, [id], context)), madeBy: registeredSub ?? undefined }
}

export async function consentSubject(
  { id, residentId, recordedBy }: AboutOne & { readonly recordedBy: string },
  context: ResidentsContext,
): Promise<Subject> {
  return { ...(await about('Consent', id, [residentId], context)), madeBy: recordedBy }
}

/** A screening is held by the agency that took it. */
export async function screeningSubject(
  { id, residentId, agency, takenBy }: AboutOne & { readonly agency: string; readonly takenBy: string },
  context: ResidentsContext,
): Promise<Subject> {
  const holder = agencyIn(context.caller.city, agency)
  return { ...(await about('Screening', id, [residentId], context)), holder, madeBy: takenBy }
}

/** A household may be read by whoever may read it of one of the residents who live there. */
export async function householdSubject({ id }: Record, context: ResidentsContext): Promise<Subject> {
  return { ...(await about('Household', id, await context.residentsIn.load(id), context)), madeBy: undefined }
}

/** The facts of a record as the caller may read them; each kind that is read is a look. */
export function readableFacts(facts: HouseholdFacts, subject: Subject, { looks }: ResidentsContext, field: string): object {
  const shown = shownFacts(facts, (category) => {
    const allowed = looks.take(subject, { categories: [category], purpose: factsLook.purpose }, `${field} (${category})`)
    if (!isRefusal(allowed)) return allowed
    return allowed.refused === 'CONSENT_REQUIRED' ? undefined : refuse(allowed)
  })
  return showFacts(shown)
}
