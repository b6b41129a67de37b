import type { HouseholdFacts } from '../../../runtime/facts'
import { refuse } from '../../../schema/shared/refuse'
import type { Catalogue, ProgramEntry } from '../catalogue'
import type { EligibilityObject } from './types'

/** Which programs to judge: those named by code, or all; of them those of the areas, or all. */
export interface Choice {
  readonly programs?: readonly string[] | null | undefined
  readonly areas?: readonly string[] | null | undefined
}

/** Judges the household by the rules of each program in force on that day. */
export function screen(catalogue: Catalogue, facts: HouseholdFacts, asOf: string, choice: Choice): EligibilityObject[] {
  return chosen(catalogue, choice).flatMap(({ shown }) => {
    const answer = catalogue.rules.decide(shown.code, facts, asOf)
    return answer ? [{ ...answer, program: shown }] : []
  })
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
