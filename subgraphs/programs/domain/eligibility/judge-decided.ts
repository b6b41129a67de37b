/** The judgement by a program whose criteria are all decided, or one of them against: then nothing is missing and nothing searched. */
import type { Outcome } from './answer'
import type { Desk } from './desk'
import type { Judgement, TapedProgram } from './judge'

const outright = (outcome: Outcome): Judgement => ({ outcome, missing: [], toVerify: [], isCut: false })

const closed = outright('CLOSED')
const refused = outright('INELIGIBLE')
const eligible = outright('ELIGIBLE')
const discretionary = outright('DISCRETIONARY')
/** Where no rules are in force. */
const unruled = outright('NEEDS_INFORMATION')

/** Undefined where something is open. */
export function judgeDecided({ yes, no }: Desk, { rules, criteria }: TapedProgram): Judgement | undefined {
  if (!rules.open) return closed
  let held = 0
  for (const at of criteria) {
    if (no[at] !== 0) return refused
    if (yes[at] !== 0) held++
  }
  if (held < criteria.length) return undefined
  return rules.inForce ? (rules.discretionary === undefined ? eligible : discretionary) : unruled
}
