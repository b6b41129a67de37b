import { idOfData } from '../../runtime/ids'
import type { ProgramDefinition } from './domain/eligibility/rule'
import { openRuleBook, type CityRules, type RuleBook } from './domain/eligibility/rule-book'
import type { AgencyObject, ProgramObject } from './graph/types'

/** A city's programs and agencies, ready to be asked for by id or by code. */
export interface Catalogue {
  readonly rules: RuleBook
  readonly programs: readonly ProgramEntry[]
  readonly agencies: readonly AgencyObject[]
  program(idOrCode: string): ProgramEntry | undefined
  agency(idOrCode: string): AgencyObject | undefined
}

export interface ProgramEntry {
  readonly shown: ProgramObject
  readonly definition: ProgramDefinition
}

export type Catalogues = ReadonlyMap<string, Catalogue>

export function openCatalogue(rules: CityRules): Catalogue {
  const agencies = rules.agencies.map((agency) => ({
    id: idOfData(rules.city, 'agency', agency.id),
    code: agency.id,
    name: agency.name,
    url: agency.url,
  }))
  const programs = rules.programs
    .map((definition) => ({ definition, shown: show(rules.city, definition) }))
    .sort((a, b) => (a.shown.code < b.shown.code ? -1 : 1))
  const programBy = new Map(programs.flatMap((entry) => [[entry.shown.id, entry] as const, [entry.shown.code, entry] as const]))
  const agencyBy = new Map(agencies.flatMap((agency) => [[agency.id, agency] as const, [agency.code, agency] as const]))
  return {
    rules: openRuleBook(rules),
    programs,
    agencies,
    program: (idOrCode) => programBy.get(idOrCode),
    agency: (idOrCode) => agencyBy.get(idOrCode),
  }
}

function show(city: string, { id: code, agency, ...rest }: ProgramDefinition): ProgramObject {
  const { name, description, area, url, externalIds, unit, languages, documents, notes } = rest
  return {
    id: idOfData(city, 'program', code),
    code,
    agencyCode: agency,
    name,
    description,
    area,
    url,
    externalIds,
    unit,
    languages,
    documents,
    notes,
  }
}
