/** Loads a city's rules, strictly: every finding in every file is reported, and with one finding nothing is loaded. */
import { cityError, type CityFault } from '../../runtime/city/city-fault'
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
    if (same) fault(inside(place, 'id'), `there is another program ${program.id}`)
    else if (!file.file.endsWith(`/${program.id}.yaml`))
      fault(inside(place, 'id'), `the file of ${program.id} is named ${program.id}.yaml`)
    programs.push(program)
  }
  const rules = { city: files.id, agencies, programs, figures, definitions }
  if (faults.length === 0) faults.push(...checkCases(rules, files))
  if (faults.length > 0) throw cityError(faults)
  return rules
}

function readAgencies(files: CityFiles, faults: CityFault[]): readonly Agency[] {
  const file = files.get('agencies.yaml')
  if (file === undefined) {
    faults.push({ file: `${files.id}/agencies.yaml`, line: 1, path: '', reason: 'the file is missing' })
    return []
  }
  const place = startOf(file, faults)
  const agencies = list(file.data, place).map((value, index): Agency => {
    const here = inside(place, index)
    const entries = record(value, here, ['id', 'name', 'url?']) ?? {}
    const agency = { id: id(entries['id'], inside(here, 'id')), name: localText(entries['name'], inside(here, 'name')) }
    return entries['url'] === undefined ? agency : { ...agency, url: readUrl(entries['url'], inside(here, 'url')) }
  })
  agencies.forEach((agency, index) => {
    const first = agencies.findIndex((other) => other.id === agency.id)
    if (first < index) fault(inside(place, index, 'id'), `there is another agency ${agency.id}`)
  })
  return agencies
}
