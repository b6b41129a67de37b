/** The values that stand for all: those a rule names and one other, numbers on and around each limit. */
import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../../../runtime/facts'
import { amountsInYear, step } from './amounts'
import type { Reads } from './reads'

const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }

export function valuesOf(fact: string, facts: HouseholdFacts, reads: Reads): readonly unknown[] {
  const { type } = catalogue[fact]!
  if (type === 'boolean') return [true, false]
  const named = [...new Set(reads.values(fact))]
  if (type === 'text') return [...named, 'elsewhere']
  if (typeof type === 'object') {
    const others = Object.keys(type.values).filter((value) => !named.includes(value))
    return [...named, ...others.slice(-1)]
  }
  if (fact === 'rentMonthly') return rentsInYear(facts, reads).map((cents) => cents / 12)
  const around = reads.limits(fact).flatMap((limit) => [limit - 1, limit, limit + 1])
  return [...new Set([0, ...around])].filter((value) => value >= 0)
}

/** The rent is the one amount that a rule may name on both sides of a comparison. */
function rentsInYear(facts: HouseholdFacts, reads: Reads): readonly number[] {
  const amounts = amountsInYear(facts, reads)
  if (!reads.turnsAtThirds) return amounts
  const steps = amounts.filter((cents) => cents % step === 0)
  return [...amounts, ...steps.flatMap((cents) => [cents + step / 3, cents + (step * 2) / 3])]
}

export function isNumber(fact: string): boolean {
  const { type } = catalogue[fact]!
  return type === 'integer' || type === 'money'
}
