/** What a step rests on in plain words, and each fact: said once for a household, however many programs ask. */
import type { Amount, HouseholdFacts } from '../../../../runtime/facts'
import type { FactUsed } from './answer'
import type { Desk } from './desk'
import { decimal, explainLimit, explainMargin, isMoney, refer } from './explain'
import { householdByNumber, memberByNumber, type FactKind } from './facts-by-number'
import { memberOf, numberOf, type Fact } from './open-facts'
import type { Said } from './sayings'
import { isAmount, yearlyCents } from './sheet'
import { basisOf } from './used-facts'

/** Of the household on the desk. */
export function say(desk: Desk, household: HouseholdFacts, at: number, member: number): Said {
  if (member >= 0) return sayAnew(desk, household, at, member)
  const { steps, stepsSaid } = desk.sayings
  const { round } = desk.sheet
  if (stepsSaid[at] !== round) {
    steps[at] = sayAnew(desk, household, at, -1)
    stepsSaid[at] = round
  }
  return steps[at]!
}

function sayAnew(desk: Desk, household: HouseholdFacts, at: number, member: number): Said {
  const { facts, met } = basisOf(desk, at, member)
  return {
    facts: sayFacts(desk, facts, household),
    limit: met === undefined ? undefined : explainLimit(met),
    margin: met === undefined ? undefined : explainMargin(met),
  }
}

function sayFacts({ sayings, sheet }: Desk, facts: readonly Fact[], household: HouseholdFacts): readonly FactUsed[] {
  const { facts: said, factsSaid } = sayings
  return facts.map((fact) => {
    if (factsSaid[fact] !== sheet.round) {
      said[fact] = sayFact(fact, household)
      factsSaid[fact] = sheet.round
    }
    return said[fact]!
  })
}

interface Owner extends Readonly<Record<string, unknown>> {
  readonly withheld?: readonly string[]
}

/** A fact with its value as plain text. */
function sayFact(fact: Fact, household: HouseholdFacts): FactUsed {
  const member = memberOf(fact)
  const { name, kind } = member < 0 ? householdByNumber[fact]! : memberByNumber[numberOf(fact)]!
  const owner = (member < 0 ? household : household.members[member]) as unknown as Owner
  const ref = refer(fact, household)
  if (owner.withheld?.includes(name)) return { ...ref, withheld: true }
  const value = Object.hasOwn(owner, name) ? owner[name] : undefined
  const isKnown =
    Array.isArray(value) || typeof value === 'boolean' || (typeof value === 'string' && value !== '') || isAmount(value)
  if (!isKnown) return ref
  const text = plain(kind, name, value)
  return ref.member === undefined ? { fact: name, value: text } : { fact: name, member: ref.member, value: text }
}

function plain(kind: FactKind, fact: string, value: unknown): string {
  if (kind === 'INCOMES' || kind === 'EXPENSES') return plainSum(value as readonly (Amount | null)[])
  return typeof value === 'number' && isMoney(fact) ? decimal(value) : String(value)
}

function plainSum(amounts: readonly (Amount | null)[]): string {
  let sum = 0
  let isExact = true
  for (const amount of amounts) {
    if (amount === null || amount === undefined) continue
    if (isAmount(amount.cents)) sum += yearlyCents(amount)
    else isExact = false
  }
  return isExact ? `${decimal(sum)} a year` : `at least ${decimal(sum)} a year`
}
