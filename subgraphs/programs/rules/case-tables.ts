/**
 * Tables of golden cases: a limit as its agency publishes it, by household size, and two cases at each, one on either side. They are
 * written out from the published numbers, never from the figures they test.
 */
import { householdFacts, memberFacts, type FactDefinition } from '../../../runtime/facts'
import { inside, fault, type Place } from '../../../runtime/city/place'
import { list, number, oneOf, optionalList, record, text, whole, type Entries } from '../../../runtime/city/shape'
import { tableAmountKeys, tableKeys, tableSides } from './rules-grammar'

/** Whether the limit itself passes, and on which side of it one does. */
const sides = {
  AT_MOST: { passing: 0, failing: 1 },
  BELOW: { passing: -1, failing: 0 },
  AT_LEAST: { passing: 0, failing: -1 },
  ABOVE: { passing: 1, failing: 0 },
} as const

/** As much of a household as a table needs to know: who is in it. */
interface Household {
  readonly members: Readonly<Record<string, unknown>>
}

interface CaseTable {
  readonly name: string
  readonly criterion: string
  readonly passes: keyof typeof sides
  /** What varies: a fact, or one income or expense of a member. */
  readonly amount: Entries
  readonly limits: readonly number[]
  /** How many people the first limit is for; the base household has as many members, and each further size adds one like `each`. */
  readonly from: number
  readonly each: unknown
  /** States of the criterion and outcomes, first where it passes, then where it fails. */
  readonly states: readonly string[]
  readonly outcomes: readonly string[]
  /** What a single case may say besides: the day, changes of the base household. */
  readonly also: Entries
}

export function readTable(value: unknown, place: Place): CaseTable {
  const entries = record(value, place, tableKeys) ?? {}
  const at = (key: string) => inside(place, key)
  const pair = (key: string, otherwise: readonly string[]) =>
    entries[key] === undefined ? otherwise : list(entries[key], at(key)).map((item) => text(item, at(key)))
  const { asOf, facts = {}, without } = entries
  return {
    name: text(entries['name'], at('name')),
    criterion: text(entries['criterion'], at('criterion')),
    passes: oneOf(entries['passes'], at('passes'), tableSides) ?? 'AT_MOST',
    amount: record(entries['amount'], at('amount'), tableAmountKeys) ?? {},
    limits: optionalList(entries['limits'], at('limits')).map((limit, index) => number(limit, inside(at('limits'), index))),
    from: entries['from'] === undefined ? 1 : whole(entries['from'], at('from')),
    each: entries['each'],
    states: pair('states', ['TRUE', 'FALSE']),
    outcomes: pair('outcomes', ['ELIGIBLE', 'INELIGIBLE']),
    also: { ...(asOf === undefined ? {} : { asOf }), ...(without === undefined ? {} : { without }), facts },
  }
}

/** Two cases for each limit, as they would be written by hand. */
export function expandTable(table: CaseTable, base: Household, place: Place): Entries[] {
  const { name, criterion, passes, limits, from, each, states, outcomes, also } = table
  if (limits.length > 1 && each === undefined) fault(place, 'each is missing: who is added for each further size')
  const people = peopleIn(base, also)
  if (people !== from) fault(inside(place, 'from'), `the first limit is for ${from}, and the household has ${people} members`)
  const step = stepOf(table.amount, place)
  return limits.flatMap((limit, index) => {
    const others = Object.fromEntries(Array.from({ length: index }, (_, other) => [`more${other + 1}`, each]))
    return (['passing', 'failing'] as const).map((side, which) => ({
      ...also,
      name: `${name}, ${from + index} in the household, ${side} side of ${limit}`,
      outcome: outcomes[which],
      criteria: { [criterion]: states[which] },
      facts: withAmount(also['facts'] as Entries, table.amount, round(limit + step * sides[passes][side]), others),
    }))
  })
}

function peopleIn(base: Household, { facts, without }: Entries): number {
  const { members = {} } = facts as { readonly members?: object }
  const all = new Set([...Object.keys(base.members), ...Object.keys(members)])
  for (const ref of (without ?? []) as readonly string[]) all.delete(ref.replace('members of ', ''))
  return all.size
}

/** The least by which the varied fact can miss its limit: a cent, or one. */
function stepOf({ fact }: Entries, place: Place): number {
  if (fact === undefined) return 0.01
  const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }
  const type = catalogue[String(fact)]?.type
  if (type !== 'money' && type !== 'integer') fault(inside(place, 'amount', 'fact'), `${String(fact)} is no number`)
  return type === 'money' ? 0.01 : 1
}

function withAmount(facts: Entries, { of, fact, frequency, ...kinds }: Entries, amount: number, others: object): Entries {
  const members = { ...(facts['members'] as Readonly<Record<string, object>> | undefined) }
  const kind = (['incomes', 'expenses'] as const).find((name) => kinds[name] !== undefined)
  const varied =
    kind === undefined
      ? { [String(fact)]: amount }
      : { [kind]: [{ type: kinds[kind], amount, frequency: frequency ?? 'YEARLY' }] }
  if (of === undefined) return { ...facts, ...varied, members: { ...members, ...others } }
  const owner = { ...members[String(of)], ...varied }
  return { ...facts, members: { ...members, [String(of)]: owner, ...others } }
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100
}
