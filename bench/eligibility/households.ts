import type { HouseholdFacts } from '../../runtime/facts'
import type { FactsRead } from './facts-read'
import { likelyOfHousehold, likelyOfMember } from './likely-facts'
import { openLuck, type Luck } from './luck'
import { makeExpenses, makeIncomes, makePeople, type Person } from './people'

export interface Wanted {
  readonly count: number
  readonly seed: number
  /** The ISO day on which the people have their ages. */
  readonly asOf: string
  readonly reads: FactsRead
  /** Which part of the facts of each household is not known: 0 leaves none open. */
  readonly unknown: number
}

/**
 * Made-up households in which every fact is known that the programs read, or all but a part of them. The same seed gives the same
 * households. Plain JSON, as a caller would have read them from a body or a row; throws on a fact for which no likelihood is written.
 */
export function makeHouseholds({ count, seed, asOf, reads, unknown }: Wanted): readonly HouseholdFacts[] {
  return Array.from({ length: count }, (_, index) => {
    // Each from a seed of its own: a household stays the same whatever else is made.
    const luck = openLuck(Math.imul(seed, 0x9e3779b1) + index)
    const people = makePeople(luck)
    const household = Object.fromEntries(reads.household.map((name) => [name, likely(likelyOfHousehold, name)(luck, people)]))
    const members = people.map((person) => makeMember(luck, person, asOf, reads.member))
    const hidden = hide(luck, unknown, [household, ...members])
    return JSON.parse(JSON.stringify(withoutHidden(household, members, hidden))) as HouseholdFacts
  })
}

type Facts = Readonly<Record<string, unknown>>

function makeMember(luck: Luck, person: Person, asOf: string, names: readonly string[]): Facts {
  const made: Record<string, () => unknown> = {
    relationship: () => person.relationship,
    birthDate: () => birthDate(luck, person.age, asOf),
    incomes: () => makeIncomes(luck, person),
    incomesComplete: () => true,
    expenses: () => makeExpenses(luck, person),
    expensesComplete: () => true,
  }
  return Object.fromEntries(names.map((name) => [name, (made[name] ?? (() => likely(likelyOfMember, name)(luck, person)))()]))
}

/** A day on which the person is so old on the day: some day of the year before the last birthday that could have been. */
function birthDate(luck: Luck, age: number, asOf: string): string {
  const day = new Date(`${Number(asOf.slice(0, 4)) - age}${asOf.slice(4)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - luck.between(0, 364))
  return day.toISOString().slice(0, 10)
}

/** The facts that are not known, as the place of their owner and their name. */
function hide(luck: Luck, unknown: number, owners: readonly Facts[]): ReadonlySet<string> {
  const all = owners.flatMap((owner, place) => Object.keys(owner).map((name) => `${place} ${name}`))
  const hidden = new Set(luck.some(Math.round(all.length * unknown), all))
  // Of a list nobody has asked for it is not known either whether it is whole.
  const lists = [...hidden].filter((one) => one.endsWith(' incomes') || one.endsWith(' expenses'))
  for (const list of lists) hidden.add(`${list}Complete`)
  return hidden
}

function withoutHidden(household: Facts, members: readonly Facts[], hidden: ReadonlySet<string>): object {
  const known = (facts: Facts, place: number) =>
    Object.fromEntries(Object.entries(facts).filter(([name]) => !hidden.has(`${place} ${name}`)))
  return {
    ...known(household, 0),
    members: members.map((facts, index) => ({ id: `member-${index + 1}`, ...known(facts, index + 1) })),
  }
}

function likely<Of>(table: Readonly<Record<string, Of>>, name: string): Of {
  const found = table[name]
  if (found === undefined) throw new Error(`bench/eligibility/likely-facts.ts: a rule reads ${name}, which is not in the table`)
  return found
}
