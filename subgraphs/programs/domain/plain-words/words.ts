/** The catalogue of facts in the words of a sentence. */
import { ExpenseType, householdFacts, IncomeType, memberFacts, type FactDefinition } from '../../../../runtime/facts'
import type { AmountKinds } from '../eligibility/rule'

const catalogue: Readonly<Record<string, FactDefinition>> = { ...householdFacts, ...memberFacts }

/** `incomeWithoutGifts` is “income without gifts”. */
export function named(id: string): string {
  return `“${spaced(id)}”`
}

/** The fact as it is asked about: `the member is pregnant`, `the rental type`, `the age of the member`. */
export function wordsOf(fact: string, who: string): string {
  const definition = catalogue[fact]
  if (definition === undefined) return spaced(fact)
  const { type } = definition
  const sentence = firstSentence(definition.description)
  if (type === 'boolean') return of(sentence.replace(/^Whether /, ''), who)
  const owner = Object.hasOwn(memberFacts, fact) ? ` of ${who}` : ''
  if (fact === 'age' || typeof type === 'object' || type === 'text') return `the ${spaced(fact)}${owner}`
  const quantity = of(lowered(sentence.replace(/^How many days /, 'the number of days ')), who)
  return `${quantity.endsWith(', a month') ? `${quantity},` : quantity}${owner}`
}

/** The value of a fact: the sentence of an enum's value, a text as it is. */
export function valueOf(fact: string, value: boolean | string): string {
  const type = catalogue[fact]?.type
  const sentence = typeof type === 'object' ? type.values[String(value)] : undefined
  return sentence === undefined ? String(value) : `“${firstSentence(sentence)}”`
}

/** Which incomes or expenses count: `all income of the member`. */
export function amountsOf(list: 'incomes' | 'expenses', kinds: AmountKinds, who: string): string {
  const noun = list === 'incomes' ? 'income' : 'expenses'
  const values: Readonly<Record<string, string>> = list === 'incomes' ? IncomeType.values : ExpenseType.values
  if (kinds === 'ALL') return `all ${noun} of ${who}`
  const types = 'only' in kinds ? kinds.only : kinds.except
  const told = types.map((type) => lowered(firstSentence(values[type] ?? type)))
  const named = told.length === 1 ? told[0] : `(${told.join('; ')})`
  return 'only' in kinds ? `the ${noun} of ${who}, counting only ${named}` : `all ${noun} of ${who} but ${named}`
}

/** `10-01` is 1 October; an ISO day stays as it is. */
export function dayInWords(day: string): string {
  if (day.length !== 5) return day
  const [month = 1, date = 1] = day.split('-').map(Number)
  return `${date} ${months[month - 1]}`
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export function spaced(id: string): string {
  return id.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()
}

function firstSentence(text: string): string {
  return (text.split(/\.(?:\s|$)/)[0] ?? text).trim()
}

/** A name or an abbreviation keeps its capital. */
function lowered(text: string): string {
  return /^(Social|Supplemental|New York|Government|[A-Z]{2})/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

function of(sentence: string, who: string): string {
  return sentence.replace(/\bthe member\b/g, who)
}
