/** Who else may live there: nobody, a few of any kind, and crowds, for what counts heads or grows with the household. */
import type { MemberFacts } from '../../../../runtime/facts'
import { furtherLists } from './amounts'
import type { Reads } from './reads'
import { valuesOf } from './values'

type Kind = Readonly<Record<string, unknown>>

const crowd = 14

export function furtherMembers(reads: Reads): readonly (readonly MemberFacts[])[] {
  const kinds = kindsOf(reads)
  // Where kinds are few, all sorts of mixtures are still few.
  const isFew = kinds.length <= 4
  const few = isFew ? [1, 2, 3, 4, crowd] : reads.counts ? [1, 2] : [1]
  const many = isFew ? [3, 4, crowd] : reads.counts ? [2, 3, crowd] : [2, crowd]
  const mixtures = kinds.flatMap((one) =>
    kinds.flatMap((other) => few.flatMap((less) => many.map((more) => [...times(less, one), ...times(more, other)]))),
  )
  return [...upTo(isFew ? 4 : 2, kinds), ...mixtures].map((list) =>
    list.map((kind, index) => ({ ...kind, id: `further${index}` })),
  )
}

/** Nobody, each kind, each pair, and so on. */
function upTo(many: number, kinds: readonly Kind[]): readonly (readonly Kind[])[] {
  if (many === 0) return [[]]
  return [[], ...kinds.flatMap((kind, index) => upTo(many - 1, kinds.slice(index)).map((more) => [kind, ...more]))]
}

function times(many: number, kind: Kind): readonly Kind[] {
  return Array.from({ length: many }, () => kind)
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
  const values = valuesOf(fact, { members: [] }, reads)
  return values.filter((value) => value !== 'HEAD').map((value) => ({ [fact]: value }))
}
