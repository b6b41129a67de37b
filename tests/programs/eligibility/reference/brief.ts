import type { Answer } from '../../../../subgraphs/programs/domain/eligibility/answer'
import { asked, toVerify } from '../cities'
import type { Judgement } from './judge'

type Compared = Pick<Judgement, 'outcome' | 'states' | 'missing' | 'toVerify'>

/** The answer in the words of the reference; a fact that is missing is not said a second time for the agency. */
export function inBrief(found: Answer): Compared {
  const missing = asked(found).sort()
  return {
    outcome: found.outcome,
    states: found.criteria.map(({ id, state }) => [id, state]),
    missing,
    toVerify: toVerify(found)
      .filter((fact) => !missing.includes(fact))
      .sort(),
  }
}
