import { householdByNumber, memberByNumber, type NumberedFact } from '../../subgraphs/programs/domain/eligibility/facts-by-number'
import { Op, type Tape } from '../../subgraphs/programs/domain/eligibility/tape'

/** Names of the facts that decide an answer. */
export interface FactsRead {
  readonly household: readonly string[]
  readonly member: readonly string[]
}

const readsHousehold: ReadonlySet<number> = new Set([Op.HOUSEHOLD_IS, Op.HOUSEHOLD_FACT])
const readsMember: ReadonlySet<number> = new Set([Op.MEMBER_TRUE, Op.MEMBER_FALSE, Op.MEMBER_IS, Op.MEMBER_FACT, Op.AMOUNTS])

/** What the programs of a day read, and what the engine itself does: who is listed, who is the head, how old, and whether lists are whole. */
export function factsRead({ op, a, length }: Tape): FactsRead {
  const household = new Set(['membersComplete'])
  const member = new Set(['relationship', 'birthDate', 'incomesComplete', 'expensesComplete'])
  for (let at = 0; at < length; at++) {
    if (readsHousehold.has(op[at]!)) household.add(nameIn(householdByNumber, a[at]!))
    if (readsMember.has(op[at]!)) member.add(nameIn(memberByNumber, a[at]!))
  }
  return { household: [...household], member: [...member] }
}

function nameIn(table: readonly NumberedFact[], number: number): string {
  return table[number]!.name
}
