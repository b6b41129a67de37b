/** Says in plain English what a criterion read, the limit it met, and by how much. */
import { householdFacts, type HouseholdFacts } from '../../../../runtime/facts'
import { householdByNumber, memberByNumber } from './facts-by-number'
import type { Measure } from './measure'
import type { Met } from './met'
import { memberOf, numberOf, type Fact } from './open-facts'
import { isKnown, type Operator } from './range'

const words: Readonly<Record<Operator, string>> = {
  atMost: 'at most',
  below: 'below',
  atLeast: 'at least',
  above: 'more than',
  equals: 'exactly',
}

const nouns: Readonly<Record<Measure['unit'], string>> = {
  MONEY_A_YEAR: '',
  MONEY: '',
  YEARS: ' years',
  DAYS: ' days',
  HOURS: ' hours',
  PEOPLE: ' people',
  NUMBER: '',
}

/** A limit that grows with a household that is not fully listed yet is given as "at most 31,920.00 a year or more". */
export function explainLimit({ operator, right, measure }: Met): string {
  const from = amount(right.low, measure)
  if (isKnown(right)) return `${words[operator]} ${from}${period(measure)}`
  if (right.high === Infinity) return `${words[operator]} ${from}${period(measure)} or more`
  return `${words[operator]} ${from} to ${amount(right.high, measure)}${period(measure)}`
}

/** How far the value lies from the limit; undefined where either is not known. */
export function explainMargin({ left, right, measure }: Met): string | undefined {
  if (!isKnown(right)) return undefined
  if (isKnown(left)) return distance(left.low - right.low, measure, '')
  return left.low > right.low ? distance(left.low - right.low, measure, 'at least ') : undefined
}

/** The name of a fact, and the member's id where it is a member's. */
export function refer(fact: Fact, household: HouseholdFacts): { readonly fact: string; readonly member?: string } {
  const member = memberOf(fact)
  if (member < 0) return { fact: householdByNumber[fact]!.name }
  return { fact: memberByNumber[numberOf(fact)]!.name, member: household.members[member]!.id }
}

const money = new Set(Object.entries(householdFacts).flatMap(([name, { type }]) => (type === 'money' ? [name] : [])))

export function isMoney(fact: string): boolean {
  return money.has(fact)
}

function distance(difference: number, measure: Measure, hedge: string): string {
  if (difference === 0) return 'exactly at the limit'
  return `${hedge}${amount(Math.abs(difference), measure)}${period(measure)} ${difference > 0 ? 'over' : 'under'}`
}

/** `31,920.00`, `62 years`: a value in its measure. */
export function amount(value: number, measure: Measure): string {
  const isMoneyUnit = measure.unit === 'MONEY_A_YEAR' || measure.unit === 'MONEY'
  if (!isMoneyUnit) return `${value}${nouns[measure.unit]}`
  return grouped(decimal(measure.shown === 'MONTH' ? value / 12 : value))
}

/** A comma before every third digit of the whole dollars. */
function grouped(text: string): string {
  let shown = text
  for (let at = text.length - 6; at > (text.startsWith('-') ? 1 : 0); at -= 3) shown = `${shown.slice(0, at)},${shown.slice(at)}`
  return shown
}

/** What comes after an amount: over which time. */
export function period({ unit, shown }: Measure): string {
  if (unit !== 'MONEY_A_YEAR') return ''
  return shown === 'MONTH' ? ' a month' : ' a year'
}

/** Cents as dollars. */
export function decimal(cents: number): string {
  const whole = Math.round(cents)
  return `${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}
