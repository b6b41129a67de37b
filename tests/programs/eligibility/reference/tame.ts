/** Makes more of a household known until the households that fit it are few enough to try them all. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { inYear, step } from './amounts'
import { kindsOf } from './further-members'
import { isAmountKnown, isWhole } from './read'
import { readsOf } from './reads'
import { known, unknownsOf } from './unknowns'

const most = { completions: 1200, kindsOfMembers: 10 }

export interface Question {
  readonly city: CityRules
  readonly program: string
  readonly facts: HouseholdFacts
  readonly asOf: string
}

/** `luck` says which value becomes known. */
export function tame({ city, program, facts, asOf }: Question, luck: number): Question {
  const reads = readsOf(city, program, asOf)
  if (reads.members && !isWhole(facts) && kindsOf(reads).length > most.kindsOfMembers) {
    const members = facts.members.length > 0 ? facts.members : [{ id: 'm0', relationship: 'HEAD' as const }]
    return tame({ city, program, facts: known({ ...facts, members }, 'membersComplete', true), asOf }, luck)
  }
  const unknowns = unknownsOf(facts, reads, asOf)
  const completions = unknowns.reduce((product, { values }) => product * values.length, 1)
  if (completions <= most.completions) return { city, program, facts, asOf }
  const widest = unknowns.reduce((one, other) => (other.values.length > one.values.length ? other : one))
  const from = luck % widest.values.length
  const filled = [...widest.values.slice(from), ...widest.values.slice(0, from)].map(({ fill }) => fill({ facts }).facts)
  return tame({ city, program, facts: filled.find(isPlain) ?? filled[0]!, asOf }, luck)
}

/** Few people, and amounts in whole steps, as those of random households are: what is not known is tried around them. */
function isPlain({ members, rentMonthly = 0 }: HouseholdFacts): boolean {
  const amounts = members.flatMap(({ incomes = [], expenses = [] }) => [...incomes, ...expenses])
  const cents = [rentMonthly * 12, ...amounts.flatMap((amount) => (isAmountKnown(amount) ? [inYear(amount)] : []))]
  return members.length <= 3 && cents.every((sum) => sum % step === 0 && sum <= 2 * step)
}
