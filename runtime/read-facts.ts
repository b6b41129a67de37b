import type { Refusal } from './errors'
import { dayExpected, isDay } from './days'
import {
  ExpenseType,
  Frequency,
  householdFacts,
  IncomeType,
  memberFacts,
  type FactDefinition,
  type FactEnum,
  type FactType,
  type HouseholdFacts,
} from './facts'
import { mostAmounts, mostMembers, unfitFacts } from './merge-facts'
import { centsOf, moneyExpected } from './money'
import { unfitText } from './text'

/** A value as the engine counts it, or a {@link Misfit}. `at` is where it stands in what its caller reads. */
type Read = (value: unknown, at: string) => unknown

/** What is wrong with a value: where it stands, and what was expected. */
export class Misfit {
  constructor(
    readonly field: string,
    readonly expected: string,
  ) {}
}

/**
 * Facts of a whole household as a file of JSON carries them, checked as the graph checks what a client sends: money in dollars, as
 * decimal text or as a number with at most two decimals; a fact that is left out or null is unknown. A member's id is any text, and
 * where there is none it is m1, m2 and so on by its place.
 *
 * @returns the facts, or a refusal that names the field and what was expected and never repeats the value
 */
export function readHousehold(json: unknown, asOf: string): HouseholdFacts | Refusal {
  const facts = readTable(json, 'facts', household)
  return facts instanceof Misfit ? refusal(facts) : whole(facts, asOf)
}

/** Facts of which each is fit by itself, as a household: every member has an id of its own, and one fact does not contradict another. */
export function whole(facts: Record<string, unknown>, asOf: string): HouseholdFacts | Refusal {
  const listed = (facts['members'] as Record<string, unknown>[] | undefined) ?? []
  for (const [index, member] of listed.entries()) {
    const id = (member['id'] ??= `m${index + 1}`)
    // They are so few that this is quicker than to keep what was seen.
    if (listed.findIndex((other) => other['id'] === id) < index)
      return refusal(new Misfit(`facts.members[${index}].id`, 'an id that no other member has'))
  }
  facts['members'] = listed
  const household = facts as unknown as HouseholdFacts
  return unfitFacts(household, asOf) ?? household
}

function refusal({ field, expected }: Misfit): Refusal {
  return { refused: 'BAD_USER_INPUT', field, message: `expected ${expected}` }
}

/** The same object, with its values as the engine counts them: it was read from JSON a moment ago and is nobody else's. */
function readTable(json: unknown, at: string, table: ReadonlyMap<string, Read>): Record<string, unknown> | Misfit {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return new Misfit(at, 'an object')
  const facts = json as Record<string, unknown>
  for (const name in facts) {
    const value = facts[name]
    const read = table.get(name)
    if (read === undefined) return new Misfit(`${at}.${named(name)}`, nameExpected(table))
    if (value === null) {
      delete facts[name]
      continue
    }
    const taken = read(value, '')
    if (taken instanceof Misfit) return new Misfit(`${at}.${name}${taken.field}`, taken.expected)
    if (taken !== value) facts[name] = taken
  }
  return facts
}

/** The facts are too many to list them. */
function nameExpected(table: ReadonlyMap<string, Read>): string {
  return table.size > 10 ? 'the name of a fact' : `one of ${[...table.keys()].join(', ')}`
}

/** A name that nobody foresaw may be anything: it is shown only where it looks like a name. */
function named(name: string): string {
  return /^\w{1,60}$/.test(name) ? name : '?'
}

function listOf(most: number, what: string, read: Read): Read {
  return (value, at) => {
    if (!Array.isArray(value)) return new Misfit(at, `a list of ${what}`)
    if (value.length > most) return new Misfit(at, `at most ${most} ${what}`)
    for (let index = 0; index < value.length; index++) {
      const entry = read(value[index], '')
      if (entry instanceof Misfit) return new Misfit(`${at}[${index}]${entry.field}`, entry.expected)
      value[index] = entry
    }
    return value
  }
}

const yesOrNo: Read = (value, at) => (typeof value === 'boolean' ? value : new Misfit(at, 'true or false'))
const wholeNumber: Read = (value, at) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647
    ? value
    : new Misfit(at, 'a whole number from 0 on')
const day: Read = (value, at) => (typeof value === 'string' && isDay(value) ? value : new Misfit(at, dayExpected))
const line: Read = (value, at) => {
  if (typeof value !== 'string') return new Misfit(at, 'text')
  const unfit = unfitText(value, 200) ?? (/[\n\r\u2028\u2029]/.test(value) ? 'text on one line' : undefined)
  return unfit === undefined ? value : new Misfit(at, unfit)
}

/** Cents. A number is read by its decimal text, so that 0.1 is ten cents and 0.105 is refused. */
export const money: Read = (value, at) => {
  const text = typeof value === 'number' ? String(value) : value
  return (typeof text === 'string' ? centsOf(text) : undefined) ?? new Misfit(at, `${moneyExpected}, or the same as a number`)
}

function oneOf({ values }: FactEnum): Read {
  const known = new Set(Object.keys(values))
  return (value, at) => (known.has(value as string) ? value : new Misfit(at, `one of ${[...known].slice(0, 30).join(', ')}`))
}

function amounts(types: FactEnum): Read {
  const table = new Map<string, Read>([
    ['type', oneOf(types)],
    ['frequency', oneOf(Frequency)],
    ['amount', money],
  ])
  return listOf(mostAmounts, 'entries', (value, at) => {
    const read = readTable(value, at, table)
    if (read instanceof Misfit) return read
    for (const needed of ['type', 'frequency'])
      if (read[needed] === undefined) return new Misfit(`${at}.${needed}`, 'it to be given')
    const { type, frequency, amount } = read
    return amount === undefined ? { type, frequency } : { type, frequency, cents: amount }
  })
}

const simple: Readonly<Record<Extract<FactType, string>, Read>> = {
  boolean: yesOrNo,
  integer: wholeNumber,
  money,
  date: day,
  text: line,
  incomes: amounts(IncomeType),
  expenses: amounts(ExpenseType),
}

function readers(table: Readonly<Record<string, FactDefinition>>): Map<string, Read> {
  const names = new Set(Object.keys(table))
  const read = new Map(
    Object.entries(table).map(([name, { type }]) => [name, typeof type === 'string' ? simple[type] : oneOf(type)] as const),
  )
  return read.set(
    'withheld',
    listOf(names.size, 'names of facts', (name, at) => (names.has(name as string) ? name : new Misfit(at, 'the name of a fact'))),
  )
}

const member = readers(memberFacts).set('id', line)
const household = readers(householdFacts).set(
  'members',
  listOf(mostMembers, 'members', (value, at) => readTable(value, at, member)),
)
