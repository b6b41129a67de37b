/** Whether what an answer says could settle it does. */
import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../../../runtime/facts'
import type { Outcome } from '../../../../subgraphs/programs/domain/eligibility/answer'
import { changeMember, known } from './draft'

/** A missing fact, and the values of it that alone decide the outcome. */
export interface Settling {
  readonly fact: string
  readonly member?: string
  readonly answers: readonly { readonly value: string; readonly outcome: Outcome }[]
}

const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }

/** What is said to settle the outcome and does not, in words; empty where all is true. `decide` answers for a household. */
export function broken(
  { couldSettle = [] }: { readonly couldSettle?: readonly Settling[] },
  facts: HouseholdFacts,
  decide: (facts: HouseholdFacts) => Outcome,
): readonly string[] {
  return couldSettle.flatMap(({ fact, member, answers }) =>
    answers.flatMap(({ value, outcome }) => {
      const found = decide(told(facts, value, fact, member))
      return found === outcome ? [] : [`${fact} ${member ?? ''} = ${value} should be ${outcome} and is ${found}`]
    }),
  )
}

/** The household once a fact is answered. An age may be the answer to the question for the birth date. */
function told(facts: HouseholdFacts, value: string, fact: string, member: string | undefined): HouseholdFacts {
  const isAge = fact === 'birthDate' && !value.includes('-')
  const name = isAge ? 'age' : fact
  const read = valueOf(name, value)
  if (member === undefined) return known(facts, name, read)
  return changeMember({ facts }, member, (one) => known(isAge ? known(one, 'birthDate', undefined) : one, name, read)).facts
}

function valueOf(fact: string, value: string): unknown {
  const type = catalogue[fact]?.type
  if (type === 'boolean') return value === 'true'
  return type === 'integer' || type === 'money' ? Number(value) : value
}
