import { parseArgs } from 'node:util'
import { readSettings } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import type { Citation } from '../../subgraphs/programs/domain/eligibility/rule'
import type { ToldFigure } from '../../subgraphs/programs/domain/plain-words/tell-figure'
import {
  tellProgram,
  type ToldCriterion,
  type ToldDefinition,
  type ToldProgram,
} from '../../subgraphs/programs/domain/plain-words/tell-program'
import { linesOf } from '../../subgraphs/programs/domain/plain-words/told'
import { dayOf, openSound, requireCity } from './open-city'

/** `hub city explain nyc scrie [--as-of 2026-07-01] [--json]`: a program's rule on a day, in plain words. */
export function explain(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'as-of': { type: 'string' }, json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [cityId, programId = ''] = positionals
  const root = readSettings(process.env).cities
  const { rules, settings } = openSound(root, requireCity(root, cityId)).city
  const told = tellProgram(rules, programId, dayOf(values['as-of'], settings.timeZone))
  if (told === undefined) {
    const known = rules.programs.map(({ id }) => id).sort()
    throw new StartError(`There is no program "${programId}" in ${settings.name.en}: expected one of ${known.join(', ')}.`)
  }
  console.log(values.json ? JSON.stringify(told, undefined, 2) : printProgram(told))
}

/** The rule as a text of a page or two. */
export function printProgram(program: ToldProgram): string {
  const { name, asOf, status, takesApplications, statusNotes, agencyName, agency, description, unit, url, discretionary } =
    program
  const ofStage = (stage: ToldCriterion['stage']) => program.criteria.filter((criterion) => criterion.stage === stage)
  const notes = statusNotes.length === 0 ? '' : ` (${statusNotes.join('; ')})`
  return [
    `${name} (${program.program})`,
    description,
    ...(url === undefined ? [] : [url]),
    '',
    `On ${asOf}    ${status}${notes}: ${takesApplications ? 'applications are taken' : 'no applications are taken'}`,
    `Agency           ${agencyName} (${agency})`,
    `Who counts       ${unit}`,
    `Rules            ${tellSpan(program)}`,
    ...(discretionary === undefined ? [] : [`A worker decides ${discretionary}`]),
    ...part('Asked before anyone applies', ofStage('SCREEN').flatMap(printCriterion)),
    ...part('Checked by the agency', ofStage('VERIFY').flatMap(printCriterion)),
    ...part('Words', program.words.flatMap(printDefinition)),
    ...part(`Figures on ${asOf}`, program.figures.flatMap(printFigure)),
    ...part(
      'Documents',
      program.documents.map((document) => `- ${document}`),
    ),
    ...part(
      'Notes',
      program.notes.map((note) => `- ${note}`),
    ),
  ].join('\n')
}

function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading.toUpperCase(), ...lines]
}

function tellSpan({ effectiveFrom, effectiveTo, known }: ToldProgram): string {
  if (effectiveFrom !== undefined) return days(effectiveFrom, effectiveTo)
  return `the hub has none for this day; it has those ${days(known.from, known.to)}`
}

function days(from: string, to: string | undefined): string {
  return to === undefined ? `from ${from} on` : `from ${from} to ${to}`
}

function printCriterion({ id, text, test, citation, effectiveFrom, effectiveTo, note }: ToldCriterion): string[] {
  return [
    '',
    `  ${text} [${id}]`,
    ...linesOf(test, '    ', 'Test: '),
    `    Law: ${printCitation(citation)}`,
    `    Holds: ${days(effectiveFrom, effectiveTo)}`,
    ...(note === undefined ? [] : [`    Note: ${note}`]),
  ]
}

function printCitation({ law, url }: Citation): string {
  return url === undefined ? law : `${law} <${url}>`
}

function printDefinition({ name, text, rule, citation }: ToldDefinition): string[] {
  return [
    '',
    `  ${name}: ${text}`,
    ...linesOf(rule, '    '),
    ...(citation === undefined ? [] : [`    Law: ${printCitation(citation)}`]),
  ]
}

function printFigure(figure: ToldFigure): string[] {
  const { id, text, value, table, further, unsourced, from, isMonthly, inclusive, effectiveFrom, effectiveTo, citations } = figure
  const width = Math.max(0, ...(table ?? []).map(({ limit }) => limit.length))
  return [
    '',
    `  ${id}: ${text}`,
    ...(value === undefined ? [] : [`    ${value}`]),
    ...(table ?? []).map(({ size, limit }) => `    size ${String(size).padStart(2)}  ${limit.padStart(width)}`),
    ...(further === undefined ? [] : [`    ${further}`]),
    ...(unsourced === undefined ? [] : [`    No source: ${unsourced}`]),
    ...(from === undefined ? [] : [`    Is ${from}`]),
    ...(isMonthly ? ['    A sum of a year is compared with twelve times the limit.'] : []),
    `    The limit itself ${inclusive ? 'passes' : 'does not pass'}.`,
    ...(effectiveFrom === undefined ? [] : [`    Holds: ${days(effectiveFrom, effectiveTo)}`]),
    ...citations.map((citation) => `    Law: ${printCitation(citation)}`),
  ]
}
