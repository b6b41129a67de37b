/** Who else may live there: nobody, one or two of any kind, and crowds, for what counts heads or grows with the household. */
import type { MemberFacts } from '../../../../runtime/facts'
import { furtherLists } from './amounts'
import type { Reads } from './reads'
import { valuesOf } from './values'

type Kind = Readonly<Record<string, unknown>>

export function furtherMembers(reads: Reads): readonly (readonly MemberFacts[])[] {
  const kinds = kindsOf(reads)
  const pairs = kinds.flatMap((one, index) => kinds.slice(index).map((other) => [one, other]))
  const crowds = [2, 9].flatMap((many) =>
    kinds.flatMap((one) => kinds.map((other) => [one, ...Array.from({ length: many }, () => other)])),
  )
  return [[], ...kinds.map((kind) => [kind]), ...pairs, ...crowds].map((list) =>
    list.map((kind, index) => ({ ...kind, id: `further${index}` }) as MemberFacts),
  )
}

/** Every combination of values of the facts that the rules read of a member; none is the head. */
export function kindsOf(reads: Reads): readonly Kind[] {
  return reads.memberFacts.reduce<readonly Kind[]>(
    (kinds, fact) => kinds.flatMap((kind) => furtherValues(fact, reads).map((value) => ({ ...kind, ...value }))),
    [{}],
  )
}

function furtherValues(fact: string, reads: Reads): readonly Kind[] {
  if (fact === 'incomes') return furtherLists(fact, reads).map((incomes) => ({ incomes, incomesComplete: true }))
  if (fact === 'expenses') return furtherLists(fact, reads).map((expenses) => ({ expenses, expensesComplete: true }))
  const values = valuesOf(fact, reads)
  return values.filter((value) => value !== 'HEAD').map((value) => ({ [fact]: value }))
}
