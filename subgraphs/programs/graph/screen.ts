import type { HouseholdFacts } from '../../../runtime/facts'
import { refuse } from '../../../schema/shared/refuse'
import type { Catalogue, ProgramEntry } from '../catalogue'
import type { Answer, SettlingFact } from '../domain/eligibility/answer'
import { couldSettle } from '../domain/eligibility/could-settle'
import { interview, openPrograms } from '../domain/eligibility/interview'
import type { EligibilityObject } from './answer-types'
import type { InterviewObject } from './interview-types'
import type { ProgramObject } from './types'

/** Which programs to judge: those named by code, or all; of them those of the areas, or all. */
export interface Choice {
  readonly programs?: readonly string[] | null | undefined
  readonly areas?: readonly string[] | null | undefined
}

/** Judges the household by the rules of each program in force on that day. */
export function screen(catalogue: Catalogue, facts: HouseholdFacts, asOf: string, choice: Choice): EligibilityObject[] {
  return chosen(catalogue, choice).flatMap(({ shown }) => {
    const answer = catalogue.rules.decide(shown.code, facts, asOf)
    return answer ? [{ ...answer, program: shown, settle: () => settling(catalogue, facts, answer) }] : []
  })
}

function settling({ rules }: Catalogue, household: HouseholdFacts, { program, asOf, missing }: Answer): readonly SettlingFact[] {
  if (missing.length === 0) return []
  const day = rules.on(asOf)
  const taped = day.program(program)
  return taped ? couldSettle(day.court, taped, { household, asOf, missing }) : []
}

/** What to ask the household next, by the rules of that day. */
export function ask(catalogue: Catalogue, facts: HouseholdFacts, asOf: string, choice: Choice): InterviewObject {
  const codes = chosen(catalogue, choice).map(({ shown }) => shown.code)
  const show = (code: string): ProgramObject | readonly [] => catalogue.program(code)?.shown ?? []
  const open = openPrograms(catalogue.rules.on(asOf), facts, asOf, codes)
  const questions = interview(open).map(({ programs, settles, ...question }) => ({
    ...question,
    programs: programs.flatMap(show),
    settles: settles.flatMap(show),
  }))
  return { asOf, open: open.flatMap(({ program }) => show(program)), next: questions[0], questions }
}

function chosen(catalogue: Catalogue, { programs, areas }: Choice): readonly ProgramEntry[] {
  const named = programs
    ? [...new Set(programs)].map((code) => catalogue.program(code) ?? refuseCode(code, catalogue))
    : catalogue.programs
  return areas ? named.filter((entry) => areas.includes(entry.shown.area)) : named
}

function refuseCode(code: string, catalogue: Catalogue): never {
  const known = catalogue.programs.map((entry) => entry.shown.code).join(', ')
  return refuse({
    refused: 'BAD_USER_INPUT',
    field: 'programs',
    message: `expected codes of programs (${known}); "${code.slice(0, 60)}" is none`,
  })
}
