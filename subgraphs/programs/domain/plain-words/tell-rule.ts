/** A rule tree in plain English, with the figures of a day. The loader has checked the rules: every name here is known. */
import { amount, period } from '../eligibility/explain'
import type { FigureTable } from '../eligibility/figure'
import { figureOnDay } from '../eligibility/figure-on-day'
import { measure, mostTelling, type Measure } from '../eligibility/measure'
import type { Comparison, Condition, Definition, FigureLookup, Quantity } from '../eligibility/rule'
import { isOpen } from '../eligibility/status'
import { shareInWords, tellNumber } from './numbers'
import { operands, operators } from './operands'
import { inOneLine, type Told } from './told'
import { amountsOf, dayInWords, named, valueOf, wordsOf } from './words'

/** What a rule is told with, and what it has named so far. */
export interface Telling {
  readonly day: string
  readonly figures: FigureTable
  readonly definitions: ReadonlyMap<string, Definition>
  readonly programName: (id: string) => string
  readonly used: { readonly definitions: Set<string>; readonly figures: Set<string> }
}

/** `who` is the member that is asked about, where it is one. */
export function tellCondition(condition: Condition, telling: Telling, who = 'the member'): Told {
  const inner = (part: Condition, of = who) => tellCondition(part, telling, of)
  const group = (says: string, parts: readonly Condition[], join: 'and' | 'or') =>
    together(
      says,
      parts.map((part) => inner(part)),
      join,
    )
  if ('compare' in condition) return { says: tellComparison(condition, telling, who) }
  if ('all' in condition) return group('all of these hold', condition.all, 'and')
  if ('any' in condition) return group('at least one of these holds', condition.any, 'or')
  if ('of' in condition) {
    const parts = condition.of.map((part) => inner(part))
    return { says: `at least ${condition.atLeast} of these hold`, parts }
  }
  if ('not' in condition) return denied(inner(condition.not))
  if ('if' in condition) {
    const test = inOneLine(inner(condition.if))
    const branch = (says: string, part: Condition): Told => prefixed(says, inner(part))
    return { says: 'one of two tests holds', parts: [branch(`if ${test}`, condition.then), branch('otherwise', condition.else)] }
  }
  if ('is' in condition) return { says: tellValues(condition.fact, [condition.is], who) }
  if ('in' in condition) return { says: tellValues(condition.fact, condition.in, who) }
  if ('forAnyMember' in condition)
    return prefixed('for at least one member of the household', inner(condition.forAnyMember, 'the member'))
  if ('forEveryMember' in condition)
    return prefixed('for every member of the household', inner(condition.forEveryMember, 'the member'))
  if ('forHead' in condition) return tellHead(inner(condition.forHead, head))
  if ('season' in condition) {
    const { from, to } = condition.season
    const now = isOpen(condition.season, telling.day) ? 'so it is' : 'so it is not'
    return { says: `the day lies between ${dayInWords(from)} and ${dayInWords(to)} (${now} on ${telling.day})` }
  }
  if ('program' in condition) return { says: `every test of ${telling.programName(condition.program)} holds` }
  if ('unsourced' in condition) return { says: `a test that has no source in the hub: ${condition.unsourced}` }
  telling.used.definitions.add(condition.define)
  const isMembers = telling.definitions.get(condition.define)?.of === 'MEMBER'
  return { says: isMembers ? `${named(condition.define)} holds of ${who}` : `${named(condition.define)} holds` }
}

const head = 'the head of the household'

function tellHead(told: Told): Told {
  return told.parts === undefined && told.says.includes(head) ? told : prefixed(`for ${head}`, told)
}

function together(says: string, parts: readonly Told[], join: 'and' | 'or'): Told {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { says, parts, join }
}

/** `for at least one member of the household, all of these hold`. */
function prefixed(prefix: string, told: Told): Told {
  if (told.parts === undefined) return { says: `${prefix}: ${told.says}` }
  return { says: `${prefix}, ${told.says}`, parts: told.parts }
}

function denied(told: Told): Told {
  if (told.parts === undefined) return { says: `it is not so that ${told.says}` }
  if (told.says === 'at least one of these holds') return { says: 'none of these holds', parts: told.parts }
  return { says: `it is not so that ${told.says}`, parts: told.parts }
}

function tellValues(fact: string, values: readonly (boolean | string)[], who: string): string {
  const words = wordsOf(fact, who)
  const [first] = values
  if (typeof first === 'boolean') return first ? words : `it is not so that ${words}`
  const told = values.map((value) => valueOf(fact, value))
  return told.length === 1 ? `${words} is ${told[0]}` : `${words} is one of: ${told.join('; ')}`
}

function tellComparison(comparison: Comparison, telling: Telling, who: string): string {
  const [operator, right] = operands(comparison, telling.figures)
  const measures = [measure(right, telling), measure(comparison.compare, telling)]
  // A year's sum stands beside twelve months of the other.
  const isByMonth = measures.every((one) => one.shown === 'MONTH' || one.unit !== 'MONEY_A_YEAR')
  const { unit } = mostTelling(measures)
  const shown: Measure = unit === 'MONEY_A_YEAR' ? { unit, shown: isByMonth ? 'MONTH' : 'YEAR' } : { unit }
  const tell = (quantity: Quantity) => tellQuantity(quantity, telling, shown, who)
  return `${tell(comparison.compare)} is ${operators[operator]} ${tell(right)}`
}

/** `shown` is the measure in which plain numbers and figures are told. */
export function tellQuantity(quantity: Quantity, telling: Telling, shown: Measure, who = 'the member'): string {
  const inner = (part: Quantity, of = who) => tellQuantity(part, telling, shown, of)
  const ofMember = (part: Condition) => inOneLine(tellCondition(part, telling, 'the member'))
  if (typeof quantity === 'number') return tellNumber(quantity, shown)
  if (quantity === 'householdSize') return 'the number of people in the household'
  if ('fact' in quantity) {
    const words = wordsOf(quantity.fact, who)
    return quantity.per === 'MONTH' && shown.shown !== 'MONTH' ? `twelve times ${words}` : words
  }
  if ('figure' in quantity) return tellLookup(quantity, telling, who)
  if ('incomes' in quantity) return amountsOf('incomes', quantity.incomes, who)
  if ('expenses' in quantity) return amountsOf('expenses', quantity.expenses, who)
  if ('sum' in quantity) {
    const over = quantity.where === undefined ? 'over all members' : `over each member for whom ${ofMember(quantity.where)}`
    return `the sum, ${over}, of ${inner(quantity.sum, 'the member')}`
  }
  if ('count' in quantity) return `the number of members for whom ${ofMember(quantity.count)}`
  if ('add' in quantity) return `(${quantity.add.map((part) => inner(part)).join(' plus ')})`
  if ('subtract' in quantity) return `(${inner(quantity.subtract[0])} less ${inner(quantity.subtract[1])})`
  if ('share' in quantity) return `${shareInWords(quantity.share)} of ${inner(quantity.of)}`
  if ('if' in quantity) {
    const test = inOneLine(tellCondition(quantity.if, telling, who))
    return `(${inner(quantity.then)} if ${test}, otherwise ${inner(quantity.else)})`
  }
  telling.used.definitions.add(quantity.define)
  return named(quantity.define)
}

function tellLookup({ figure, size }: FigureLookup, telling: Telling, who: string): string {
  telling.used.figures.add(figure)
  const { value, table } = figureOnDay(figure, telling.figures, telling.day)
  const own = measure({ figure }, telling)
  if (value !== undefined) return `${amount(value, own)}${period(own)} (${figure})`
  if (table === undefined) return `a limit that has no source on this day (${figure})`
  const people: Measure = { unit: 'PEOPLE' }
  return `the limit of ${figure} for ${size === undefined ? 'the size' : tellQuantity(size, telling, people, who)}`
}
