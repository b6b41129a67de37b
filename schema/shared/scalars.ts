import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { dayExpected, isDay } from '../../runtime/days'
import { idExpected, isId } from '../../runtime/ids'
import { centsOf, moneyExpected, moneyText } from '../../runtime/money'
import { unfitText } from '../../runtime/text'

interface Shape {
  readonly name: string
  readonly description: string
  /** What a client should have sent, for the error's sentence. */
  readonly expected: string
  /** The inner value of a client's text, or undefined where it is unfit. A string answers its own refusal through `refuse`. */
  readonly parse: (text: string, refuse: (expected: string) => never) => unknown
  readonly serialize?: (value: unknown) => unknown
}

/** A scalar whose values travel as JSON strings. Its errors say what was expected and never repeat the value. */
function textScalar({ name, description, expected, parse, serialize = String }: Shape): GraphQLScalarType {
  const read = (value: unknown, node?: ValueNode) => {
    const refuse = (what: string): never => {
      throw new GraphQLError(`expected ${what}`, node ? { nodes: node } : {})
    }
    return typeof value === 'string' ? (parse(value, refuse) ?? refuse(expected)) : refuse(expected)
  }
  return new GraphQLScalarType({
    name,
    description,
    serialize,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  })
}

/** Identifier: the same text inside and outside. */
export const UUID = textScalar({
  name: 'UUID',
  description:
    'An identifier in lower case, such as 0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61. A client may choose the id of what it creates (version 7).',
  expected: idExpected,
  parse: (text) => (isId(text) ? text : undefined),
})

/** Calendar day: an ISO string inside and outside. */
export const Day = textScalar({
  name: 'Date',
  description: 'A calendar day as YYYY-MM-DD, between 1900-01-01 and 2100-12-31.',
  expected: dayExpected,
  parse: (text) => (isDay(text) ? text : undefined),
})

const instantExpected = 'an instant as YYYY-MM-DDTHH:MM:SSZ (UTC, or with an offset) between the years 1900 and 2100'
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** Point in time: a Date inside, ISO text in UTC outside. */
export const Instant = textScalar({
  name: 'DateTime',
  description: 'A point in time as ISO 8601 text, answered in UTC: 2026-11-23T15:04:05.000Z.',
  expected: instantExpected,
  parse: (text) => {
    if (!instantPattern.test(text) || !isDay(text.slice(0, 10))) return undefined
    const instant = new Date(text)
    return Number.isNaN(instant.getTime()) ? undefined : instant
  },
  serialize: (value) => (value as Date).toISOString(),
})

/** Money: integer cents inside, decimal text outside. */
export const Money = textScalar({
  name: 'Money',
  description: 'US dollars as decimal text with two places, such as "1234.50".',
  expected: moneyExpected,
  parse: centsOf,
  serialize: (value) => moneyText(value as number),
})

interface Bounds {
  readonly name: string
  readonly description: string
  readonly limit: number
  readonly oneLine?: true
}

function boundedText({ name, description, limit, oneLine }: Bounds): GraphQLScalarType {
  return textScalar({
    name,
    description,
    expected: `text of at most ${limit} characters`,
    parse: (text, refuse) => {
      const unfit = unfitText(text, limit) ?? (oneLine && /[\n\r\u2028\u2029]/.test(text) ? 'text on one line' : undefined)
      return unfit === undefined ? text : refuse(unfit)
    },
  })
}

export const Line = boundedText({
  name: 'Line',
  description: 'Text on one line, such as a name or a street address: at most 200 characters.',
  limit: 200,
  oneLine: true,
})

export const Note = boundedText({
  name: 'Note',
  description: 'Free text, such as a note: at most 4,000 characters.',
  limit: 4000,
})

const keyExpected = '8 to 100 letters, digits or any of - _ . : that name this one change'

/** Idempotency key: chosen by the client once for each change and repeated on every retry of it. */
export const IdempotencyKey = textScalar({
  name: 'IdempotencyKey',
  description:
    'Names one change: 8 to 100 letters, digits or any of - _ . : (a UUID is a good one). Send the same key again on a retry.',
  expected: keyExpected,
  parse: (text) => (/^[\w.:-]{8,100}$/.test(text) ? text : undefined),
})
