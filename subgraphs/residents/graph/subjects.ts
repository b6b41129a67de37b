import type { HouseholdFacts } from '../../../runtime/facts'
import { isRefusal } from '../../../runtime/errors'
import { agencyIn } from '../../../runtime/ids'
import { shownFacts } from '../../../runtime/consent/shown-facts'
import { factsLook } from '../../../schema/shared/access/facts-look'
import type { Subject } from '../../../schema/shared/access/looks'
import { refuse } from '../../../schema/shared/refuse'
import { showFacts } from '../../../schema/shared/facts'
import type { ResidentsContext } from './context'

/** Whom the records of this subgraph are about. */
interface Record {
  readonly id: string
}

async function about(type: string, id: string, residentIds: readonly string[], context: ResidentsContext): Promise<Subject> {
  const grounds = await Promise.all(residentIds.map((residentId) => context.grounds.load(residentId)))
  return { type, id, grounds: grounds.filter((one) => one !== undefined), holder: undefined }
}

export const residentSubject = ({ id }: Record, context: ResidentsContext) => about('Resident', id, [id], context)

export const consentSubject = ({ id, residentId }: Record & { readonly residentId: string }, context: ResidentsContext) =>
  about('Consent', id, [residentId], context)

/** A screening is held by the agency that took it. */
export async function screeningSubject(
  { id, residentId, agency }: Record & { readonly residentId: string; readonly agency: string },
  context: ResidentsContext,
): Promise<Subject> {
  return { ...(await about('Screening', id, [residentId], context)), holder: agencyIn(context.caller.city, agency) }
}

/** A household may be read by whoever may read it of one of the residents who live there. */
export async function householdSubject({ id }: Record, context: ResidentsContext): Promise<Subject> {
  return about('Household', id, await context.residentsIn.load(id), context)
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
