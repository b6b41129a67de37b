/** What is not known of a household, each with the values it may take and the facts that ask for it. */
import type { HouseholdFacts, MemberFacts } from '../../../../runtime/facts'
import { farAmount } from './amounts'
import { changeMember, known, mayAsk, type Draft, type Unknown, type Value } from './draft'
import { furtherMembers } from './further-members'
import { possibleHeads, unlisted } from './heads'
import { isWhole, read, readNumber } from './read'
import type { Reads } from './reads'
import { unknownAmounts } from './unknown-amounts'
import { isNumber, valuesOf } from './values'

/** In the order in which a draft is filled in: the members before the head. */
export function unknownsOf(facts: HouseholdFacts, reads: Reads, asOf: string): readonly Unknown[] {
  const plainFacts = reads.memberFacts.filter((fact) => fact !== 'incomes' && fact !== 'expenses')
  return [
    ...reads.householdFacts.flatMap((fact) => unknownOfHousehold(fact, facts, reads, asOf)),
    ...facts.members.flatMap((member) =>
      plainFacts.flatMap((fact) =>
        fact === 'age' ? unknownAge(member, reads, asOf) : unknownOfMember(fact, member, facts, reads, asOf),
      ),
    ),
    ...unknownAmounts('incomes', facts, reads),
    ...unknownAmounts('expenses', facts, reads),
    ...(reads.members && !isWhole(facts) ? [unknownMembers(facts, reads)] : []),
    ...(reads.heads ? [unknownHead(facts)] : []),
  ]
}

function unknownOfHousehold(fact: string, facts: HouseholdFacts, reads: Reads, asOf: string): Unknown[] {
  if (isKnown(facts, fact, asOf)) return []
  const values = valuesOf(fact, facts, reads).map((value): Value => {
    const fill = (draft: Draft) => ({ ...draft, facts: known(draft.facts, fact, value) })
    // Beyond all limits it does not settle anything by being this one: what it is taken from may be more.
    const isFar = fact === 'rentMonthly' && value === farAmount(facts, reads) / 12
    return isFar ? { fill } : { text: String(value), fill }
  })
  return [{ asked: mayAsk(facts, { fact }), values }]
}

function unknownOfMember(fact: string, member: MemberFacts, facts: HouseholdFacts, reads: Reads, asOf: string): Unknown[] {
  if (isKnown(member, fact, asOf)) return []
  const { id } = member
  const values = valuesOf(fact, facts, reads)
  // Whether the member is the head is an unknown of its own, where it is one.
  const isHead = possibleHeads(facts).join() === id
  const possible = fact !== 'relationship' ? values : isHead ? ['HEAD'] : values.filter((value) => value !== 'HEAD')
  return [
    {
      asked: mayAsk(member, { fact, member: id }),
      values: possible.map((value) => ({
        ...(fact === 'relationship' ? {} : { text: String(value) }),
        fill: (draft) => changeMember(draft, id, (one) => known(one, fact, value)),
      })),
    },
  ]
}

/** The birth date says most; where it is withheld the age may still be asked. */
function unknownAge(member: MemberFacts, reads: Reads, asOf: string): Unknown[] {
  if (isKnown(member, 'age', asOf)) return []
  const { id } = member
  const asked = [...mayAsk(member, { fact: 'birthDate', member: id }), ...mayAsk(member, { fact: 'age', member: id })].slice(0, 1)
  const values = valuesOf('age', { members: [member] }, reads).map((age): Value => {
    const fill = (draft: Draft) => changeMember(draft, id, (one) => known(known(one, 'birthDate', undefined), 'age', age))
    return { text: String(age), fill }
  })
  return [{ asked, values }]
}

function unknownMembers(facts: HouseholdFacts, reads: Reads): Unknown {
  // A household has a head: where nobody listed is, or nobody is listed, there is somebody else.
  const isSomebody = possibleHeads(facts).join() === unlisted
  const lists = furtherMembers(reads).filter((list) => list.length > 0 || !isSomebody)
  const values = lists.map((list): Value => {
    const fill = (draft: Draft) => {
      const whole = { ...draft.facts, members: [...draft.facts.members, ...list] }
      return { ...draft, facts: known(whole, 'membersComplete', true) }
    }
    return list.length === 0 ? { text: 'true', fill } : { fill }
  })
  return { asked: mayAsk(facts, { fact: 'membersComplete' }), values }
}

/** Who the head is, among those who may be: that then another is not is no further difference between two households. */
function unknownHead(facts: HouseholdFacts): Unknown {
  const values = possibleHeads(facts).flatMap((id) => {
    // Of those who are not listed, the first or the last: lists of two kinds of people name each kind first.
    if (id === unlisted) return (['first', 'last'] as const).map((which) => headUnlisted(facts, which))
    const isStated = facts.members.some((one) => one.id === id && read(one, 'relationship') !== undefined)
    return [headListed(id, facts, isStated)]
  })
  return { asked: [], values }
}

function headListed(id: string, { members }: HouseholdFacts, isStated: boolean): Value {
  const member = members.find((one) => one.id === id) as MemberFacts
  const fill = (draft: Draft) => (isStated ? { ...draft, head: id } : withHead(draft, id))
  return { asked: mayAsk(member, { fact: 'relationship', member: id }), fill }
}

function headUnlisted(facts: HouseholdFacts, which: 'first' | 'last'): Value {
  const fill = (draft: Draft) => {
    const head = draft.facts.members.slice(facts.members.length).at(which === 'last' ? -1 : 0)
    // Nobody else lives there who could be the head: no household.
    return head === undefined ? draft : withHead(draft, head.id)
  }
  return { asked: mayAsk(facts, { fact: 'membersComplete' }), fill }
}

function withHead(draft: Draft, head: string): Draft {
  return { ...changeMember(draft, head, (one) => known(one, 'relationship', 'HEAD')), head }
}

function isKnown(owner: HouseholdFacts | MemberFacts, fact: string, asOf: string): boolean {
  return (isNumber(fact) ? readNumber(owner, fact, asOf) : read(owner, fact)) !== undefined
}
