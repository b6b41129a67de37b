/** The household as it is known once one more fact is told. */
import type { Amount, HouseholdFacts, MemberFacts } from '../../../../runtime/facts'
import { birthDate, householdByNumber, incomes, memberByNumber } from './facts-by-number'
import { memberOf, numberOf, type Fact } from './open-facts'
import { isAmount } from './sheet'

/** Of an age, full years on the day of the answer. */
export function tell(household: HouseholdFacts, asOf: string, fact: Fact, value: boolean | string | number): HouseholdFacts {
  const member = memberOf(fact)
  if (member < 0) return { ...household, [householdByNumber[fact]!.name]: value }
  const number = numberOf(fact)
  if (number !== birthDate) return tellOfMember(household, member, { [memberByNumber[number]!.name]: value })
  return tellOfMember(household, member, { birthDate: `${Number(asOf.slice(0, 4)) - Number(value)}-01-01` })
}

/** Everything that the member's list of incomes or expenses still lacks: one further amount, or nothing. */
export function tellRest(household: HouseholdFacts, fact: Fact, further?: Amount): HouseholdFacts {
  const member = memberOf(fact)
  const list = numberOf(fact) === incomes ? 'incomes' : 'expenses'
  const known = (household.members[member]![list] ?? []).filter((one) => isAmount(one?.cents))
  const amounts = further === undefined ? known : [...known, further]
  return tellOfMember(household, member, { [list]: amounts, [`${list}Complete`]: true })
}

function tellOfMember(household: HouseholdFacts, member: number, told: object): HouseholdFacts {
  const members = household.members.map((known, index): MemberFacts => (index === member ? { ...known, ...told } : known))
  return { ...household, members }
}
