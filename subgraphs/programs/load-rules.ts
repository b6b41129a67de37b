/** Loads a city's rules, strictly: every finding in every file is reported, and with one finding nothing is loaded. */
import { cityError, type CityFault, type Path } from '../../runtime/city/city-fault'
import type { CityFiles } from '../../runtime/city/read-city'
import type { ProgramDefinition } from './domain/eligibility/rule'
import type { Agency, CityRules } from './domain/eligibility/rule-book'
import { checkCases } from './rules/check-cases'
import { fault, inside, startOf } from '../../runtime/city/place'
import { readUrl } from './rules/read-citation'
import { readSharedDefinitions } from './rules/read-definitions'
import { readFigures } from './rules/read-figures'
import { readProgram } from './rules/read-program'
import { id, list, localText, record } from '../../runtime/city/shape'

/** Throws a CityError that lists every finding as `file:line path: reason`; golden cases are run once the rules are sound. */
export function loadRules(files: CityFiles): CityRules {
  const { rules, faults } = readRules(files)
  const found = faults.length === 0 ? checkCases(rules, files) : faults
  if (found.length > 0) throw cityError(found)
  return rules
}

/** The rules as far as they can be read, and everything that is wrong with them; the golden cases are not run. */
export function readRules(files: CityFiles): { readonly rules: CityRules; readonly faults: readonly CityFault[] } {
  const faults: CityFault[] = []
  const agencies = readAgencies(files, faults)
  const figures = readFigures(files.under('figures'), faults)
  const definitions = readSharedDefinitions(files.under('definitions'), figures, faults)
  const known = { agencies: new Set(agencies.map((agency) => agency.id)), figures, definitions }
  const programs: ProgramDefinition[] = []
  for (const file of files.under('programs')) {
    const place = startOf(file, faults)
    const program = readProgram(file.data, place, known)
    const same = programs.some((other) => other.id === program.id)
    if (same && program.id !== '') fault(inside(place, 'id'), `there is another program ${program.id}`)
    else if (program.id !== '' && !file.file.endsWith(`/${program.id}.yaml`))
      fault(inside(place, 'id'), `the file of ${program.id} is named ${program.id}.yaml`)
    programs.push(program)
  }
  checkReferences(files, faults)
  return { rules: { city: files.id, agencies, programs, figures, definitions }, faults }
}

/** A program may ask about another one that is there, and never, by however many steps, about itself. A definition asks about none. */
function checkReferences(files: CityFiles, faults: CityFault[]): void {
  const programs = files.under('programs').map((file) => {
    const { id = '', versions } = (file.data ?? {}) as { readonly id?: string; readonly versions?: unknown }
    return { id, place: inside(startOf(file, faults), 'versions'), named: programsIn(versions) }
  })
  const asks = new Map(programs.map(({ id, named }) => [id, named.map(({ program }) => program)]))
  for (const { id, place, named } of programs) {
    for (const { program, path } of named) {
      const at = inside(place, ...path, 'program')
      if (!asks.has(program)) fault(at, `there is no program ${program}`)
      else if (reaches(program, id, asks)) fault(at, `asks about ${program}, which asks about ${id} again`)
    }
  }
  for (const file of files.under('definitions'))
    for (const { path } of programsIn(file.data))
      fault(
        inside(startOf(file, faults), ...path, 'program'),
        "a definition asks about no program: only a program's own rules may",
      )
}

/** The programs that a rule names, and where. */
function programsIn(rule: unknown, path: Path = []): readonly { readonly program: string; readonly path: Path }[] {
  if (typeof rule !== 'object' || rule === null) return []
  const named = 'program' in rule && typeof rule.program === 'string' ? [{ program: rule.program, path }] : []
  const inner = Array.isArray(rule) ? [...rule.entries()] : Object.entries(rule)
  return [...named, ...inner.flatMap(([key, part]) => programsIn(part, [...path, key]))]
}

function reaches(from: string, to: string, asks: ReadonlyMap<string, readonly string[]>, seen = new Set<string>()): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return (asks.get(from) ?? []).some((next) => reaches(next, to, asks, seen))
}

export const agencyKeys = ['id', 'name', 'url?']

function readAgencies(files: CityFiles, faults: CityFault[]): readonly Agency[] {
  const file = files.get('agencies.yaml')
  if (file === undefined) {
    faults.push({ file: `${files.id}/agencies.yaml`, line: 1, path: '', reason: 'the file is missing' })
    return []
  }
  const place = startOf(file, faults)
  const agencies = list(file.data, place).map((value, index): Agency => {
    const here = inside(place, index)
    const entries = record(value, here, agencyKeys) ?? {}
    const agency = { id: id(entries['id'], inside(here, 'id')), name: localText(entries['name'], inside(here, 'name')) }
    return entries['url'] === undefined ? agency : { ...agency, url: readUrl(entries['url'], inside(here, 'url')) }
  })
  agencies.forEach((agency, index) => {
    const first = agencies.findIndex((other) => other.id === agency.id)
    if (first < index) fault(inside(place, index, 'id'), `there is another agency ${agency.id}`)
  })
  return agencies
}
