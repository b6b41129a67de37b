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

/**
 * Takes the value that begins at a place of the bytes, and answers where it ends, or {@link unread}. The value is left in {@link taken}: an
 * object for the two of them would cost more than most values. Behind the end there is no byte, which is no more plain than a wrong one.
 */
type Take = (bytes: Buffer, at: number) => number

const unread = -1
let taken: unknown

interface Field {
  readonly name: string
  /** With the quote that ends it. */
  readonly word: Uint8Array
  readonly take: Take
}

const [quote, comma, colon, point, hyphen, zero, letterN] = [0x22, 0x2c, 0x3a, 0x2e, 0x2d, 0x30, 0x6e]
const [bracket, bracketEnd, brace, braceEnd, backslash] = [0x5b, 0x5d, 0x7b, 0x7d, 0x5c]

export interface ScannedLine {
  readonly id: string | undefined
  readonly facts: HouseholdFacts
}

/**
 * A line `{"id":"...","facts":{...}}`, or undefined where it is not read here. Whoever is read is a household whose facts are all as they
 * must be; nobody in it is born after `asOf`.
 */
export function scanLine(line: Buffer, asOf: string): ScannedLine | undefined {
  const end = takeLine(line, 0)
  if (end === unread || (end < line.length && blanks(line, end) < line.length)) return undefined
  const { id, facts } = taken as { readonly id: string | undefined; readonly facts: Record<string, unknown> | undefined }
  const household = facts === undefined ? undefined : whole(facts, asOf)
  return household === undefined || isRefusal(household) ? undefined : { id, facts: household }
}

/** Where the blanks end. */
function blanks(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at]! <= 0x20 && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at++
  return at
}

/** Behind the byte and the blanks around it, where it is next. */
function behind(bytes: Buffer, from: number, byte: number): number {
  const at = bytes[from] === byte ? from : blanks(bytes, from)
  return bytes[at] === byte ? blanks(bytes, at + 1) : unread
}

function isNext(bytes: Buffer, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false
  return true
}

/** Which of the words is next; most likely the one at the place, or one soon after it. -1 where it is none of them. */
function which(bytes: Buffer, at: number, words: readonly { readonly word: Uint8Array }[], likely: number): number {
  for (let index = likely; index < words.length; index++) if (isNext(bytes, at, words[index]!.word)) return index
  for (let index = 0; index < likely; index++) if (isNext(bytes, at, words[index]!.word)) return index
  return -1
}

/** A table with some of the fields, as an object that has all of them. */
function record(fields: readonly Field[], mayBeNull = true): Take {
  const values: unknown[] = fields.map(() => undefined)
  const make = maker(fields.map(({ name }) => name))
  return (bytes, from) => {
    values.fill(undefined)
    let at = behind(bytes, from, brace)
    if (at === unread) return unread
    if (bytes[at] !== braceEnd) {
      for (let likely = 0; ;) {
        const index = bytes[at] === quote ? which(bytes, at + 1, fields, likely) : -1
        if (index < 0) return unread
        const { word, take } = fields[index]!
        at = behind(bytes, at + 1 + word.length, colon)
        if (at === unread) return unread
        if (mayBeNull && bytes[at] === letterN && isNext(bytes, at, nothing)) {
          values[index] = undefined
          at += nothing.length
        } else {
          at = take(bytes, at)
          if (at === unread) return unread
          values[index] = taken
        }
        likely = index + 1
        const next = behind(bytes, at, comma)
        if (next === unread) break
        at = next
      }
      at = blanks(bytes, at)
      if (bytes[at] !== braceEnd) return unread
    }
    taken = make(values)
    return at + 1
  }
}

const nothing = Buffer.from('null')

/** Makes objects of one shape. The names are the catalogue's own, never a caller's; put in one by one they would cost as much as the scan. */
function maker(names: readonly string[]): (values: readonly unknown[]) => object {
  const fields = names.map((name, index) => `${name}: values[${index}]`)
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing of a line is in the text
  return new Function('values', `return { ${fields.join(', ')} }`) as (values: readonly unknown[]) => object
}

function list(most: number, take: Take): Take {
  return (bytes, from) => {
    const entries: unknown[] = []
    let at = behind(bytes, from, bracket)
    if (at === unread) return unread
    if (bytes[at] !== bracketEnd) {
      for (;;) {
        at = take(bytes, at)
        if (at === unread || entries.length === most) return unread
        entries.push(taken)
        const next = behind(bytes, at, comma)
        if (next === unread) break
        at = next
      }
      at = blanks(bytes, at)
      if (bytes[at] !== bracketEnd) return unread
    }
    taken = entries
    return at + 1
  }
}

const yesOrNo: Take = (bytes, at) => {
  if (
    bytes[at] === 0x66 &&
    bytes[at + 1] === 0x61 &&
    bytes[at + 2] === 0x6c &&
    bytes[at + 3] === 0x73 &&
    bytes[at + 4] === 0x65
  ) {
    taken = false
    return at + 5
  }
  if (bytes[at] !== 0x74 || bytes[at + 1] !== 0x72 || bytes[at + 2] !== 0x75 || bytes[at + 3] !== 0x65) return unread
  taken = true
  return at + 4
}

function oneOf(names: readonly string[]): Take {
  const words = names.map((name) => ({ name, word: Buffer.from(`${name}"`) }))
  return (bytes, at) => {
    const index = bytes[at] === quote ? which(bytes, at + 1, words, 0) : -1
    if (index < 0) return unread
    const { name, word } = words[index]!
    taken = name
    return at + 1 + word.length
  }
}

/** Text that JSON writes as it is. */
const text: Take = (bytes, at) => {
  if (bytes[at] !== quote) return unread
  for (let end = at + 1; ; end++) {
    const byte = bytes[end]!
    if (byte === quote) {
      if (end - at > 201) return unread
      taken = bytes.toString('latin1', at + 1, end)
      return end + 1
    }
    // Also where there is no byte any more.
    if (!(byte >= 0x20 && byte < 0x7f) || byte === backslash) return unread
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte! >= 0x30 && byte! <= 0x39
}

/** Digits as JSON has them, at most ten. */
const digits: Take = (bytes, at) => {
  let [end, value] = [at, 0]
  for (; isDigit(bytes[end]); end++) value = value * 10 + bytes[end]! - zero
  taken = value
  return end === at || end - at > 10 || (bytes[at] === zero && end - at > 1) ? unread : end
}

const integer: Take = (bytes, at) => {
  const end = digits(bytes, at)
  return (taken as number) > 2_147_483_647 ? unread : end
}

const money: Take = (bytes, from) => {
  const isText = bytes[from] === quote
  let at = digits(bytes, isText ? from + 1 : from)
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

/** Each day once: it is the same text for everybody who is born on it. */
const days = new Map<number, string>()

const day: Take = (bytes, at) => {
  let number = 0
  for (let index = 1; index <= 10; index++) {
    const byte = bytes[at + index]
    if (index === 5 || index === 8) {
      if (byte !== hyphen) return unread
    } else {
      if (!isDigit(byte)) return unread
      number = number * 10 + byte! - zero
    }
  }
  if (bytes[at] !== quote || bytes[at + 11] !== quote) return unread
  let known = days.get(number)
  if (known === undefined) {
    known = bytes.toString('latin1', at + 1, at + 11)
    if (!isDay(known)) return unread
    days.set(number, known)
  }
  taken = known
  return at + 12
}

function fieldOf(name: string, take: Take): Field {
  return { name, word: Buffer.from(`${name}"`), take }
}

function amounts({ values }: FactEnum): Take {
  const fields = [
    fieldOf('type', oneOf(Object.keys(values))),
    fieldOf('amount', money),
    fieldOf('frequency', oneOf(Object.keys(Frequency.values))),
  ]
  const take = record(fields)
  return list(mostAmounts, (bytes, at) => {
    const end = take(bytes, at)
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
