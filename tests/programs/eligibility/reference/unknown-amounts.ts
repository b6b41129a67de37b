/** What is not known of a member's incomes or expenses: listed amounts, and what is not listed while the list is not said to be whole. */
import type { Amount, HouseholdFacts, MemberFacts } from '../../../../runtime/facts'
import { amountsInYear, listsOf, yearly, type AmountList } from './amounts'
import { isAmountKnown, read } from './read'
import type { Reads } from './reads'
import { changeMember, known, mayAsk, type Unknown, type Value } from './draft'

/** Of each member whose amounts the rules read. */
export function unknownAmounts(list: AmountList, facts: HouseholdFacts, reads: Reads): readonly Unknown[] {
  if (!reads.memberFacts.includes(list)) return []
  const tried = { amounts: () => amountsInYear(facts, reads), lists: () => listsOf(list, facts, reads) }
  return facts.members.flatMap((member) => unknownsIn(list, member, tried))
}

interface Tried {
  readonly amounts: () => readonly number[]
  readonly lists: () => readonly (readonly Amount[])[]
}

function unknownsIn(list: AmountList, member: MemberFacts, tried: Tried): readonly Unknown[] {
  const { id } = member
  const listed = read(member, list) as readonly Amount[] | undefined
  const isWhole = read(member, `${list}Complete`) === true
  const asList = mayAsk(member, { fact: list, member: id })
  const asEnd = isWhole ? [] : mayAsk(member, { fact: `${list}Complete`, member: id })
  const fill = (amounts: (before: readonly Amount[]) => readonly Amount[]): Value => ({
    fill: (draft) =>
      changeMember(draft, id, (one) =>
        known(known(one, list, amounts(listed === undefined ? [] : (one[list] ?? []))), `${list}Complete`, true),
      ),
  })
  if (listed === undefined) {
    // What would be listed and what would not are one open sum, asked for by both; a list that is withheld is withheld with its end.
    return [
      {
        asked: asList.length === 0 ? [] : [...asList, ...asEnd],
        values: tried.lists().map((amounts) => fill(() => amounts)),
      },
    ]
  }
  const open = listed.flatMap((amount, index) => (isAmountKnown(amount) ? [] : [index]))
  const amounts = open.map((index) => ({
    asked: asList,
    values: tried
      .amounts()
      .map((cents) => fill((before) => before.map((amount, at) => (at === index ? yearly(amount.type, cents) : amount)))),
  }))
  if (isWhole) return amounts
  const end = tried.lists().map((more) => {
    const value = fill((before) => [...before, ...more])
    return sum(more) === 0 ? { ...value, text: 'true' } : value
  })
  return [...amounts, { asked: asEnd, values: end }]
}

function sum(amounts: readonly Amount[]): number {
  return amounts.reduce((total, { cents }) => total + (cents ?? 0), 0)
}
