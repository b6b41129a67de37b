import type { Citation } from '../../subgraphs/programs/domain/eligibility/rule'
import type { Language } from '../../subgraphs/programs/domain/plain-words/phrases'
import type { ToldFigure } from '../../subgraphs/programs/domain/plain-words/tell-figure'
import type { ToldCriterion, ToldDefinition, ToldProgram } from '../../subgraphs/programs/domain/plain-words/tell-program'
import { linesOf } from '../../subgraphs/programs/domain/plain-words/told'
import { pageWords, type PageWords } from './page-words'

/** The rule as a text of a page or two. */
export function printProgram(program: ToldProgram, language: Language = 'en'): string {
  const { name, asOf, status, takesApplications, statusNotes, agencyName, agency, description, unit, url, discretionary } =
    program
  const words = pageWords[language]
  const ofStage = (stage: ToldCriterion['stage']) =>
    program.criteria.flatMap((criterion) => (criterion.stage === stage ? printCriterion(criterion, words) : []))
  const notes = statusNotes.length === 0 ? '' : ` (${statusNotes.join('; ')})`
  const row = (label: string, text: string) => `${label.padEnd(words.width)} ${text}`
  return [
    `${name} (${program.program})`,
    description,
    ...(url === undefined ? [] : [url]),
    '',
    row(words.on(asOf), `${status}${notes}: ${takesApplications ? words.open : words.closed}`),
    row(words.agency, `${agencyName} (${agency})`),
    row(words.unit, unit),
    row(words.rules, tellSpan(program, words)),
    ...(discretionary === undefined ? [] : [row(words.discretionary, discretionary)]),
    ...part(words.screen, ofStage('SCREEN')),
    ...part(words.verify, ofStage('VERIFY')),
    ...part(
      words.definitions,
      program.words.flatMap((definition) => printDefinition(definition, words)),
    ),
    ...part(
      words.figures(asOf),
      program.figures.flatMap((figure) => printFigure(figure, words)),
    ),
    ...part(
      words.documents,
      program.documents.map((document) => `- ${document}`),
    ),
    ...part(
      words.notes,
      program.notes.map((note) => `- ${note}`),
    ),
  ].join('\n')
}

function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading.toUpperCase(), ...lines]
}

function tellSpan({ effectiveFrom, effectiveTo, known }: ToldProgram, words: PageWords): string {
  if (effectiveFrom !== undefined) return words.days(effectiveFrom, effectiveTo)
  return words.noRules(words.days(known.from, known.to))
}

function printCriterion(criterion: ToldCriterion, words: PageWords): string[] {
  const { id, text, test, citation, effectiveFrom, effectiveTo, note } = criterion
  return [
    '',
    `  ${text} [${id}]`,
    ...linesOf(test, '    ', `${words.test}: `),
    printCitation(citation, words),
    `    ${words.holds}: ${words.days(effectiveFrom, effectiveTo)}`,
    ...(note === undefined ? [] : [`    ${words.note}: ${note}`]),
  ]
}

function printCitation({ law, url }: Citation, words: PageWords): string {
  return `    ${words.law}: ${url === undefined ? law : `${law} <${url}>`}`
}

function printDefinition({ name, text, rule, citation }: ToldDefinition, words: PageWords): string[] {
  const law = citation === undefined ? [] : [printCitation(citation, words)]
  return ['', `  ${name}: ${text}`, ...linesOf(rule, '    '), ...law]
}

function printFigure(figure: ToldFigure, words: PageWords): string[] {
  const { id, text, value, table, further, unsourced, from, isMonthly, inclusive, effectiveFrom, effectiveTo, citations } = figure
  const width = Math.max(0, ...(table ?? []).map(({ limit }) => limit.length))
  return [
    '',
    `  ${id}: ${text}`,
    ...(value === undefined ? [] : [`    ${value}`]),
    ...(table ?? []).map(({ size, limit }) => `    ${words.size} ${String(size).padStart(2)}  ${limit.padStart(width)}`),
    ...(further === undefined ? [] : [`    ${further}`]),
    ...(unsourced === undefined ? [] : [`    ${words.unsourced}: ${unsourced}`]),
    ...(from === undefined ? [] : [`    ${words.is} ${from}`]),
    ...(isMonthly ? [`    ${words.monthly}`] : []),
    `    ${inclusive ? words.passes : words.doesNotPass}`,
    ...(effectiveFrom === undefined ? [] : [`    ${words.holds}: ${words.days(effectiveFrom, effectiveTo)}`]),
    ...citations.map((citation) => printCitation(citation, words)),
  ]
}
