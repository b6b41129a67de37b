import { programAreas, programStatuses } from '../../subgraphs/programs/domain/eligibility/rule'
import { criterionKeys, programKeys, statusKeys, versionKeys, windowKeys } from '../../subgraphs/programs/rules/rules-grammar'
import { choice, listOf, map, part, type Schema } from './json-schema'
import { citation, day, id, link, localText, text } from './plain'

const edge = (description: string): Schema => ({
  description,
  type: 'string',
  pattern: '^(\\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
})

const window = map('When applications are taken.', windowKeys, {
  from: edge('First day: YYYY-MM-DD, or MM-DD for every year.'),
  to: edge('Last day, written as the first is.'),
})

const status = map('Whether applications are taken, from one day to another.', statusKeys, {
  from: day('First day. The first row may have none.'),
  to: day('Last day. The last row may have none.'),
  state: choice(programStatuses, 'Only ACTIVE, and SEASONAL inside a window, take applications.'),
  open: listOf(window, 'The windows of a SEASONAL program.'),
  note: localText('What applicants should know.'),
})

const criterion = map('One test of the law.', criterionKeys, {
  id: id('Its name within the version.'),
  text: localText('The test as a sentence for residents.'),
  stage: choice(
    {
      SCREEN: 'Asked before anyone applies; not known, it holds the answer open.',
      VERIFY: 'Checked by the agency at application.',
    },
    'When it is asked.',
  ),
  citation,
  when: part('condition', 'The test itself.'),
  note: text('Why it has no source, or reads the law the way it does.'),
})

const version = map('The rules from one day to another.', versionKeys, {
  from: day('First day in force.'),
  to: day('Last day in force. The last version may have none.'),
  discretionary: localText('Where the law names no test: what the worker who decides looks at.'),
  definitions: listOf(part('definition'), 'Derived facts of this version alone.'),
  criteria: listOf(criterion, 'All of them have to hold.'),
})

/** programs/<id>.yaml */
export function programFile(): Schema {
  return map('One program: what it is, when it takes applications, and its rules by date.', programKeys, {
    id: id('The name of the file.'),
    area: choice(programAreas, 'What it helps with.'),
    agency: id('The id of the agency that decides applications, of agencies.yaml.'),
    name: localText('Its name.'),
    description: localText('What it gives, in a sentence or two.'),
    unit: localText('Who counts: the people of the household, the tax household, the family on the lease.'),
    status: { ...listOf(status, 'One row after the other, without a gap.'), minItems: 1 },
    versions: { ...listOf(version, 'One after the other, without a gap. The day of the answer chooses.'), minItems: 1 },
    url: link('Its page.'),
    externalIds: listOf(text('As accessnyc:S2R015.'), 'Its ids in other systems.'),
    languages: listOf(text('As en.'), 'Languages in which help is given.'),
    documents: listOf(localText('A document.'), 'What applicants bring.'),
    notes: listOf(text('A sentence.'), 'What a program officer should know: readings of the law, missing sources.'),
  })
}
