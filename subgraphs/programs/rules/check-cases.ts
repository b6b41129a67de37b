/** Runs a city's golden cases. A city does not load when one fails, or when a criterion is not exercised every way it can go. */
import type { CityFault } from '../../../runtime/city/city-fault'
import type { CityFiles } from '../../../runtime/city/read-city'
import type { Answer, CriterionState, FactQuestion } from '../domain/eligibility/answer'
import type { ProgramDefinition } from '../domain/eligibility/rule'
import { openTruths } from '../domain/eligibility/open-rules'
import { openRuleBook, type CityRules, type RuleBook } from '../domain/eligibility/rule-book'
import { fault, inside, startOf, type Place } from '../../../runtime/city/place'
import { readCases, type GoldenCase } from './read-cases'

/** Every finding; none when all cases hold. */
export function checkCases(rules: CityRules, files: CityFiles): readonly CityFault[] {
  const faults: CityFault[] = []
  const truths = openTruths()
  const covered = new Set<string>()
  for (const file of files.under('cases')) {
    const place = startOf(file, faults)
    const { program: id, cases } = readCases(file.data, place)
    const program = rules.programs.find((candidate) => candidate.id === id)
    if (program === undefined) {
      fault(inside(place, 'program'), `there is no program ${id}`)
      continue
    }
    covered.add(id)
    // The program's rules alone: its cases are of days of its own, and all rules of so many days would be much to lay out.
    const book = openRuleBook(rules, [program], truths)
    const answers = cases.flatMap((golden) => run(golden, id, book))
    if (faults.length === 0) checkExercise(program, answers, place)
  }
  for (const { id } of rules.programs) {
    if (!covered.has(id))
      faults.push({ file: `${files.id}/cases/${id}.yaml`, line: 1, path: '', reason: `${id} has no golden cases` })
  }
  return faults
}

function run(golden: GoldenCase, program: string, book: RuleBook): Answer[] {
  const answer = book.decide(program, golden.facts, golden.asOf)
  if (answer === undefined) return []
  for (const { path, reason } of mismatches(golden, answer)) fault(inside(golden.place, ...path), `"${golden.name}" ${reason}`)
  return [answer]
}

interface Mismatch {
  readonly path: readonly string[]
  readonly reason: string
}

/** Where an answer is not what the case says; empty where the case holds. */
export function mismatches(golden: GoldenCase, answer: Answer): readonly Mismatch[] {
  const found: Mismatch[] = []
  if (answer.outcome !== golden.outcome) {
    const states = answer.criteria.map(({ id, state }) => `${id} ${state}`).join(', ')
    found.push({ path: ['outcome'], reason: `answers ${answer.outcome}, not ${golden.outcome} (${states})` })
  }
  for (const [id, expected] of Object.entries(golden.criteria)) {
    const state = answer.criteria.find((criterion) => criterion.id === id)?.state
    if (state !== expected)
      found.push({ path: ['criteria', id], reason: `finds ${id} ${state ?? 'nowhere'}, not ${String(expected)}` })
  }
  for (const list of ['missing', 'toVerify'] as const) {
    const asked = askedIn(answer[list])
    if (golden[list] !== undefined && asked.join() !== [...golden[list]].sort().join())
      found.push({ path: [list], reason: `asks for ${asked.join(', ') || 'nothing'}` })
  }
  return found
}

function askedIn(questions: readonly FactQuestion[]): string[] {
  return questions.map(({ fact, member }) => (member === undefined ? fact : `${fact} of ${member}`)).sort()
}

/** Each criterion is seen true, false and unknown; one that may hang on a missing source is seen doing so. */
function checkExercise(program: ProgramDefinition, answers: readonly Answer[], place: Place): void {
  const states = new Map<string, Set<CriterionState>>()
  for (const { id, state } of answers.flatMap(({ criteria }) => criteria))
    states.set(id, (states.get(id) ?? new Set()).add(state))
  for (const { id, when } of program.versions.flatMap(({ criteria }) => criteria)) {
    const seen = states.get(id) ?? new Set()
    const hollow = JSON.stringify(when).includes('"unsourced"')
    const needed: CriterionState[] = hollow ? ['UNSOURCED'] : ['TRUE', 'FALSE', 'UNKNOWN']
    const lacking = needed.filter((state) => !seen.has(state))
    if (lacking.length > 0) fault(inside(place, 'cases'), `no case shows ${id} ${lacking.join(' or ')}`)
  }
}
