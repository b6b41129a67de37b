import { open } from 'node:fs/promises'
import { householdFacts, memberFacts, type FactDefinition, type HouseholdFacts } from '../../runtime/facts'
import { StartError } from '../../runtime/errors'

type Entries = Readonly<Record<string, unknown>>

/**
 * The households of a file, one JSON object a line: an `id` and the facts by their names in runtime/facts.ts, money in integer cents, days
 * as YYYY-MM-DD, members in a list. Empty lines are passed over.
 *
 * @throws StartError naming the line and what is wrong with it
 */
export async function* householdsIn(file: string): AsyncGenerator<HouseholdFacts> {
  const handle = await open(file).catch(() => {
    throw new StartError(`--in: the file ${file} cannot be read.`)
  })
  let number = 0
  for await (const line of handle.readLines()) {
    number += 1
    if (line.trim() === '') continue
    const read = readHousehold(line)
    if (typeof read === 'string') throw new StartError(`${file}:${number}: ${read}`)
    yield read
  }
}

/** The household of a line, or in words what is wrong with it. */
export function readHousehold(line: string): HouseholdFacts | string {
  const value = parsed(line)
  if (!isEntries(value)) return 'expected a JSON object with an id and the facts of a household.'
  const { id: _, members = [], ...own } = value
  if (!Array.isArray(members) || !members.every(isEntries)) return 'members: expected a list of objects.'
  const wrong =
    wrongIn(own, householdFacts, '') ??
    members.map((member: Entries, index) => wrongIn(member, { ...memberFacts, id: text }, `members[${index}].`)).find(Boolean)
  if (wrong !== undefined) return wrong
  return { ...own, members: members.map((member: Entries, index) => ({ id: `member-${index + 1}`, ...member })) }
}

const text = { type: 'text' } as const

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A name that no fact has would be passed over by the rules without a word: it is refused. Null is a fact that is not known. */
function wrongIn(
  entries: Entries,
  facts: Readonly<Record<string, Pick<FactDefinition, 'type'>>>,
  where: string,
): string | undefined {
  for (const [name, value] of Object.entries(entries)) {
    if (name === 'withheld' || value === null) continue
    const type = Object.hasOwn(facts, name) ? facts[name]?.type : undefined
    if (type === undefined) return `${where}${name}: there is no such fact.`
    const expected =
      typeof type === 'object'
        ? Object.hasOwn(type.values, String(value))
          ? undefined
          : `one of ${Object.keys(type.values).join(', ')}`
        : expectedOf[type](value)
    if (expected !== undefined) return `${where}${name}: expected ${expected}.`
  }
  return undefined
}

const whole = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'a whole number, money in cents'
const list = (value: unknown) => (Array.isArray(value) ? undefined : 'a list of amounts')
const string = (value: unknown) => (typeof value === 'string' ? undefined : 'a text')

const expectedOf: Readonly<Record<Extract<FactDefinition['type'], string>, (value: unknown) => string | undefined>> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'true or false'),
  integer: whole,
  money: whole,
  date: (value) => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? undefined : 'a day as YYYY-MM-DD'),
  text: string,
  incomes: list,
  expenses: list,
}
