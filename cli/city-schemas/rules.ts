/* oxlint-disable unicorn/no-thenable -- `then` is a key of the rule files; its value is never a function. */
/** The rule tree: conditions, quantities and definitions. */
import {
  conditionKeys,
  definitionKeys,
  definitionUnits,
  kindsKeys,
  lookupKeys,
  operators,
  quantityKeys,
  seasonKeys,
} from '../../subgraphs/programs/rules/rules-grammar'
import { expenseType, factQuantity, factTests, incomeType } from './facts'
import { choice, listOf, map, part, type Schema } from './json-schema'
import { citation, id, monthDay, nameSpelledLikeThis, text } from './plain'

/** A node of the tree: what it says, and the shapes of its keys. */
type Node = readonly [description: string, shapes: Readonly<Record<string, Schema>>]

const condition = (description?: string) => part('condition', description)
const quantity = (description?: string) => part('quantity', description)
const conditions: Schema = { type: 'array', minItems: 1, items: { $ref: '#/definitions/condition' } }

const lookup = map('A figure as it is on the day of the answer.', lookupKeys, {
  figure: id('The id of the figure.'),
  size: quantity('By what a table is looked up: householdSize, or a count of members.'),
})

const comparisons: Readonly<Record<(typeof operators)[number], Schema>> = {
  within: { ...lookup, description: 'At most the figure, or below it where the figure itself does not pass.' },
  beyond: { ...lookup, description: 'The opposite of within.' },
  atMost: quantity('At most.'),
  below: quantity('Less than.'),
  atLeast: quantity('At least.'),
  above: quantity('More than.'),
  equals: quantity('Exactly.'),
}

const defined = nameSpelledLikeThis('The id of a definition that stands above.')

const conditionNodes: Readonly<Record<string, Node>> = {
  compare: [
    'A quantity beside a limit: exactly one of within, beyond, atMost, below, atLeast, above, equals.',
    { compare: quantity('What is compared.'), ...comparisons },
  ],
  of: ['At least so many of these hold.', { atLeast: { type: 'integer', minimum: 1 }, of: conditions }],
  if: [
    'One of two tests, by a third.',
    { if: condition(), then: condition('Tested where it holds.'), else: condition('Tested where it does not.') },
  ],
  all: ['All of these hold.', { all: conditions }],
  any: ['At least one of these holds.', { any: conditions }],
  not: ['This does not hold.', { not: condition() }],
  forAnyMember: ['It holds for at least one member of the household.', { forAnyMember: condition() }],
  forEveryMember: ['It holds for every member of the household.', { forEveryMember: condition() }],
  forHead: ['It holds for the head of the household.', { forHead: condition() }],
  season: [
    'Whether the day lies between two days of the year, which may run over New Year.',
    { season: map('Both days included.', seasonKeys, { from: monthDay('MM-DD'), to: monthDay('MM-DD') }) },
  ],
  define: ['Whether a definition holds.', { define: defined }],
  program: [
    'Whether every test of another program holds on the day; under `not`, an exclusion.',
    { program: id('The id of the program.') },
  ],
  unsourced: [
    'A test of the law that has no source yet. It stays open.',
    { unsourced: text('What is not known, as a sentence.') },
  ],
}

function kinds(type: Schema): Schema {
  const types = { type: 'array', items: type } as const
  const some = map('Which of them count.', kindsKeys, {
    only: { ...types, description: 'These alone.' },
    except: { ...types, description: 'All but these.' },
  })
  return {
    anyOf: [
      { const: 'ALL', description: 'All of them.' },
      { ...some, minProperties: 1, maxProperties: 1 },
    ],
  }
}

const quantities: Schema = { type: 'array', items: { $ref: '#/definitions/quantity' } }

const quantityNodes: Readonly<Record<string, Node>> = {
  incomes: ["A member's incomes in a year.", { incomes: kinds(incomeType) }],
  expenses: ["A member's expenses in a year.", { expenses: kinds(expenseType) }],
  sum: ['The sum over the members, or over those for whom `where` holds.', { sum: quantity(), where: condition() }],
  count: ['How many members it holds for.', { count: condition() }],
  add: ['All of these together.', { add: quantities }],
  subtract: ['The first less the second.', { subtract: { ...quantities, minItems: 2, maxItems: 2 } }],
  share: [
    'A part of a quantity, as [1, 3] is a third.',
    { share: { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 }, of: quantity() },
  ],
  if: ['One of two quantities, by a test.', { if: condition(), then: quantity(), else: quantity() }],
  define: ['The quantity of a definition.', { define: defined }],
}

function nodes(keys: Readonly<Record<string, readonly string[]>>, shapes: Readonly<Record<string, Node>>): Schema[] {
  return Object.entries(keys).flatMap(([kind, own]) => {
    const node = shapes[kind]
    return node === undefined ? [] : [map(node[0], own, node[1])]
  })
}

/** The parts that every schema with rules in it refers to. */
export function ruleParts(): Readonly<Record<string, Schema>> {
  const [compare, ...others] = nodes(conditionKeys, conditionNodes)
  const numbers = { type: 'integer', minimum: 0, description: 'A whole number, never money: money stands in figures.' } as const
  const size = { const: 'householdSize', description: 'The number of people in the household.' }
  return {
    condition: {
      description: 'A test: true, false or unknown.',
      anyOf: [{ ...compare, minProperties: 2, maxProperties: 2 }, ...factTests(), ...others],
    },
    quantity: {
      description: 'A number: money is a sum of a year.',
      anyOf: [numbers, size, factQuantity(), { ...lookup }, ...nodes(quantityKeys, quantityNodes)],
    },
    definition: map('A named fact that follows from others.', definitionKeys, {
      id: nameSpelledLikeThis('How rules name it, spelled likeThis.'),
      of: choice(
        { HOUSEHOLD: 'Of the household as a whole.', MEMBER: 'Of one member: it stands under a member quantifier.' },
        'Whose it is.',
      ),
      text: text('What it is, in plain words.'),
      unit: choice(definitionUnits, 'What a quantity is measured in.'),
      citation,
      condition: condition('The test, where it is one.'),
      quantity: quantity('The quantity, where it is one.'),
    }),
  }
}

export function definitionsFile(): Schema {
  return listOf(part('definition'), 'Derived facts that several programs use. One may use those above it.')
}
