/** Reads one fact: what is absent, withheld or makes no sense is unknown. */
import { timesPerYear, type Amount, type HouseholdFacts, type MemberFacts } from '../../../../runtime/facts'
import type { AmountKinds } from '../../../../subgraphs/programs/domain/eligibility/rule'
import { anyAmount, exactly, plus, type Between } from './quantity'

type Owner = HouseholdFacts | MemberFacts

/** Undefined where it is not known. */
export function read(owner: Owner, fact: string): unknown {
  const withheld: readonly string[] = owner.withheld ?? []
  if (withheld.includes(fact) || !Object.hasOwn(owner, fact)) return undefined
  return (owner as unknown as Record<string, unknown>)[fact]
}

export function readNumber(owner: Owner, fact: string, asOf: string): number | undefined {
  const value = fact === 'age' ? (ageOn(read(owner, 'birthDate'), asOf) ?? read(owner, 'age')) : read(owner, fact)
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

/** Born on 29 February, one is a year older on 1 March of a common year: the 28th is still before the 29th. */
export function ageOn(birthDate: unknown, asOf: string): number | undefined {
  if (typeof birthDate !== 'string' || !isDay(birthDate) || birthDate > asOf) return undefined
  const years = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return asOf.slice(5) < birthDate.slice(5) ? years - 1 : years
}

function isDay(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** A member's incomes or expenses of some kinds, in cents a year. */
export function readAmounts(member: MemberFacts, list: 'incomes' | 'expenses', kinds: AmountKinds): Between {
  const listed = read(member, list) as readonly Amount[] | undefined
  if (listed === undefined) return anyAmount
  const known = listed.filter(({ type }) => counts(type, kinds)).map(amountInYear)
  const all = known.reduce(plus, exactly(0))
  return read(member, `${list}Complete`) === true ? all : plus(all, anyAmount)
}

export function isAmountKnown({ cents }: Amount): boolean {
  return cents !== undefined && Number.isFinite(cents) && cents >= 0
}

function amountInYear(amount: Amount): Between {
  return isAmountKnown(amount) ? exactly((amount.cents ?? 0) * timesPerYear[amount.frequency]) : anyAmount
}

export function counts(type: string, kinds: AmountKinds): boolean {
  if (kinds === 'ALL') return true
  return 'only' in kinds ? kinds.only.includes(type) : !kinds.except.includes(type)
}

/** Nobody lives in an empty household: with no member listed the list is not whole. */
export function isWhole(facts: HouseholdFacts): boolean {
  return read(facts, 'membersComplete') === true && facts.members.length > 0
}
