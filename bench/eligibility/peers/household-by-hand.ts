/** A household laid out for rules written by hand, and the tests they are made of: true, false or open, with the facts that are missing. */
import type { HouseholdFacts, MemberFacts } from '../../../runtime/facts'
import { ageFrom } from '../../../subgraphs/programs/domain/eligibility/sheet'
import type { FactRead } from '../screening'
import { aMemberMore, sumExpenses, sumIncomes, type Sum } from './sums-by-hand'

/** 1 yes, 0 open, -1 no: all is the least of them, any the greatest. */
export type Truth = 1 | 0 | -1

/** Facts that are open. A test that is decided takes back what its parts have put in. */
export type Open = FactRead[]

export interface Laid {
  readonly facts: HouseholdFacts
  readonly members: readonly MemberFacts[]
  readonly size: number
  readonly isWhole: boolean
  /** -1 where it is not known. */
  readonly ages: readonly number[]
  /** The place of the head, or -1. */
  readonly head: number
  readonly income: Sum
  readonly incomeWithoutGifts: Sum
  readonly earned: Sum
  readonly childSupport: Sum
  readonly careCost: Sum
}

export function lay(facts: HouseholdFacts, asOf: string): Laid {
  const { members } = facts
  const isWhole = facts.membersComplete === true && members.length > 0
  const ages = members.map(({ birthDate }) => (birthDate === undefined ? -1 : (ageFrom(birthDate, asOf) ?? -1)))
  const head = members.length === 1 && isWhole ? 0 : members.findIndex(({ relationship }) => relationship === 'HEAD')
  return {
    facts,
    members,
    size: members.length,
    isWhole,
    ages,
    head,
    ...sumIncomes(facts, isWhole),
    ...sumExpenses(facts, isWhole),
  }
}

export function whether(value: boolean | undefined, fact: string, open: Open, member?: MemberFacts): Truth {
  if (value === undefined) return ask(fact, open, member)
  return value ? 1 : -1
}

export function oneOf(
  value: string | undefined,
  values: readonly string[],
  fact: string,
  open: Open,
  member?: MemberFacts,
): Truth {
  if (value === undefined) return ask(fact, open, member)
  return values.includes(value) ? 1 : -1
}

export function ageBetween(laid: Laid, member: number, least: number, most: number, open: Open): Truth {
  const age = laid.ages[member]!
  if (age < 0) return ask('birthDate', open, laid.members[member])
  return age >= least && age <= most ? 1 : -1
}

function ask(fact: string, open: Open, member?: MemberFacts): 0 {
  open.push(member === undefined ? { fact } : { fact, member: member.id })
  return 0
}

/** Whether the test holds for some member; for all of them with `no`, which turns it around. */
export function someone(
  laid: Laid,
  open: Open,
  test: (laid: Laid, member: number, open: Open) => Truth,
  kind: 1 | -1 = 1,
): Truth {
  const mark = open.length
  let isOpen = !laid.isWhole
  for (let member = 0; member < laid.size; member++) {
    const truth = test(laid, member, open)
    if (truth === kind) {
      open.length = mark
      return kind
    }
    if (truth === 0) isOpen = true
  }
  if (!isOpen) return kind === 1 ? -1 : 1
  if (!laid.isWhole) open.push(aMemberMore)
  return 0
}

/** Of the head; who the head is, is asked where nobody is known to be. */
export function ofHead(laid: Laid, open: Open, test: (laid: Laid, member: number, open: Open) => Truth): Truth {
  if (laid.head >= 0) return test(laid, laid.head, open)
  for (let member = 0; member < laid.size; member++) {
    if (laid.members[member]!.relationship === undefined) open.push({ fact: 'relationship', member: laid.members[member]!.id })
    test(laid, member, open)
  }
  if (!laid.isWhole) open.push(aMemberMore)
  return 0
}

/** Takes back what was put in since the mark, where the test is decided. */
export function settled(truth: Truth, open: Open, mark: number): Truth {
  if (truth !== 0) open.length = mark
  return truth
}

/** The limit for the size of the household, which may be larger than known. */
export function withinFor(
  sum: Sum,
  limits: readonly number[],
  laid: Laid,
  open: Open,
  sizeLow = laid.size,
  sizeHigh = laid.size,
  more?: Sum,
): Truth {
  const low = limits[sizeLow]! + (more?.low ?? 0)
  const high = (laid.isWhole ? limits[sizeHigh]! : Infinity) + (more?.high ?? 0)
  if (sum.high <= low) return 1
  if (sum.low > high) return -1
  open.push(...sum.open)
  if (more !== undefined) open.push(...more.open)
  if (!laid.isWhole && sum.open.length === 0) open.push(aMemberMore)
  return 0
}

export function within(value: number | undefined, limit: number, fact: string, open: Open): Truth {
  if (value === undefined) return ask(fact, open)
  return value <= limit ? 1 : -1
}

export function aboveNothing(sum: Sum, open: Open): Truth {
  if (sum.low > 0) return 1
  if (sum.high <= 0) return -1
  open.push(...sum.open)
  return 0
}
