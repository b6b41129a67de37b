import {
  caseKeys,
  caseOutcomes,
  casesKeys,
  tableAmountKeys,
  tableKeys,
  tableSides,
} from '../../subgraphs/programs/rules/rules-grammar'
import { expenseType, frequency, incomeType, numberFact } from './facts'
import { choice, listOf, map, part, type Schema } from './json-schema'
import { day, id, number, text, whole } from './plain'

const outcome = choice(caseOutcomes, 'What the program answers.')
const state = choice(['TRUE', 'FALSE', 'UNKNOWN', 'UNSOURCED'], "In quotes: 'TRUE' and 'FALSE' without them are no texts.")
const reference = text('A fact, or `birthDate of head`.')
const asOf = day('The day of the answer, where it is another than the file has.')
const without = listOf(
  text('A fact, `birthDate of head`, or a whole member as `members of son`.'),
  'What of the base is not known here.',
)

const golden = map('One household of which it is known what the program answers.', caseKeys, {
  name: text('What is special about it.'),
  outcome,
  asOf,
  facts: part('household', 'What is otherwise than in the base.'),
  without,
  criteria: { description: 'The states of criteria, by their ids.', type: 'object', additionalProperties: state },
  missing: listOf(reference, 'Exactly the facts that are asked for.'),
  toVerify: listOf(reference, 'Exactly what the agency will still check.'),
})

const table = map('A limit by size, with two cases at each: one on either side.', tableKeys, {
  name: text('What it is.'),
  criterion: id('The criterion that is tested.'),
  passes: choice(tableSides, 'Whether the limit itself passes, and on which side one does.'),
  amount: map('What varies: a fact, or one income or expense of a member.', tableAmountKeys, {
    of: text('The member.'),
    fact: numberFact,
    incomes: incomeType,
    expenses: expenseType,
    frequency,
  }),
  limits: listOf(number('A limit, as its agency publishes it: money in dollars.'), 'From the size of the base on.'),
  from: whole('The size of the first limit; left out, 1.'),
  each: part('member', 'Who is added for each further size.'),
  states: { ...listOf(state, 'States of the criterion: where it passes, where it fails.'), minItems: 2, maxItems: 2 },
  outcomes: { ...listOf(outcome, 'Outcomes: where it passes, where it fails.'), minItems: 2, maxItems: 2 },
  asOf,
  facts: part('household', 'What is otherwise than in the base.'),
  without,
})

/** cases/<id>.yaml */
export function casesFile(): Schema {
  return map('The golden cases of a program. Each criterion is seen true, false and unknown in them.', casesKeys, {
    program: id('The id of the program.'),
    asOf: day('The day of the answers.'),
    base: part('household', 'The household that each case changes.'),
    cases: listOf(golden, 'What is known.'),
    tables: listOf(table, 'Limits by size.'),
  })
}
