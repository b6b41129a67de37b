import { startOf } from '../../runtime/city/place'
import type { CityFiles } from '../../runtime/city/read-city'
import type { Criterion, ProgramDefinition } from '../../subgraphs/programs/domain/eligibility/rule'
import type { CityRules } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { statusOn } from '../../subgraphs/programs/domain/eligibility/status'
import { readCases } from '../../subgraphs/programs/rules/read-cases'
import type { CheckedCity } from '../check-city'

/** How much there is in a city, and what of it has no source yet. */
export interface CitySummary {
  readonly name: string
  readonly programs: number
  /** How many programs have which status on the day. */
  readonly statuses: Readonly<Record<string, number>>
  readonly day: string
  readonly versions: number
  readonly criteria: number
  readonly toVerify: number
  readonly figures: number
  readonly definitions: number
  readonly cases: number
  readonly queues: number
  readonly agencies: number
  readonly residents: number
  /** Periods for which records are kept; none where the city has set none. */
  readonly periods: number
  /** Criteria, of any version, of which a part has no source. */
  readonly unsourced: readonly UnsourcedCriterion[]
}

interface UnsourcedCriterion {
  readonly program: string
  readonly version: string
  readonly criterion: string
  /** What is not known, in the words of the files. */
  readonly lacks: readonly string[]
}

export function summarize(
  { settings, rules, queues, people, retention }: CheckedCity,
  files: CityFiles,
  day: string,
): CitySummary {
  const versions = rules.programs.flatMap((program) => program.versions)
  const criteria = versions.flatMap((version) => version.criteria)
  const statuses: Record<string, number> = {}
  for (const program of rules.programs) {
    const { status } = statusOn(program, day)
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  return {
    name: settings.name.en,
    programs: rules.programs.length,
    statuses,
    day,
    versions: versions.length,
    criteria: criteria.length,
    toVerify: criteria.filter(({ stage }) => stage === 'VERIFY').length,
    figures: Object.keys(rules.figures).length,
    definitions: rules.definitions.length + versions.reduce((sum, { definitions = [] }) => sum + definitions.length, 0),
    cases: files.under('cases').reduce((sum, file) => sum + readCases(file.data, startOf(file, [])).cases.length, 0),
    queues: queues.length,
    agencies: rules.agencies.length,
    residents: people.count,
    periods: Object.keys(retention ?? {}).length,
    unsourced: rules.programs.flatMap((program) => unsourcedOf(program, rules)),
  }
}

function unsourcedOf(program: ProgramDefinition, rules: CityRules): UnsourcedCriterion[] {
  return program.versions.flatMap((version) => {
    const definitions = new Map([...rules.definitions, ...(version.definitions ?? [])].map((one) => [one.id, one]))
    const lacksOf = ({ when }: Criterion) => {
      const found = new Set<string>()
      gather(when, (name) => definitions.get(name), rules.figures, found)
      return [...found]
    }
    return version.criteria.flatMap((criterion) => {
      const lacks = lacksOf(criterion)
      return lacks.length === 0 ? [] : [{ program: program.id, version: version.from, criterion: criterion.id, lacks }]
    })
  })
}

/** Every `unsourced` that a rule stands on: its own, those of its definitions, and rows of its figures. */
function gather(part: unknown, definition: (name: string) => unknown, figures: CityRules['figures'], found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return
  const { unsourced, define, figure } = part as Readonly<Record<string, unknown>>
  if (typeof unsourced === 'string') found.add(unsourced)
  if (typeof define === 'string') gather(definition(define), definition, figures, found)
  if (typeof figure === 'string') gather(figures[figure]?.values, definition, figures, found)
  for (const inner of Object.values(part)) gather(inner, definition, figures, found)
}

export function tellSummary(summary: CitySummary): string {
  const { name, programs, statuses, day, versions, criteria, toVerify, figures, definitions, cases, unsourced } = summary
  const { queues, agencies, residents, periods } = summary
  const byStatus = Object.entries(statuses).map(([status, number]) => `${number} ${status}`)
  return [
    `${name}: no mistakes`,
    `  programs      ${programs} (on ${day}: ${byStatus.join(', ')})`,
    `  rules         ${versions} versions, ${criteria} criteria: ${criteria - toVerify} asked before anyone applies, ${toVerify} checked by the agency`,
    `  figures       ${figures}`,
    `  definitions   ${definitions}`,
    `  golden cases  ${cases}, all hold`,
    `  queues        ${queues}, ${agencies} agencies`,
    `  residents     ${residents} synthetic`,
    `  retention     ${periods === 0 ? 'no periods: nothing is ever purged' : `${periods} periods, each the city's own setting`}`,
    `  unsourced     ${unsourced.length} of the criteria hang on something that has no source yet`,
    ...unsourced.flatMap(({ program, version, criterion, lacks }) =>
      lacks.map((lack) => `                ${program} ${criterion} (${version}): ${lack}`),
    ),
  ].join('\n')
}
