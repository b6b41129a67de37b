/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
/**
 * Random rule trees that the loader would accept: facts of a member only under a member quantifier, no quantifier in another, sums
 * and counts outside of them or through a definition of the household, and only units that fit each other.
 */
import * as fc from 'fast-check'
import type { AmountKinds, Condition, FigureLookup, Quantity } from '../../../../subgraphs/programs/domain/eligibility/rule'

/** What a family of random rules speaks of. */
export interface Subject {
  readonly householdFacts: readonly string[]
  readonly memberFacts: readonly string[]
  /** Sums of incomes and expenses, rent by the year. */
  readonly amounts: boolean
  /** Sizes and counts of members. */
  readonly people: boolean
  readonly heads: boolean
  /** Tests whether a member's relationship is HEAD. */
  readonly kinOfHead: boolean
  readonly unsourced: boolean
}

interface Scope {
  readonly subject: Subject
  readonly member: boolean
  /** Ids of the definitions and programs that may be named. */
  readonly defined: readonly string[]
  readonly programs: readonly string[]
}

/** The definitions of every random city, in the order in which each may use those before it. */
export const definitionIds = ['memberTest', 'memberAmount', 'householdPeople', 'householdAmount', 'householdTest'] as const

type Arb<T> = fc.Arbitrary<T>
const few = <T>(one: Arb<T>) => fc.array(one, { minLength: 1, maxLength: 3 })
const choose = <T>(arbitraries: readonly Arb<T>[]) => fc.oneof(...arbitraries)
const when = <T>(isWanted: boolean, arbitrary: () => Arb<T>) => (isWanted ? [arbitrary()] : [])

export function condition(scope: Scope, depth: number): Arb<Condition> {
  const leaves = choose(leavesIn(scope, depth))
  if (depth === 0) return leaves
  const inner = condition(scope, depth - 1)
  const { subject, member } = scope
  const ofMember = () => condition({ ...scope, member: true, programs: [] }, Math.min(1, depth - 1))
  const hasMembers = !member && (subject.memberFacts.length > 0 || subject.amounts)
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    { weight: 2, arbitrary: fc.record({ all: few(inner) }) },
    { weight: 2, arbitrary: fc.record({ any: few(inner) }) },
    { weight: 1, arbitrary: fc.record({ not: inner }) },
    { weight: 1, arbitrary: fc.record({ if: inner, then: inner, else: inner }) },
    {
      weight: 1,
      arbitrary: few(inner).chain((of) => fc.integer({ min: 1, max: of.length }).map((least) => ({ atLeast: least, of }))),
    },
    ...(hasMembers
      ? [
          { weight: 2, arbitrary: fc.record({ forAnyMember: ofMember() }) },
          { weight: 2, arbitrary: fc.record({ forEveryMember: ofMember() }) },
        ]
      : []),
    ...(hasMembers && subject.heads ? [{ weight: 3, arbitrary: fc.record({ forHead: ofMember() }) }] : []),
  )
}

function leavesIn(scope: Scope, depth: number): readonly Arb<Condition>[] {
  const { subject, member, defined, programs } = scope
  const facts = member && subject.memberFacts.length > 0 ? subject.memberFacts : subject.householdFacts
  const tests = facts.map(testOf)
  return [
    ...tests,
    ...when(member && subject.householdFacts.length > 0, () => choose(subject.householdFacts.map(testOf))),
    ...when(member && subject.kinOfHead, () => fc.constant({ fact: 'relationship', is: 'HEAD' })),
    ...when(!member && subject.people, () => comparePeople(scope)),
    ...when(subject.amounts, () => compareAmounts(scope, Math.min(1, depth))),
    ...when(subject.amounts && !member, () => compareAmounts(scope, Math.min(2, depth))),
    ...when(defined.includes('householdTest'), () => fc.constant({ define: 'householdTest' })),
    ...when(member && defined.includes('memberTest'), () => fc.constant({ define: 'memberTest' })),
    ...when(programs.length > 0 && !member, () => fc.record({ program: fc.constantFrom(...programs) })),
    ...when(subject.unsourced, () => fc.constant({ unsourced: 'Nobody knows.' })),
    ...when(subject.unsourced, () => fc.constantFrom(...seasons)),
  ]
}

const seasons = [{ season: { from: '11-01', to: '03-31' } }, { season: { from: '05-01', to: '06-30' } }]

/** A test of one fact. Its numbers and words are the few that random households speak of too. */
function testOf(fact: string): Arb<Condition> {
  const sides = ['atMost', 'below', 'atLeast', 'above', 'equals'] as const
  const compared = (limits: Arb<Quantity>) =>
    fc
      .tuple(fc.constantFrom(...sides), limits)
      .map(([side, limit]) => ({ compare: { fact }, [side]: limit }) as unknown as Condition)
  const judged = (figure: string) =>
    fc
      .constantFrom('within', 'beyond', ...sides)
      .map((side) => ({ compare: { fact }, [side]: { figure } }) as unknown as Condition)
  switch (fact) {
    case 'age':
      return fc.oneof(compared(fc.constantFrom(18, 65)), judged('years'))
    case 'shelterDays':
      return fc.oneof(compared(fc.constantFrom(30, 90)), judged('stay'))
    case 'assets':
      return judged('owned')
    case 'county':
      return named(fact, ['36005', '37119'])
    case 'tenure':
      return named(fact, ['RENTER', 'OWNER'])
    case 'relationship':
      return named(fact, ['CHILD', 'SPOUSE'])
    default:
      return fc.boolean().map((is) => ({ fact, is }))
  }
}

function named(fact: string, values: readonly string[]): Arb<Condition> {
  return fc.oneof(
    fc.constantFrom(...values).map((is) => ({ fact, is })),
    fc.subarray([...values], { minLength: 1 }).map((list) => ({ fact, in: list })),
  )
}

function comparePeople(scope: Scope): Arb<Condition> {
  const people = quantityOfPeople(scope)
  return fc
    .tuple(people, fc.constantFrom('atMost', 'below', 'atLeast', 'above', 'equals'), fc.integer({ min: 1, max: 3 }))
    .map(([compare, side, limit]) => ({ compare, [side]: limit }) as unknown as Condition)
}

export function quantityOfPeople(scope: Scope): Arb<Quantity> {
  const named = when<Quantity>(scope.defined.includes('householdPeople'), () => fc.constant({ define: 'householdPeople' }))
  if (scope.member || scope.subject.memberFacts.length === 0) return choose([fc.constant('householdSize' as const), ...named])
  const count = fc.record({ count: condition({ ...scope, member: true, programs: [] }, 1) })
  return choose<Quantity>([
    fc.constant('householdSize'),
    count,
    fc.record({ add: fc.tuple(count, fc.constantFrom(0, 1)) }),
    ...named,
  ])
}

function compareAmounts(scope: Scope, depth: number): Arb<Condition> {
  const sides = ['atMost', 'below', 'atLeast', 'above', 'equals'] as const
  const amount = quantityOfMoney(scope, depth)
  const limit = lookup(scope)
  return fc.oneof(
    fc
      .tuple(amount, fc.constantFrom('within', 'beyond', 'within', 'beyond', ...sides), limit)
      .map(([compare, side, figure]) => ({ compare, [side]: figure }) as unknown as Condition),
    ...when(depth > 1, () =>
      fc
        .tuple(amount, fc.constantFrom(...sides), amount)
        .map(([compare, side, other]) => ({ compare, [side]: other }) as unknown as Condition),
    ),
  )
}

function lookup(scope: Scope): Arb<FigureLookup> {
  const size = quantityOfPeople(scope)
  return fc.oneof(
    fc.constantFrom({ figure: 'yearly' }, { figure: 'monthly' }),
    ...when<FigureLookup>(scope.subject.people, () =>
      fc.record({ figure: fc.constantFrom('table', 'monthly-table', 'percent'), size }),
    ),
    ...when<FigureLookup>(scope.subject.unsourced, () => fc.constant({ figure: 'gone' })),
  )
}

/** Cents a year. */
export function quantityOfMoney(scope: Scope, depth: number): Arb<Quantity> {
  const { member, defined } = scope
  const ofMember = fc.oneof(
    { weight: 3, arbitrary: kinds.map((incomes) => ({ incomes })) },
    { weight: 1, arbitrary: fc.constant({ expenses: 'ALL' as const }) },
  )
  const leaves: readonly Arb<Quantity>[] = [
    fc.constant({ fact: 'rentMonthly', per: 'MONTH' }),
    ...when<Quantity>(member, () => ofMember),
    ...when<Quantity>(!member, () => fc.record({ sum: ofMember })),
    ...when<Quantity>(!member, () => sumWhere(scope, ofMember)),
    ...when<Quantity>(member && defined.includes('memberAmount'), () => fc.constant({ define: 'memberAmount' })),
    ...when<Quantity>(defined.includes('householdAmount'), () => fc.constant({ define: 'householdAmount' })),
  ]
  if (depth === 0) return choose(leaves)
  const leaf = choose(leaves)
  const inner = quantityOfMoney(scope, depth - 1)
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    // Nested, they would spread limits further apart than the reference looks.
    { weight: 1, arbitrary: fc.record({ add: fc.tuple(leaf, leaf) }) },
    { weight: 1, arbitrary: fc.record({ subtract: fc.tuple(leaf, leaf) }) },
    { weight: 1, arbitrary: fc.record({ share: fc.constant([1, 2] as const), of: leaf }) },
    { weight: 1, arbitrary: fc.record({ if: condition({ ...scope, programs: [] }, 0), then: inner, else: inner }) },
  ) as Arb<Quantity>
}

function sumWhere(scope: Scope, amount: Arb<Quantity>): Arb<Quantity> {
  if (scope.subject.memberFacts.length === 0) return fc.record({ sum: amount })
  const where = choose(scope.subject.memberFacts.map(testOf))
  return fc.record({ sum: amount, where })
}

const kinds = fc.constantFrom<AmountKinds[]>('ALL', 'ALL', { only: ['WAGES'] }, { except: ['WAGES'] })
