/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
/**
 * Random rule trees that the loader would accept: facts of a member only under a member quantifier, no quantifier in another, sums
 * and counts outside of them or through a definition of the household, and only units that fit each other.
 */
import * as fc from 'fast-check'
import type { AmountKinds, Condition, FigureLookup, Quantity } from '../../../../subgraphs/programs/domain/eligibility/rule'
import { testOf } from './random-fact-tests'
import { choose, few, seasons, when, type Arb, type Scope } from './random-scope'

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
  )
}

function sumWhere(scope: Scope, amount: Arb<Quantity>): Arb<Quantity> {
  if (scope.subject.memberFacts.length === 0) return fc.record({ sum: amount })
  const where = choose(scope.subject.memberFacts.map(testOf))
  return fc.record({ sum: amount, where })
}

const kinds = fc.constantFrom<AmountKinds[]>('ALL', 'ALL', { only: ['WAGES'] }, { except: ['WAGES'] })
