/** What a request of New York City's public screening format may say: its fields, their types, and the rules between them. */
import { centsOf, moneyExpected } from '../../../../runtime/money'
import * as words from './accessnyc-words'

type Json = Readonly<Record<string, unknown>>
type Words = Readonly<Record<string, string>>

/** Where the request is unfit, and what was expected. */
type Check = { readonly field: string; readonly expected: string } | undefined

export function wordOf(table: Words, word: unknown): string | undefined {
  return typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** Of decimal text, or of a number by its decimal text. */
export function cents(value: unknown): number | undefined {
  if (typeof value === 'number') return centsOf(String(value))
  return typeof value === 'string' ? centsOf(value) : undefined
}

const flag = { expected: 'true or false', fits: (value: unknown) => typeof value === 'boolean' }
const money = { expected: `${moneyExpected}, or the same as a number`, fits: (value: unknown) => cents(value) !== undefined }
const text = {
  expected: 'text of at most 200 characters',
  fits: (value: unknown) => typeof value === 'string' && value.length <= 200,
}
const years = {
  expected: 'full years from 0 to 130',
  fits: (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 130,
}
const word = (table: Words, also?: string) => ({
  expected: `one of ${Object.keys(table).join(', ')}`,
  fits: (value: unknown) => wordOf(table, value) !== undefined || value === also,
})
const list = { expected: 'a list of at most 50 entries', fits: (value: unknown) => Array.isArray(value) && value.length <= 50 }

type Shape = Readonly<Record<string, { readonly expected: string; fits(value: unknown): boolean; readonly needed?: true }>>

const householdShape: Shape = {
  caseId: text,
  cashOnHand: money,
  livingRentalType: word(words.rentalTypes, ''),
  ...Object.fromEntries(Object.keys(words.livings).map((name) => [name, flag])),
  livingPreferNotToSay: flag,
}
const personShape: Shape = {
  age: years,
  ...Object.fromEntries(Object.keys(words.personFlags).map((name) => [name, flag])),
  incomes: list,
  expenses: list,
  householdMemberType: word(words.memberTypes),
}
const amountShape = (types: Words): Shape => ({
  amount: { ...money, needed: true },
  type: { ...word(types), needed: true },
  frequency: { ...word(words.frequencies), needed: true },
})
const incomeShape = amountShape(words.incomeTypes)
const expenseShape = amountShape(words.expenseTypes)

/** The first thing about a request that cannot be, or undefined. */
export function unfitRequest(request: unknown): Check {
  if (!isRecord(request)) return { field: 'request', expected: 'an object with household and person' }
  const { household, person, withholdPayload, ...rest } = request
  const [other] = Object.keys(rest)
  if (other !== undefined) return { field: named(other), expected: 'no other field than household, person and withholdPayload' }
  if (isGiven(withholdPayload) && typeof withholdPayload !== 'boolean')
    return { field: 'withholdPayload', expected: flag.expected }
  if (!Array.isArray(household) || household.length !== 1)
    return { field: 'household', expected: 'a list of exactly one household' }
  if (!Array.isArray(person) || person.length < 1 || person.length > 8)
    return { field: 'person', expected: 'a list of one to eight persons' }
  const unfit = unfitRecord(household[0], 'household[0]', householdShape) ?? unfitHousehold(household[0] as Json)
  if (unfit !== undefined) return unfit
  for (const [index, one] of person.entries()) {
    const wrong = unfitPerson(one, `person[${index}]`, household[0] as Json)
    if (wrong !== undefined) return wrong
  }
  const heads = person.filter((one: Json) => one['householdMemberType'] === 'HeadOfHousehold').length
  return heads === 1
    ? undefined
    : { field: 'person', expected: 'exactly one person whose householdMemberType is HeadOfHousehold' }
}

function unfitHousehold(household: Json): Check {
  const rental = household['livingRentalType']
  if (isGiven(rental) && rental !== '' && household['livingRenting'] !== true)
    return { field: 'household[0].livingRentalType', expected: 'a rental type only where livingRenting is true' }
  if (household['livingPreferNotToSay'] === true && Object.keys(words.livings).some((living) => household[living] === true))
    return { field: 'household[0].livingPreferNotToSay', expected: 'no other answer on living where it is true' }
  return undefined
}

function unfitPerson(person: unknown, at: string, household: Json): Check {
  const unfit = unfitRecord(person, at, personShape)
  if (unfit !== undefined) return unfit
  const { incomes, expenses, livingRentalOnLease, livingOwnerOnDeed } = person as Json
  if (livingRentalOnLease === true && household['livingRenting'] !== true)
    return { field: `${at}.livingRentalOnLease`, expected: 'true only where livingRenting is true' }
  if (livingOwnerOnDeed === true && household['livingOwner'] !== true)
    return { field: `${at}.livingOwnerOnDeed`, expected: 'true only where livingOwner is true' }
  return unfitAmounts(incomes, `${at}.incomes`, incomeShape) ?? unfitAmounts(expenses, `${at}.expenses`, expenseShape)
}

function unfitAmounts(amounts: unknown, at: string, shape: Shape): Check {
  for (const [index, amount] of ((amounts ?? []) as readonly unknown[]).entries()) {
    const unfit = unfitRecord(amount, `${at}[${index}]`, shape)
    if (unfit !== undefined) return unfit
  }
  return undefined
}

function unfitRecord(value: unknown, at: string, shape: Shape): Check {
  if (!isRecord(value)) return { field: at, expected: 'an object' }
  for (const [name, given] of Object.entries(value)) {
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (known === undefined)
      return { field: `${at}.${named(name)}`, expected: `one of the fields ${Object.keys(shape).join(', ')}` }
    if (isGiven(given) && !known.fits(given)) return { field: `${at}.${name}`, expected: known.expected }
  }
  for (const [name, { needed, expected }] of Object.entries(shape))
    if (needed && !isGiven(value[name])) return { field: `${at}.${name}`, expected }
  return undefined
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A name that nobody foresaw may be anything: it is shown only where it looks like a name. */
function named(name: string): string {
  return /^\w{1,60}$/.test(name) ? name : '?'
}
