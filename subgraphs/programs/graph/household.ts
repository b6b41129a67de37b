import { isRefusal } from '../../../runtime/errors'
import type { HouseholdFacts } from '../../../runtime/facts'
import { mergeFacts, type FactChanges } from '../../../runtime/merge-facts'
import { readFacts, takeFacts } from '../../../schema/shared/facts'
import { refuse } from '../../../schema/shared/refuse'

/** The household of a resident or a screening, as it would be with the changes that are supposed. Nothing is stored. */
export function householdIn(facts: object | null | undefined, suppose: FactChanges | null | undefined, today: string) {
  // The gateway calls with null facts when residents could not answer: that is an outage, never an empty household.
  if (facts == null) refuse({ refused: 'SERVICE_UNAVAILABLE', message: 'the facts of the household could not be had' })
  const household = readFacts(facts as Record<string, unknown>)
  return suppose == null ? household : merged(household, suppose, today, 'suppose')
}

/** A household that nobody names. */
export function householdTold(facts: FactChanges, today: string): HouseholdFacts {
  return merged({ members: [] }, facts, today, 'facts')
}

/** Under the checks that recording the facts would meet; a refusal names the argument. */
function merged(before: HouseholdFacts, changes: FactChanges, today: string, argument: 'facts' | 'suppose'): HouseholdFacts {
  const after = mergeFacts(before, takeFacts(changes), today)
  if (!isRefusal(after)) return after
  return refuse({ ...after, ...(after.field === undefined ? {} : { field: after.field.replace(/^facts\b/, argument) }) })
}
