/** What a rule is judged in: a household, a day, the city's rules, and who is meant where a rule speaks of one member. */
import type { HouseholdFacts, MemberFacts } from '../../../../runtime/facts'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import type { Definition, ProgramDefinition, RuleVersion } from '../../../../subgraphs/programs/domain/eligibility/rule'

export interface World {
  readonly city: CityRules
  readonly asOf: string
  readonly facts: HouseholdFacts
  /** Of the version at hand and of the city. */
  readonly definitions: readonly Definition[]
  /** Id of the head, where a completion says who that is. */
  readonly head?: string
  readonly member?: MemberFacts
}

export function programOf(city: CityRules, id: string): ProgramDefinition {
  const found = city.programs.find((program) => program.id === id)
  if (found === undefined) throw new Error(`no program ${id}`)
  return found
}

export function versionOn({ versions }: ProgramDefinition, day: string): RuleVersion | undefined {
  return versions.find(({ from, to }) => from <= day && (to === undefined || day <= to))
}

export function definitionsOf(city: CityRules, version: RuleVersion): readonly Definition[] {
  return [...(version.definitions ?? []), ...city.definitions]
}

export function definitionNamed(id: string, definitions: readonly Definition[]): Definition {
  const found = definitions.find((definition) => definition.id === id)
  if (found === undefined) throw new Error(`no definition ${id}`)
  return found
}

/** Whether the program takes applications on the day. */
export function isOpen(program: ProgramDefinition, day: string): boolean {
  const status = program.status.find(({ from, to }) => (from ?? '') <= day && (to === undefined || day <= to))
  if (status?.state === 'ACTIVE') return true
  return status?.state === 'SEASONAL' && (status.open ?? []).some((window) => lies(window, day))
}

/** Whether a day lies in a window of two days, or of two days MM-DD that come every year and may run over New Year. */
export function lies({ from, to }: { readonly from: string; readonly to: string }, day: string): boolean {
  const moment = from.length === 5 ? day.slice(5) : day
  if (from <= to) return from <= moment && moment <= to
  return moment >= from || moment <= to
}
