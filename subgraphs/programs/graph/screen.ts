import type { HouseholdFacts } from '../../../runtime/facts'
import { refuse } from '../../../schema/shared/refuse'
import type { Catalogue, ProgramEntry } from '../catalogue'
import type { Answer, SettlingFact } from '../domain/eligibility/answer'
import { couldSettle } from '../domain/eligibility/could-settle'
import { interview, openPrograms, type OpenProgram } from '../domain/eligibility/interview'
import { programAreas } from '../domain/eligibility/rule'
import type { EligibilityObject } from './answer-types'
import type { InterviewObject } from './interview-types'
import type { Judging } from './judging'
import type { ProgramObject } from './types'

/** Which programs to judge: those named by code, or all; of them those of the areas, or all. */
export interface Choice {
  readonly programs?: readonly string[] | null | undefined
  readonly areas?: readonly string[] | null | undefined
}

/** A household, and the rules it is judged by. */
export interface Asked {
  readonly catalogue: Catalogue
  readonly judging: Judging
  readonly facts: HouseholdFacts
  readonly asOf: string
}

/** More than any city has. */
const mostPrograms = 200

/** Judges the household by the rules of each program in force on that day. */
export async function screen(asked: Asked, choice: Choice): Promise<EligibilityObject[]> {
  const { catalogue, judging, facts, asOf } = asked
  judging.household()
  const answers: EligibilityObject[] = []
  for (const { shown } of chosen(catalogue, choice)) {
    await judging.program()
    const answer = catalogue.rules.decide(shown.code, facts, asOf)
    if (answer) answers.push({ ...answer, program: shown, settle: () => settle(asked, answer) })
  }
  return answers
}

async function settle({ catalogue, judging, facts: household }: Asked, answer: Answer): Promise<readonly SettlingFact[]> {
  const { program, asOf, missing } = answer
  if (missing.length === 0) return []
  await judging.program()
  const day = catalogue.rules.on(asOf)
  const taped = day.program(program)
  return taped ? couldSettle(day.court, taped, { household, asOf, missing }) : []
}

/** What to ask the household next, by the rules of that day. */
export async function ask({ catalogue, judging, facts, asOf }: Asked, choice: Choice): Promise<InterviewObject> {
  judging.household()
  const show = (code: string): ProgramObject | readonly [] => catalogue.program(code)?.shown ?? []
  const day = catalogue.rules.on(asOf)
  const open: OpenProgram[] = []
  for (const { shown } of chosen(catalogue, choice)) {
    await judging.program()
    open.push(...openPrograms(day, facts, asOf, [shown.code]))
  }
  const questions = interview(open).map(({ programs, settles, ...question }) => ({
    ...question,
    programs: programs.flatMap(show),
    settles: settles.flatMap(show),
  }))
  return { asOf, open: open.flatMap(({ program }) => show(program)), next: questions[0], questions }
}

function chosen(catalogue: Catalogue, { programs, areas }: Choice): readonly ProgramEntry[] {
  limitTo('programs', programs, mostPrograms, 'codes of programs')
  limitTo('areas', areas, programAreas.length, 'areas')
  const named = programs
    ? [...new Set(programs)].map((code) => catalogue.program(code) ?? refuseCode(code, catalogue))
    : catalogue.programs
  return areas ? named.filter((entry) => areas.includes(entry.shown.area)) : named
}

function limitTo(field: string, list: readonly string[] | null | undefined, most: number, what: string): void {
  if (list && list.length > most)
    refuse({ refused: 'BAD_USER_INPUT', field, message: `expected at most ${most} ${what}, not ${list.length}` })
}

function refuseCode(code: string, catalogue: Catalogue): never {
  const known = catalogue.programs.map((entry) => entry.shown.code).join(', ')
  return refuse({
    refused: 'BAD_USER_INPUT',
    field: 'programs',
    message: `expected codes of programs (${known}); "${code.slice(0, 60)}" is none`,
  })
}
