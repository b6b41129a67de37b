import type { Outcome } from '../eligibility/answer'

/**
 * What a change of the rules does to one household and one program. GAIN: it could not have the program and now can; LOSE: the other way
 * round. NEWLY_OPEN: it was decided and now hangs on a fact that is not known. NEWLY_DECIDED: the other way round. OTHERWISE: the answer is
 * the same yes or no in another word, as CLOSED in place of INELIGIBLE.
 */
export const changes = ['GAIN', 'LOSE', 'NEWLY_OPEN', 'NEWLY_DECIDED', 'OTHERWISE'] as const
export type Change = (typeof changes)[number]

/** DISCRETIONARY is a yes as far as the rules go: a worker decides. */
const kinds: Readonly<Record<Outcome, 'YES' | 'NO' | 'OPEN'>> = {
  ELIGIBLE: 'YES',
  DISCRETIONARY: 'YES',
  INELIGIBLE: 'NO',
  CLOSED: 'NO',
  NEEDS_INFORMATION: 'OPEN',
}

/** Undefined where nothing changes. A program that is not there is a no. */
export function changeOf(before: Outcome | undefined, after: Outcome | undefined): Change | undefined {
  if (before === after) return undefined
  const [was, is] = [before, after].map((outcome) => (outcome === undefined ? 'NO' : kinds[outcome]))
  if (was === is) return 'OTHERWISE'
  if (is === 'OPEN') return 'NEWLY_OPEN'
  if (was === 'OPEN') return 'NEWLY_DECIDED'
  return is === 'YES' ? 'GAIN' : 'LOSE'
}
