/** Says in plain English what a criterion read, the limit it met, and by how much. */
import { householdFacts, type FactDefinition } from '../../../../runtime/facts'
import type { FactUsed } from './answer'
import type { Measure } from './measure'
import { isKnown, type Operator } from './range'
import { read, yearly, type FactRef, type Subject } from './read-fact'
import type { Met } from './verdict'

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

/** Each fact once, with its value as plain text. */
export function explainFacts(used: readonly FactRef[], subject: Subject): readonly FactUsed[] {
  const once = new Map(used.map((ref) => [`${ref.fact} ${ref.member ?? ''}`, ref]))
  return [...once.values()].map((ref) => explainFact(ref, subject))
}

function explainFact(ref: FactRef, subject: Subject): FactUsed {
  const member = subject.household.members.find(({ id }) => id === ref.member)
  const reading = read(ref.fact, member === undefined ? subject : { ...subject, member })
  if (reading.state === 'WITHHELD') return { ...ref, withheld: true }
  return reading.state === 'KNOWN' ? { ...ref, value: plain(ref.fact, reading.value) } : ref
}

function plain(fact: string, value: unknown): string {
  if (Array.isArray(value)) {
    const amounts = value.map(yearly)
    const sum = amounts.reduce((total, { low }) => total + low, 0)
    return amounts.every(isKnown) ? `${decimal(sum)} a year` : `at least ${decimal(sum)} a year`
  }
  return typeof value === 'number' && isMoney(fact) ? decimal(value) : String(value)
}

function isMoney(fact: string): boolean {
  const definition = (householdFacts as Readonly<Record<string, FactDefinition>>)[fact]
  return definition?.type === 'money'
}

function distance(difference: number, measure: Measure, hedge: string): string {
  if (difference === 0) return 'exactly at the limit'
  return `${hedge}${amount(Math.abs(difference), measure)}${period(measure)} ${difference > 0 ? 'over' : 'under'}`
}

function amount(value: number, measure: Measure): string {
  const isMoneyUnit = measure.unit === 'MONEY_A_YEAR' || measure.unit === 'MONEY'
  if (!isMoneyUnit) return `${value}${nouns[measure.unit]}`
  return decimal(measure.shown === 'MONTH' ? value / 12 : value).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
}

function period({ unit, shown }: Measure): string {
  if (unit !== 'MONEY_A_YEAR') return ''
  return shown === 'MONTH' ? ' a month' : ' a year'
}

function decimal(cents: number): string {
  const whole = Math.round(cents)
  return `${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}
