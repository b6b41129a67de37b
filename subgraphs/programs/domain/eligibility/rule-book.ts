/** A city's rules, opened for questions. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { Answer } from './answer'
import { compile } from './compile'
import type { CompiledProgram } from './compiled'
import { decide } from './decide'
import type { FigureTable } from './figure'
import type { Definition, ProgramDefinition } from './rule'

/** Everything a city's folder says about programs, checked. */
export interface CityRules {
  readonly city: string
  readonly agencies: readonly Agency[]
  readonly programs: readonly ProgramDefinition[]
  readonly figures: FigureTable
  readonly definitions: readonly Definition[]
}

export interface Agency {
  readonly id: string
  readonly name: { readonly en: string; readonly es?: string }
  readonly url?: string
}

export interface RuleBook {
  readonly city: string
  readonly programs: readonly ProgramDefinition[]
  /** Undefined where the city has no such program. `asOf` is an ISO day. */
  decide(programId: string, facts: HouseholdFacts, asOf: string): Answer | undefined
}

/** Days kept compiled: a year of replays without compiling anew. */
const daysKept = 366

export function openRuleBook(city: CityRules): RuleBook {
  const programs = new Map(city.programs.map((program) => [program.id, program]))
  const days = new Map<string, Map<string, CompiledProgram>>()

  function on(asOf: string): Map<string, CompiledProgram> {
    const kept = days.get(asOf)
    if (kept !== undefined) return kept
    const [oldest] = days.keys()
    if (days.size >= daysKept && oldest !== undefined) days.delete(oldest)
    const compiled = new Map<string, CompiledProgram>()
    days.set(asOf, compiled)
    return compiled
  }

  return {
    city: city.city,
    programs: city.programs,
    decide(programId, facts, asOf) {
      const program = programs.get(programId)
      if (program === undefined) return undefined
      const day = on(asOf)
      const compiled = day.get(programId) ?? compile(program, city, asOf)
      day.set(programId, compiled)
      return decide(compiled, facts, asOf)
    },
  }
}
