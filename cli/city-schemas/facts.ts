/** Facts as the files of a city name them: tested in rules, given in golden cases. */
import { ExpenseType, Frequency, householdFacts, IncomeType, memberFacts, type FactDefinition } from '../../runtime/facts'
import { amountKeys, conditionKeys, quantityKeys } from '../../subgraphs/programs/rules/rules-grammar'
import { choice, listOf, map, type Schema } from './json-schema'
import { day, nameSpelledLikeThis, number, text, whole } from './plain'

type Catalogue = Readonly<Record<string, FactDefinition>>

const all: Catalogue = { ...householdFacts, ...memberFacts }

function ofType(types: readonly FactDefinition['type'][], description: string): Schema {
  return choice(namesOfType(types), description)
}

function namesOfType(types: readonly FactDefinition['type'][]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, { type, description }]) => (types.includes(type) ? [[name, description]] : [])),
  )
}

const tested = 'Whether a fact has a value: `is` names one, `in` several.'

/** `fact` with `is` or `in`: for each fact that has a closed list of values, those alone. */
export function factTests(): readonly Schema[] {
  const keys = conditionKeys['fact'] ?? []
  const of = (fact: Schema, value: Schema) => {
    const shapes = { fact, is: value, in: listOf(value, 'One of these values.') }
    return { ...map(tested, keys, shapes), minProperties: 2, maxProperties: 2 }
  }
  const listed = Object.entries(all).flatMap(([name, { type, description }]) =>
    typeof type === 'object' ? [of({ description, const: name }, choice(type.values, type.description))] : [],
  )
  const yesOrNo = of(ofType(['boolean'], 'A fact that is true or false.'), { type: 'boolean' })
  return [yesOrNo, ...listed, of(ofType(['text'], 'A fact that is a text.'), text('The text, in quotes.'))]
}

/** `fact` as a number; `per: MONTH` for monthly money. */
export function factQuantity(): Schema {
  return map('The number that a fact is.', quantityKeys['fact'] ?? [], {
    fact: ofType(['integer', 'money'], 'A fact that is a number. Of a member: `age`.'),
    per: choice(['MONTH'], 'A monthly amount of money: twelve of it are compared with sums of a year.'),
  })
}

export const incomeType = choice(IncomeType.values, IncomeType.description)
export const expenseType = choice(ExpenseType.values, ExpenseType.description)
export const frequency = choice(Frequency.values, Frequency.description)

export const numberFact = ofType(['integer', 'money'], 'The fact that varies.')

function amount(type: Schema): Schema {
  const shapes = { type, amount: number('Dollars; left out, not known.'), frequency }
  return map('One amount, and how often it recurs.', amountKeys, shapes)
}

function factValue({ type, description }: FactDefinition): Schema {
  if (typeof type === 'object') return choice(type.values, description)
  switch (type) {
    case 'boolean':
      return { description, type: 'boolean' }
    case 'integer':
      return whole(description)
    case 'money':
      return number(`${description} In dollars.`)
    case 'date':
      return day(description)
    case 'incomes':
      return listOf(amount(incomeType), description)
    case 'expenses':
      return listOf(amount(expenseType), description)
    default:
      return text(description)
  }
}

/** What is known of somebody: each fact may be absent, which is not known. */
function factsOf(catalogue: Catalogue, description: string, more: Readonly<Record<string, Schema>> = {}): Schema {
  const withheld = listOf(choice(Object.keys(catalogue), 'A fact.'), 'Facts that are there but may not be read.')
  const shapes = Object.fromEntries(Object.entries(catalogue).map(([name, fact]) => [name, factValue(fact)]))
  const properties = { ...shapes, withheld, ...more }
  return map(
    description,
    Object.keys(properties).map((key) => `${key}?`),
    properties,
  )
}

/** The parts that golden cases refer to. */
export function householdParts(): Readonly<Record<string, Schema>> {
  return {
    member: factsOf(memberFacts, 'What is known of one member. A fact left out is not known.'),
    household: factsOf(householdFacts, 'What is known of a household. A fact left out is not known.', {
      members: {
        description: 'The members by a name of your own, such as `head`.',
        type: 'object',
        propertyNames: nameSpelledLikeThis('A name spelled likeThis.'),
        additionalProperties: { $ref: '#/definitions/member' },
      },
    }),
  }
}
