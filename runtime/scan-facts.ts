/**
 * Reads a household from the bytes of its JSON, as {@link readHousehold} reads it from what JSON.parse has made of them. A household of
 * which some facts are unknown has a shape of its own, and JSON.parse spends five times as long on making the shape known to the machine
 * as on reading. Here every household has every fact, undefined where it is unknown, and what is the same in all is compared with what is
 * expected, not looked up.
 *
 * Only what is plain is read. Of a household with an escape, a letter beyond ASCII, a name that no fact has or a value that does not fit,
 * nothing is read: then the long way says what it is, or what is wrong with it.
 */
import { isRefusal } from './errors'
import { isDay } from './days'
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
import { mostAmounts, mostMembers } from './merge-facts'
import { whole } from './read-facts'
import { openWords, type Word } from './scan-words'

/**
 * Takes the value that begins at a place of the line, and answers where it ends, or {@link unread}. The value is left in {@link taken}: an
 * object for the two of them would cost more than most values.
 */
type Take = (at: number) => number

const unread = -1
let taken: unknown

interface Field extends Word {
  readonly name: string
  readonly take: Take
}

interface Table {
  readonly fields: readonly Field[]
  /** Those of the object that is being read, in the order of the fields. */
  readonly values: unknown[]
  readonly make: (values: readonly unknown[]) => object
  readonly mayBeNull: boolean
}

/** A longer line is left to the long way. */
const longestLine = 1024 * 1024
/** More than the longest word: as far as anything is looked at behind the end of a line. */
const margin = 256

/**
 * The line, always at the same place of memory, which the machine then need not look up. Behind it stands a 0, which is in no word and no
 * value: so nothing goes on behind the end, and no place has to be compared with it.
 */
const bytes = Buffer.alloc(longestLine + margin)
const view = new DataView(bytes.buffer)

const { wordOf, which } = openWords(view)

const [quote, comma, colon, point, hyphen, zero] = [0x22, 0x2c, 0x3a, 0x2e, 0x2d, 0x30]
const [bracket, bracketEnd, brace, braceEnd, backslash] = [0x5b, 0x5d, 0x7b, 0x7d, 0x5c]
const [letterE, fals, tru, nul] = [0x65, fourOf('fals'), fourOf('true'), fourOf('null')]

export interface ScannedLine {
  readonly id: string | undefined
  readonly facts: HouseholdFacts
}

/**
 * A line `{"id":"...","facts":{...}}`, or undefined where it is not read here. Whoever is read is a household whose facts are all as they
 * must be; nobody in it is born after `asOf`.
 */
export function scanLine(line: Buffer, asOf: string): ScannedLine | undefined {
  if (line.length > longestLine) return undefined
  bytes.set(line)
  bytes[line.length] = 0
  const end = takeLine(0)
  if (end === unread || blanks(end) < line.length) return undefined
  const { id, facts } = taken as { readonly id: string | undefined; readonly facts: Record<string, unknown> | undefined }
  const household = facts === undefined ? undefined : whole(facts, asOf)
  return household === undefined || isRefusal(household) ? undefined : { id, facts: household }
}

/** Where the blanks end. */
function blanks(from: number): number {
  let at = from
  while (bytes[at]! <= 0x20 && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at++
  return at
}

/** Behind the byte and the blanks around it, where it is next. */
function behind(from: number, byte: number): number {
  if (bytes[from] === byte && bytes[from + 1]! > 0x20) return from + 1
  const at = blanks(from)
  return bytes[at] === byte ? blanks(at + 1) : unread
}

/** Four letters as {@link DataView.getInt32} reads them. */
function fourOf(letters: string): number {
  return Buffer.from(letters).readInt32LE()
}

/** A table with some of the fields, as an object that has all of them. */
function record(fields: readonly Field[], mayBeNull = true): Take {
  const make = maker(fields.map(({ name }) => name))
  const table = { fields, values: fields.map(() => undefined), make, mayBeNull }
  return (from) => takeRecord(table, from)
}

/** One function for all tables: of one that is made for each, the machine would not know that all look at the same memory. */
function takeRecord({ fields, values, make, mayBeNull }: Table, from: number): number {
  for (let index = 0; index < values.length; index++) values[index] = undefined
  let at = behind(from, brace)
  if (at === unread) return unread
  if (bytes[at] !== braceEnd) {
    for (let likely = 0; ;) {
      const index = which(at, fields, likely)
      if (index < 0) return unread
      const { length, take } = fields[index]!
      at = behind(at + length, colon)
      if (at === unread) return unread
      // Most are a yes or no, which is read here; a call of what may be anything costs as much as the reading.
      let end = take === yesOrNo ? yesOrNo(at) : take(at)
      if (end === unread) {
        if (!mayBeNull || view.getInt32(at, true) !== nul) return unread
        taken = undefined
        end = at + 4
      }
      values[index] = taken
      likely = index + 1
      at = behind(end, comma)
      if (at === unread) {
        at = blanks(end)
        break
      }
    }
    if (bytes[at] !== braceEnd) return unread
  }
  taken = make(values)
  return at + 1
}

/** Makes objects of one shape. The names are the catalogue's own, never a caller's; put in one by one they would cost as much as the scan. */
function maker(names: readonly string[]): (values: readonly unknown[]) => object {
  const fields = names.map((name, index) => `${name}: values[${index}]`)
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing of a line is in the text
  return new Function('values', `return { ${fields.join(', ')} }`) as (values: readonly unknown[]) => object
}

function list(most: number, take: Take): Take {
  return (from) => {
    const entries: unknown[] = []
    let at = behind(from, bracket)
    if (at === unread) return unread
    if (bytes[at] !== bracketEnd) {
      for (;;) {
        at = take(at)
        if (at === unread || entries.length === most) return unread
        entries.push(taken)
        const next = behind(at, comma)
        if (next === unread) break
        at = next
      }
      at = blanks(at)
      if (bytes[at] !== bracketEnd) return unread
    }
    taken = entries
    return at + 1
  }
}

const yesOrNo: Take = (at) => {
  const four = view.getInt32(at, true)
  if (four === fals && bytes[at + 4] === letterE) {
    taken = false
    return at + 5
  }
  if (four !== tru) return unread
  taken = true
  return at + 4
}

function oneOf(names: readonly string[]): Take {
  const words = names.map((name) => ({ name, ...wordOf(name) }))
  return (at) => {
    const index = which(at, words, 0)
    if (index < 0) return unread
    const { name, length } = words[index]!
    taken = name
    return at + length
  }
}

/** Text that JSON writes as it is. */
const text: Take = (at) => {
  if (bytes[at] !== quote) return unread
  for (let end = at + 1; ; end++) {
    const byte = bytes[end]!
    if (byte === quote) {
      if (end - at > 201) return unread
      taken = end - at >= 3 && end - at <= 7 ? shortText(at, end) : bytes.toString('latin1', at + 1, end)
      return end + 1
    }
    if (byte < 0x20 || byte >= 0x7f || byte === backslash) return unread
  }
}

interface ShortText {
  readonly first: number
  readonly last: number
  readonly text: string
}

/** Those read of late, each at a place by its bytes: the counties and the ids of members are the same in most households. */
const shortTexts = Array.from<ShortText | undefined>({ length: 256 })

/** Text of two to six letters, which its first and its last four bytes make with the quotes; `at` is the first quote, `end` the other. */
function shortText(at: number, end: number): string {
  const [first, last] = [view.getInt32(at, true), view.getInt32(end - 3, true)]
  const place = Math.imul(first ^ (last >>> 5), 0x9e3779b1) >>> 24
  const known = shortTexts[place]
  if (known?.first === first && known.last === last && known.text.length === end - at - 1) return known.text
  const text = bytes.toString('latin1', at + 1, end)
  shortTexts[place] = { first, last, text }
  return text
}

function isDigit(byte: number | undefined): boolean {
  return byte! >= 0x30 && byte! <= 0x39
}

/** Digits as JSON has them, at most ten. */
const digits: Take = (at) => {
  let [end, value] = [at, 0]
  for (; isDigit(bytes[end]); end++) value = value * 10 + bytes[end]! - zero
  taken = value
  return end === at || end - at > 10 || (bytes[at] === zero && end - at > 1) ? unread : end
}

const integer: Take = (at) => {
  const end = digits(at)
  return (taken as number) > 2_147_483_647 ? unread : end
}

const money: Take = (from) => {
  const isText = bytes[from] === quote
  let at = digits(isText ? from + 1 : from)
  if (at === unread) return unread
  let cents = (taken as number) * 100
  if (bytes[at] === point) {
    if (!isDigit(bytes[at + 1])) return unread
    cents += (bytes[at + 1]! - zero) * 10
    at += 2
    if (isDigit(bytes[at])) cents += bytes[at++]! - zero
  }
  taken = cents
  if (!isText) return at
  return bytes[at] === quote ? at + 1 : unread
}

const [firstYear, lastYear] = [1900, 2100]
/** Each day once: it is the same text for everybody who is born on it. There is a place for 31 days of each month. */
const days = Array.from<string | undefined>({ length: (lastYear + 1 - firstYear) * 12 * 31 })

const day: Take = (at) => {
  if (bytes[at] !== quote || bytes[at + 5] !== hyphen || bytes[at + 8] !== hyphen || bytes[at + 11] !== quote) return unread
  const year = twoDigits(at + 1) * 100 + twoDigits(at + 3)
  const month = twoDigits(at + 6)
  const ofMonth = twoDigits(at + 9)
  if (!(isWithin(year, firstYear, lastYear) && isWithin(month, 1, 12) && isWithin(ofMonth, 1, 31))) return unread
  const place = ((year - firstYear) * 12 + month - 1) * 31 + ofMonth - 1
  let known = days[place]
  if (known === undefined) {
    known = bytes.toString('latin1', at + 1, at + 11)
    // Every month has 28 days.
    if (ofMonth > 28 && !isDay(known)) return unread
    days[place] = known
  }
  taken = known
  return at + 12
}

/** NaN where they are none, which is within no limits. */
function twoDigits(at: number): number {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]) ? (bytes[at]! - zero) * 10 + bytes[at + 1]! - zero : NaN
}

function isWithin(number: number, least: number, most: number): boolean {
  return number >= least && number <= most
}

function fieldOf(name: string, take: Take): Field {
  return { name, ...wordOf(name), take }
}

function amounts({ values }: FactEnum): Take {
  const fields = [
    fieldOf('type', oneOf(Object.keys(values))),
    fieldOf('amount', money),
    fieldOf('frequency', oneOf(Object.keys(Frequency.values))),
  ]
  const take = record(fields)
  return list(mostAmounts, (at) => {
    const end = take(at)
    if (end === unread) return unread
    const { type, frequency, amount: cents } = taken as Readonly<Record<'type' | 'frequency' | 'amount', unknown>>
    if (type === undefined || frequency === undefined) return unread
    taken = cents === undefined ? { type, frequency } : { type, frequency, cents }
    return end
  })
}

const simple: Readonly<Record<Extract<FactType, string>, Take>> = {
  boolean: yesOrNo,
  integer,
  money,
  date: day,
  text,
  incomes: amounts(IncomeType),
  expenses: amounts(ExpenseType),
}

function fieldsOf(table: Readonly<Record<string, FactDefinition>>): readonly Field[] {
  const names = Object.keys(table)
  const facts = Object.entries(table).map(([name, { type }]) =>
    fieldOf(name, typeof type === 'string' ? simple[type] : oneOf(Object.keys(type.values))),
  )
  return [...facts, fieldOf('withheld', list(names.length, oneOf(names)))]
}

const member = record([fieldOf('id', text), ...fieldsOf(memberFacts)])
const household = record([...fieldsOf(householdFacts), fieldOf('members', list(mostMembers, member))])
const takeLine = record([fieldOf('id', text), fieldOf('facts', household)], false)
