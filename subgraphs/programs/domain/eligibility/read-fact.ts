/** Reads one fact of a household or a member: known, unknown, or withheld. Withheld is unknown, and never asked for. */
import {
  householdFacts,
  memberFacts,
  timesPerYear,
  type Amount,
  type HouseholdFacts,
  type LocalText,
  type MemberFacts,
} from '../../../../runtime/facts'
import { type Bounds, anything, exactly } from './range'

/** Whose facts are read, on which day. */
export interface Subject {
  readonly household: HouseholdFacts
  readonly asOf: string
  readonly member?: MemberFacts
  /** What has been found of the household as a whole, by the node of the rule that asked. */
  readonly found: Map<object, unknown>
}

export interface FactRef {
  readonly fact: string
  readonly member?: string
}

export type Reading =
  | { readonly state: 'KNOWN'; readonly value: boolean | number | string | readonly Amount[] }
  | { readonly state: 'UNKNOWN' }
  | { readonly state: 'WITHHELD' }

const catalogue: Readonly<Record<string, { readonly question: LocalText }>> = { ...householdFacts, ...memberFacts }

const unknown: Reading = { state: 'UNKNOWN' }

function isMemberFact(fact: string): boolean {
  return Object.hasOwn(memberFacts, fact)
}

export function refer(fact: string, { member }: Subject): FactRef {
  return isMemberFact(fact) && member !== undefined ? { fact, member: member.id } : { fact }
}

export function read(fact: string, { household, member }: Subject): Reading {
  const owner = isMemberFact(fact) ? member : household
  if (owner === undefined) return unknown
  if ((owner.withheld as readonly string[] | undefined)?.includes(fact)) return { state: 'WITHHELD' }
  const value = Object.hasOwn(owner, fact) ? (owner as unknown as Record<string, unknown>)[fact] : undefined
  if (typeof value === 'number')
    return isAmount(value) ? { state: 'KNOWN', value: Math.min(value, Number.MAX_SAFE_INTEGER) } : unknown
  if (typeof value === 'boolean' || typeof value === 'string') return { state: 'KNOWN', value }
  return Array.isArray(value) ? { state: 'KNOWN', value: value as readonly Amount[] } : unknown
}

/** Full years lived on the day; one who is born on 29 February grows older on 1 March of a common year. */
export function ageFrom(birthDate: string, asOf: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(birthDate) || birthDate > asOf) return undefined
  const years = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return asOf.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Cents a year of one amount; open above where the amount is not known. */
export function yearly({ cents, frequency }: Amount): Bounds {
  if (cents === undefined || !isAmount(cents)) return anything
  return exactly(Math.min(cents, Number.MAX_SAFE_INTEGER) * (timesPerYear[frequency] ?? 1))
}

/** Negative and endless numbers are no amounts: read as known, they could turn a lower bound into a false yes. */
function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0
}

export function questionFor(fact: string): LocalText {
  return catalogue[fact]?.question ?? { en: fact }
}
