import { figureKeys, figureUnits, percentBySizeKeys, rowKeys, sizeKeys } from '../../subgraphs/programs/rules/rules-grammar'
import { choice, listOf, map, type Schema } from './json-schema'
import { citation, day, id, localText, monthDay, number, text, whole } from './plain'

const sizes = listOf(number('A limit: money in dollars.'), 'The limits for the sizes 1, 2, 3 and so on, as they are published.')
const perPerson = number('What each further person adds; left out, larger sizes have no source.')

const shapes: Readonly<Record<string, Schema>> = {
  from: day('First day in force.'),
  to: day('Last day in force; the last row may have none.'),
  citation,
  value: number('One value for all: money in dollars.'),
  percent: number('So many percent of another figure.'),
  of: id('The id of the other figure.'),
  round: choice({ up: 'Up.', nearest: 'To the nearest.', down: 'Down.', none: 'Not at all.' }, 'How it becomes whole dollars.'),
  guidelineSwitch: monthDay("The day of the year on which the limit moves to that year's guideline: MM-DD."),
  yearsBack: whole('So many years the guideline stays behind.'),
  percentBySize: map('A further percentage by size.', percentBySizeKeys, { sizes, perPerson }),
  unsourced: text('What is not known, as a sentence.'),
  year: whole('The year that the row is published for.'),
  sizes,
  perPerson,
}

function row(description: string, keys: readonly string[]): Schema {
  const names = keys.map((key) => key.replace('?', ''))
  return map(description, keys, Object.fromEntries(names.map((name) => [name, shapes[name] as Schema])))
}

const told: Readonly<Record<(typeof rowKeys)[number]['sign'], string>> = {
  value: 'One value from one day to another.',
  percent: 'A percentage of another figure.',
  unsourced: 'The law has a value that no source gives.',
  year: 'A guideline that is published by year.',
}

/** figures/*.yaml */
export function figuresFile(): Schema {
  const rows = [...rowKeys.map(({ sign, keys }) => row(told[sign], keys)), row('A table by size.', sizeKeys)]
  const figure = map('What the law sets, by date.', figureKeys, {
    id: id('How rules name it.'),
    text: localText('What it is.'),
    unit: choice(figureUnits, 'What it is measured in.'),
    per: choice(['YEAR', 'MONTH'], 'The period of money that is earned; none for money that is owned.'),
    inclusive: { description: 'Whether an amount equal to the limit passes.', type: 'boolean' },
    values: { ...listOf({ anyOf: rows }, 'By date or by year, without a gap.'), minItems: 1 },
  })
  return listOf(figure, 'Figures: what the law sets by date.')
}
