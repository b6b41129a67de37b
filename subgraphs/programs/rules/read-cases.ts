/** Reads golden cases: households of which it is known what the program answers. */
import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../../runtime/facts'
import type { Outcome } from '../domain/eligibility/answer'
import { expandTable, readTable } from './case-tables'
import { amountKeys, caseKeys, caseOutcomes, casesKeys } from './rules-grammar'
import { inside, fault, type Place } from '../../../runtime/city/place'
import { day, list, name, number, oneOf, optionalList, record, text, type Entries } from '../../../runtime/city/shape'

export interface GoldenCase {
  readonly name: string
  readonly asOf: string
  readonly facts: HouseholdFacts
  readonly outcome: Outcome
  /** Criterion id to state. */
  readonly criteria: Entries
  /** `fact` or `fact of member`; compared only where given. */
  readonly missing: readonly string[] | undefined
  readonly toVerify: readonly string[] | undefined
  readonly place: Place
}

type Draft = Record<string, unknown> & { members: Record<string, Record<string, unknown>> }

export function readCases(value: unknown, place: Place): { readonly program: string; readonly cases: readonly GoldenCase[] } {
  const entries = record(value, place, casesKeys) ?? {}
  const base = readDraft(entries['base'], inside(place, 'base'))
  const asOf = day(entries['asOf'], inside(place, 'asOf'))
  const cases = list(entries['cases'], inside(place, 'cases')).map((item, index) =>
    readCase(item, inside(place, 'cases', index), base, asOf),
  )
  const tables = optionalList(entries['tables'], inside(place, 'tables')).flatMap((item, index) => {
    const at = inside(place, 'tables', index)
    return expandTable(readTable(item, at), base, at).map((drafted) => readCase(drafted, at, base, asOf))
  })
  return { program: text(entries['program'], inside(place, 'program')), cases: [...cases, ...tables] }
}

function readCase(value: unknown, place: Place, base: Draft, asOf: string): GoldenCase {
  const entries = record(value, place, caseKeys) ?? {}
  const change = readDraft(entries['facts'] ?? {}, inside(place, 'facts'))
  const refs = (key: string) =>
    optionalList(entries[key], inside(place, key)).map((ref, index) => text(ref, inside(place, key, index)))
  const draft = remove(mergeDrafts(base, change), refs('without'), inside(place, 'without'))
  return {
    name: text(entries['name'], inside(place, 'name')),
    asOf: entries['asOf'] === undefined ? asOf : day(entries['asOf'], inside(place, 'asOf')),
    facts: toFacts(draft),
    outcome: oneOf(entries['outcome'], inside(place, 'outcome'), caseOutcomes) ?? 'NEEDS_INFORMATION',
    criteria:
      entries['criteria'] === undefined
        ? {}
        : (record(entries['criteria'], inside(place, 'criteria'), Object.keys(entries['criteria'] ?? {})) ?? {}),
    missing: entries['missing'] === undefined ? undefined : refs('missing'),
    toVerify: entries['toVerify'] === undefined ? undefined : refs('toVerify'),
    place,
  }
}

function readDraft(value: unknown, place: Place): Draft {
  const household = Object.keys(householdFacts)
  const entries =
    value === undefined
      ? {}
      : (record(
          value,
          place,
          [...household, 'members', 'withheld'].map((key) => `${key}?`),
        ) ?? {})
  const members = Object.entries((entries['members'] ?? {}) as Entries).map(([id, member]) => {
    const here = inside(place, 'members', id)
    name(id, here)
    const facts =
      record(
        member,
        here,
        [...Object.keys(memberFacts), 'withheld'].map((key) => `${key}?`),
      ) ?? {}
    return [id, readFacts(facts, here, memberFacts)] as const
  })
  const { members: _, ...own } = entries
  return { ...readFacts(own, place, householdFacts), members: Object.fromEntries(members) }
}

function readFacts(entries: Entries, place: Place, catalogue: Readonly<Record<string, FactDefinition>>): Record<string, unknown> {
  const read = Object.entries(entries).map(([key, value]) => [key, readValue(value, inside(place, key), catalogue[key])] as const)
  return Object.fromEntries(read)
}

/** Money is written in dollars; a list of amounts as `{ WAGES: 2000, frequency: MONTHLY }`. */
function readValue(value: unknown, place: Place, definition: FactDefinition | undefined): unknown {
  const type = definition?.type
  if (type === 'money') return cents(value, place)
  if (type === 'integer') return number(value, place)
  if (type === 'date') return day(value, place)
  if (type === 'boolean' && typeof value !== 'boolean') fault(place, 'expected true or false')
  if (type === 'incomes' || type === 'expenses')
    return list(value, place).map((item, index) => readAmount(item, inside(place, index)))
  if (typeof type === 'object' && !Object.hasOwn(type.values, String(value))) fault(place, `${String(value)} is no ${type.name}`)
  return value
}

function readAmount(value: unknown, place: Place): unknown {
  const entries = record(value, place, amountKeys) ?? {}
  const amount = entries['amount'] === undefined ? {} : { cents: cents(entries['amount'], inside(place, 'amount')) }
  return {
    type: text(entries['type'], inside(place, 'type')),
    frequency: text(entries['frequency'], inside(place, 'frequency')),
    ...amount,
  }
}

function cents(value: unknown, place: Place): number {
  return Math.round(number(value, place) * 100)
}

function mergeDrafts(base: Draft, change: Draft): Draft {
  const members = { ...base.members }
  for (const [id, facts] of Object.entries(change.members)) members[id] = { ...members[id], ...facts }
  return { ...base, ...change, members }
}

/** `rentMonthly`, `birthDate of head`, or a whole member as `members of son`. */
function remove(draft: Draft, refs: readonly string[], place: Place): Draft {
  const members = Object.fromEntries(Object.entries(draft.members).map(([id, facts]) => [id, { ...facts }]))
  const left: Draft = { ...draft, members }
  for (const ref of refs) {
    const [fact = '', member] = ref.split(' of ')
    const owner = member === undefined ? left : members[member]
    if (fact === 'members' && member !== undefined) delete members[member]
    else if (owner === undefined || !(fact in owner)) fault(place, `there is nothing to leave out as ${ref}`)
    else delete owner[fact]
  }
  return left
}

function toFacts(draft: Draft): HouseholdFacts {
  const members = Object.entries(draft.members).map(([id, facts]) => ({ id, ...facts }))
  return { ...draft, members }
}
