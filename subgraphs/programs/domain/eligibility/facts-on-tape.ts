/** The facts that a tape's steps read, by number: of a household no other is laid out. */
import {
  age,
  birthDate,
  expenses,
  expensesComplete,
  incomes,
  incomesComplete,
  membersComplete,
  relationship,
} from './facts-by-number'
import { Op, type FactsOnTape, type Tape } from './tape'

const ofHousehold: ReadonlySet<number> = new Set([Op.HOUSEHOLD_IS, Op.HOUSEHOLD_FACT])
const ofMembers: ReadonlySet<number> = new Set([Op.MEMBER_TRUE, Op.MEMBER_FALSE, Op.MEMBER_IS, Op.MEMBER_FACT, Op.AMOUNTS])

/** Those too that the engine reads for itself: who is listed, who is the head, how old, and whether lists are whole. */
export function factsOnTape({ op, a }: Pick<Tape, 'op' | 'a'>): FactsOnTape {
  const household = new Set([membersComplete])
  const member = new Set([relationship, birthDate, age, incomes, incomesComplete, expenses, expensesComplete])
  op.forEach((kind, at) => {
    if (ofHousehold.has(kind)) household.add(a[at]!)
    if (ofMembers.has(kind)) member.add(a[at]!)
  })
  return { household, member }
}
