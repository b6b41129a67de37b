/** Makes more of a household known until the households that fit it are few enough to try them all. */
import type { HouseholdFacts, MemberFacts } from '../../../../runtime/facts'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { countLists, inYear, step, yearly, type AmountList } from './amounts'
import { known } from './draft'
import { kindsOf } from './further-members'
import { isAmountKnown, isWhole } from './read'
import { readsOf, type Reads } from './reads'
import { unknownsOf } from './unknowns'

const most = { completions: 800, kindsOfMembers: 9 }

export interface Question {
  readonly city: CityRules
  readonly program: string
  readonly facts: HouseholdFacts
  readonly asOf: string
}

/** `luck` says which value becomes known. */
export function tame({ city, program, facts: given, asOf }: Question, luck: number): Question {
  const reads = readsOf(city, program, asOf)
  const facts = endWideLists(given, reads, luck)
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

/** The lists of which there would be too many to try are known to the end. */
function endWideLists(facts: HouseholdFacts, reads: Reads, luck: number): HouseholdFacts {
  const wide = (['incomes', 'expenses'] as const).filter(
    (list) => reads.memberFacts.includes(list) && countLists(list, facts, reads) > most.completions,
  )
  const members = facts.members.map((member) => wide.reduce((one, list) => endList(list, one, luck), member))
  return { ...facts, members }
}

function endList(list: AmountList, member: MemberFacts, luck: number): MemberFacts {
  const amounts = (member[list] ?? []).map((amount) => (isAmountKnown(amount) ? amount : yearly(amount.type, (luck % 3) * step)))
  return known(known(member, list, amounts), `${list}Complete`, true)
}

/** Few people, and amounts in whole steps, as those of random households are: what is not known is tried around them. */
function isPlain({ members, rentMonthly = 0 }: HouseholdFacts): boolean {
  const amounts = members.flatMap(({ incomes = [], expenses = [] }) => [...incomes, ...expenses])
  const cents = [rentMonthly * 12, ...amounts.flatMap((amount) => (isAmountKnown(amount) ? [inYear(amount)] : []))]
  return members.length <= 3 && cents.every((sum) => sum % step === 0 && sum <= 2 * step)
}
