/** Random definitions of a member and of the household, each of which may use those before it. */
import * as fc from 'fast-check'
import type { Definition } from '../../../../subgraphs/programs/domain/eligibility/rule'
import { condition, quantityOfMoney, quantityOfPeople } from './random-rules'
import type { Subject } from './random-scope'

export function definitionsOn(subject: Subject): fc.Arbitrary<Definition>[] {
  const household = { subject, member: false, programs: [] }
  const member = { ...household, member: true }
  const hasMembers = subject.memberFacts.length > 0
  const common = (id: string, of: Definition['of']) => ({ id, of, text: `The definition ${id}.` })
  return [
    ...(hasMembers
      ? [condition({ ...member, defined: [] }, 1).map((defined) => ({ ...common('memberTest', 'MEMBER'), condition: defined }))]
      : []),
    ...(subject.amounts
      ? [
          quantityOfMoney({ ...member, defined: [] }, 0).map((quantity) => ({
            ...common('memberAmount', 'MEMBER'),
            unit: 'MONEY_A_YEAR' as const,
            quantity,
          })),
        ]
      : []),
    ...(subject.people
      ? [
          quantityOfPeople({ ...household, defined: before(subject, 'memberTest') }).map((quantity) => ({
            ...common('householdPeople', 'HOUSEHOLD'),
            unit: 'PEOPLE' as const,
            quantity,
          })),
        ]
      : []),
    ...(subject.amounts
      ? [
          quantityOfMoney({ ...household, defined: before(subject, 'memberTest', 'memberAmount') }, 0).map((quantity) => ({
            ...common('householdAmount', 'HOUSEHOLD'),
            unit: 'MONEY_A_YEAR' as const,
            quantity,
          })),
        ]
      : []),
    condition(
      { ...household, defined: before(subject, 'memberTest', 'memberAmount', 'householdPeople', 'householdAmount') },
      1,
    ).map((defined) => ({ ...common('householdTest', 'HOUSEHOLD'), condition: defined })),
  ]
}

/** Those of the definitions that a city on the subject has. */
export function before(subject: Subject, ...ids: readonly string[]): readonly string[] {
  const missing = [
    ...(subject.memberFacts.length > 0 ? [] : ['memberTest']),
    ...(subject.amounts ? [] : ['memberAmount', 'householdAmount']),
    ...(subject.people ? [] : ['householdPeople']),
  ]
  return ids.filter((id) => !missing.includes(id))
}
