/**
 * One household, laid out in typed arrays: what is known of each fact, by number, and for each fact of members one bit a member. A sheet
 * is filled anew for each household and never grows.
 */
import { timesPerYear, type Amount, type HouseholdFacts, type MemberFacts } from '../../../../runtime/facts'
import {
  age,
  birthDate,
  expenses,
  expensesComplete,
  expenseTypes,
  headCode,
  householdByName,
  householdByNumber,
  incomes,
  incomesComplete,
  incomeTypes,
  memberByName,
  memberByNumber,
  membersComplete,
  otherCode,
  otherType,
  relationship,
} from './facts-by-number'
import { follow, openPlaces, type Place, type Places } from './places'
import { possibleHeads } from './heads'
import type { Tape } from './tape'

/** No household is larger: the edge refuses one, and here it is read as a list that is not whole. A member is a bit of a 32-bit number. */
export const mostMembers = 30

/** One household: what is known of it, what is withheld, and who is listed. */
export interface Sheet {
  /** How many households were laid out so far. */
  round: number
  readonly householdPlaces: Places
  readonly memberPlaces: Places
  /** The facts that the rules read, by number. */
  readonly householdReads: Int32Array
  readonly memberReads: Int32Array
  /** Code of each text that a rule names. */
  readonly texts: ReadonlyMap<string, number>
  members: number
  /** A bit for each member. */
  all: number
  /** Whether everybody is listed. */
  whole: boolean
  /** While somebody may not be: the bit of a member of whom nothing is known, who stands for all who may be there besides. Else 0. */
  further: number
  /** Those who are there for sure: everybody listed, and one more where nobody is listed or none of them is the head. */
  sure: number
  /** How many members are judged: those listed, and the further one. */
  span: number
  /** Of the household: both are parts of `marks`, and so are emptied at once. */
  readonly known: Uint8Array
  readonly withheld: Uint8Array
  readonly marks: Uint8Array
  readonly value: Float64Array
  /** Of members: masks by the fact's number, and values at `number * 32 + member`. */
  readonly memberKnown: Int32Array
  readonly memberWithheld: Int32Array
  readonly memberTrue: Int32Array
  readonly memberMarks: Int32Array
  readonly memberValue: Float64Array
  ageKnown: number
  readonly ages: Float64Array
  /** The members known to be the head. */
  heads: number
  readonly incomes: AmountColumns
  readonly expenses: AmountColumns
}

/** Amounts of all members, one after the other; a member's are from `starts[member]` to `starts[member + 1]`. */
export interface AmountColumns {
  readonly starts: Int32Array
  types: Uint8Array
  /** Cents a year. */
  cents: Float64Array
  /** 1 where the amount is not known: then `cents` is 0. */
  vague: Uint8Array
  /** Members of whom it is supposed that one further amount is all that is not known. */
  supposed: number
  readonly furtherTypes: Uint8Array
  readonly furtherCents: Float64Array
}

export function openSheet({ facts, texts }: Pick<Tape, 'facts' | 'texts'>): Sheet {
  const columns = (): AmountColumns => ({
    starts: new Int32Array(33),
    types: new Uint8Array(64),
    cents: new Float64Array(64),
    vague: new Uint8Array(64),
    supposed: 0,
    furtherTypes: new Uint8Array(32),
    furtherCents: new Float64Array(32),
  })
  const [ofHousehold, ofMembers] = [householdByNumber.length, memberByNumber.length]
  const marks = new Uint8Array(2 * ofHousehold)
  const memberMarks = new Int32Array(3 * ofMembers)
  return {
    round: 0,
    householdPlaces: openPlaces(householdByNumber, facts.household),
    memberPlaces: openPlaces(memberByNumber, facts.member),
    householdReads: Int32Array.from(facts.household),
    memberReads: Int32Array.from([...facts.member].filter((fact) => fact !== age && fact !== birthDate)),
    texts,
    members: 0,
    all: 0,
    whole: false,
    further: 0,
    sure: 0,
    span: 0,
    known: marks.subarray(0, ofHousehold),
    withheld: marks.subarray(ofHousehold),
    marks,
    value: new Float64Array(householdByNumber.length),
    memberKnown: memberMarks.subarray(0, ofMembers),
    memberWithheld: memberMarks.subarray(ofMembers, 2 * ofMembers),
    memberTrue: memberMarks.subarray(2 * ofMembers),
    memberMarks,
    memberValue: new Float64Array(memberByNumber.length * 32),
    ageKnown: 0,
    ages: new Float64Array(32),
    heads: 0,
    incomes: columns(),
    expenses: columns(),
  }
}

/** Lays the household out. `asOf` is the ISO day on which ages are reckoned. Whatever makes no sense is read as unknown. */
export function fill(sheet: Sheet, household: HouseholdFacts, asOf: string): void {
  sheet.round++
  sheet.marks.fill(0)
  sheet.memberMarks.fill(0)
  sheet.ageKnown = 0
  sheet.heads = 0
  const listed = fillHousehold(sheet, household)
  const members = Math.min(listed.length, mostMembers)
  sheet.members = members
  sheet.all = (1 << members) - 1
  sheet.whole =
    sheet.known[membersComplete] === 1 && sheet.value[membersComplete] === 1 && members > 0 && listed.length === members
  sheet.further = sheet.whole || members === mostMembers ? 0 : 1 << members
  sheet.span = sheet.further === 0 ? members : members + 1
  const day = dayNumber(asOf)
  for (let member = 0; member < members; member++) fillMember(sheet, listed[member]!, member, day)
  sheet.sure = sheet.all
  if (sheet.further === 0) return
  if (possibleHeads(sheet) === sheet.further) sheet.sure |= sheet.further
  // Those who may be there besides have no amounts.
  sheet.incomes.starts.fill(sheet.incomes.starts[members]!, members)
  sheet.expenses.starts.fill(sheet.expenses.starts[members]!, members)
}

type Facts = Readonly<Record<string, unknown>>

const nothingWithheld: readonly string[] = []

/** Answers the members. Each key is taken as it comes: to ask an object whose shape is seen for the first time for one costs more. */
function fillHousehold(sheet: Sheet, household: HouseholdFacts): readonly MemberFacts[] {
  const { known, value, withheld, householdPlaces } = sheet
  const facts = household as unknown as Facts
  let members: readonly MemberFacts[] = []
  let names = nothingWithheld
  let place = householdPlaces.before
  for (const name in facts) {
    place = place.next.name === name ? place.next : follow(householdPlaces, place, name)
    const { kind, number } = place
    if (kind === 'UNREAD') continue
    const told = facts[name]
    if (kind === 'MEMBERS') members = told as readonly MemberFacts[]
    else if (kind === 'WITHHELD') names = (told as readonly string[] | undefined) ?? nothingWithheld
    else {
      const code = codeOf(place, told, sheet.texts)
      if (code < 0) continue
      known[number] = 1
      value[number] = code
    }
  }
  for (const name of names) {
    const fact = householdByName.get(name)
    if (fact === undefined) continue
    withheld[fact.number] = 1
    known[fact.number] = 0
  }
  return members
}

/** A boolean is 0 or 1, an enum and a text their code, a number itself; -1 of what makes no sense. */
function codeOf({ kind, codes }: Place, value: unknown, texts: ReadonlyMap<string, number>): number {
  switch (kind) {
    case 'BOOLEAN':
      return typeof value === 'boolean' ? Number(value) : -1
    case 'CODE':
      return typeof value === 'string' ? (codes.get(value) ?? otherCode) : -1
    case 'TEXT':
      return typeof value === 'string' ? (texts.get(value) ?? otherCode) : -1
    case 'NUMBER':
      return isAmount(value) ? Math.min(value, Number.MAX_SAFE_INTEGER) : -1
    default:
      return -1
  }
}

/** What is withheld of the member who was laid out last is not known, whatever was told. */
function withhold(sheet: Sheet, names: readonly string[], member: number): void {
  const { memberKnown, memberWithheld, memberTrue } = sheet
  const bit = 1 << member
  for (const name of names) {
    const number = memberByName.get(name)?.number
    if (number === undefined) continue
    memberWithheld[number]! |= bit
    memberKnown[number]! &= ~bit
    memberTrue[number]! &= ~bit
    if (number === incomes) sheet.incomes.starts[member + 1] = sheet.incomes.starts[member]!
    if (number === expenses) sheet.expenses.starts[member + 1] = sheet.expenses.starts[member]!
  }
}

function fillMember(sheet: Sheet, listed: MemberFacts, member: number, day: number): void {
  const { memberKnown, memberTrue, memberValue, memberPlaces } = sheet
  const bit = 1 << member
  sheet.incomes.starts[member + 1] = sheet.incomes.starts[member]!
  sheet.expenses.starts[member + 1] = sheet.expenses.starts[member]!
  let withheld = nothingWithheld
  const facts = listed as unknown as Facts
  let place = memberPlaces.before
  for (const name in facts) {
    place = place.next.name === name ? place.next : follow(memberPlaces, place, name)
    const { kind, number } = place
    if (kind === 'UNREAD') continue
    const value = facts[name]
    if (kind === 'BOOLEAN') {
      if (value === true) memberTrue[number]! |= bit
      if (value === true || value === false) memberKnown[number]! |= bit
    } else if (kind === 'INCOMES' || kind === 'EXPENSES') {
      if (!Array.isArray(value)) continue
      memberKnown[number]! |= bit
      if (kind === 'INCOMES') putAmounts(sheet.incomes, value, member, incomeTypes)
      else putAmounts(sheet.expenses, value, member, expenseTypes)
    } else if (kind === 'DATE') {
      const years = typeof value === 'string' ? ageOn(day, value) : undefined
      if (years === undefined) continue
      memberKnown[number]! |= bit
      sheet.ages[member] = years
    } else if (kind === 'WITHHELD') withheld = (value as readonly string[] | undefined) ?? nothingWithheld
    else {
      const code = codeOf(place, value, sheet.texts)
      if (code < 0) continue
      memberKnown[number]! |= bit
      memberValue[number * 32 + member] = code
    }
  }
  if (withheld.length > 0) withhold(sheet, withheld, member)
  // The birth date wins over an age that was told.
  if ((memberKnown[birthDate]! & bit) !== 0) sheet.ageKnown |= bit
  else if ((memberKnown[age]! & bit) !== 0) {
    sheet.ageKnown |= bit
    sheet.ages[member] = Math.floor(memberValue[age * 32 + member]!)
  }
  if ((memberKnown[relationship]! & bit) !== 0 && memberValue[relationship * 32 + member] === headCode) sheet.heads |= bit
}

function putAmounts(
  columns: AmountColumns,
  amounts: readonly (Amount | null)[],
  member: number,
  types: ReadonlyMap<string, number>,
): void {
  let at = columns.starts[member]!
  for (const amount of amounts) {
    if (typeof amount !== 'object' || amount === null) continue
    if (at >= columns.types.length) grow(columns)
    const known = isAmount(amount.cents)
    columns.types[at] = types.get(amount.type) ?? otherType
    columns.vague[at] = known ? 0 : 1
    columns.cents[at] = known ? yearlyCents(amount) : 0
    at++
  }
  columns.starts[member + 1] = at
}

function grow(columns: AmountColumns): void {
  const larger = <T extends Uint8Array | Float64Array>(from: T, to: T): T => {
    to.set(from)
    return to
  }
  const length = columns.types.length * 2
  columns.types = larger(columns.types, new Uint8Array(length))
  columns.vague = larger(columns.vague, new Uint8Array(length))
  columns.cents = larger(columns.cents, new Float64Array(length))
}

const frequencies = Object.keys(timesPerYear)
const times = Object.values(timesPerYear)

/** Cents a year of an amount that is known. */
export function yearlyCents({ cents = 0, frequency }: Amount): number {
  // There are so few that a look into a map takes longer.
  const place = frequencies.indexOf(frequency)
  return Math.min(cents, Number.MAX_SAFE_INTEGER) * (place < 0 ? 1 : times[place]!)
}

/** Negative and endless numbers are no amounts: read as known, they could turn a lower bound into a false yes. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value !== Infinity
}

/** Full years lived on the day; one who is born on 29 February grows older on 1 March of a common year. */
export function ageFrom(born: string, asOf: string): number | undefined {
  return ageOn(dayNumber(asOf), born)
}

/** The same for a day as its digits. */
function ageOn(day: number, born: string): number | undefined {
  const birth = dayNumber(born)
  return birth >= 0 && birth <= day ? Math.trunc((day - birth) / 10_000) : undefined
}

/** The digits of an ISO day as one number, 20260601, or -1 of what is none. Of two days the later one is the greater. */
function dayNumber(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return -1
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
  return year < 0 || month < 0 || day < 0 ? -1 : year * 10_000 + month * 100 + day
}

function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/**
 * Whether nothing that the rules read is unknown: then no fact can decide what is open. Two heads, or none, contradict each other, and who
 * is the head stays a question.
 */
export function isAllKnown(sheet: Sheet): boolean {
  const { all, members, whole, heads, ageKnown, known, memberKnown, memberTrue, householdReads, memberReads } = sheet
  if (!whole || ageKnown !== all || heads === 0 || (heads & (heads - 1)) !== 0) return false
  for (let index = 0; index < householdReads.length; index++) if (known[householdReads[index]!] === 0) return false
  for (let index = 0; index < memberReads.length; index++) if (memberKnown[memberReads[index]!] !== all) return false
  if ((memberTrue[incomesComplete]! & memberTrue[expensesComplete]!) !== all) return false
  return areKnown(sheet.incomes, members) && areKnown(sheet.expenses, members)
}

function areKnown({ starts, vague }: AmountColumns, members: number): boolean {
  for (let entry = 0; entry < starts[members]!; entry++) if (vague[entry] === 1) return false
  return true
}

/** Whether all amounts of the member's list are on it. */
export function isListWhole(sheet: Sheet, list: number, member: number): boolean {
  const closing = closingOf(list)
  return (((sheet.memberKnown[closing]! & sheet.memberTrue[closing]!) >>> member) & 1) === 1
}

/** The types of listed amounts that are not known, a bit each. */
export function vagueTypes({ incomes: earned, expenses: spent }: Sheet, list: number, member: number): number {
  const { starts, types, vague } = list === incomes ? earned : spent
  let found = 0
  for (let entry = starts[member]!; entry < starts[member + 1]!; entry++) if (vague[entry] === 1) found |= 1 << types[entry]!
  return found
}

/** Whether a list of amounts is whole is a fact of its own. */
export function closingOf(list: number): number {
  return list === incomes ? incomesComplete : expensesComplete
}

/** The one fact behind an age: the birth date, or the age itself where the birth date may not be read. */
export function ageFact(sheet: Sheet, member: number): number {
  return (sheet.memberWithheld[birthDate]! >>> member) & 1 ? age : birthDate
}
