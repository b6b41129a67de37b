/** Reads named derived facts. A definition may use those above it, so none can stand on itself. */
import type { CityFault } from '../../../runtime/city/city-fault'
import type { CityFile } from '../../../runtime/city/parse-yaml'
import type { FigureTable } from '../domain/eligibility/figure'
import { measure } from '../domain/eligibility/measure'
import type { Definition } from '../domain/eligibility/rule'
import { fault, inside, startOf, type Place } from '../../../runtime/city/place'
import { readCitation } from './read-citation'
import { readCondition, readQuantity } from './read-rules-tree'
import { definitionKeys, definitionUnits } from './rules-grammar'
import { list, name, oneOf, record, text } from '../../../runtime/city/shape'

/** The definitions of the city's files, the included folders' first. */
export function readSharedDefinitions(
  files: readonly CityFile[],
  figures: FigureTable,
  faults: CityFault[],
): readonly Definition[] {
  return files.reduce<readonly Definition[]>(
    (above, file) => readDefinitions(file.data, startOf(file, faults), figures, above),
    [],
  )
}

/** `above` and the list's own, in order. */
export function readDefinitions(
  value: unknown,
  place: Place,
  figures: FigureTable,
  above: readonly Definition[],
): readonly Definition[] {
  return list(value, place).reduce<readonly Definition[]>((known, entry, index) => {
    const definition = readDefinition(entry, inside(place, index), figures, known)
    if (known.some(({ id }) => id === definition.id))
      fault(inside(place, index, 'id'), `there is another definition ${definition.id}`)
    return [...known, definition]
  }, above)
}

function readDefinition(value: unknown, place: Place, figures: FigureTable, above: readonly Definition[]): Definition {
  const entries = record(value, place, definitionKeys) ?? {}
  const of = oneOf(entries['of'], inside(place, 'of'), ['HOUSEHOLD', 'MEMBER'] as const) ?? 'HOUSEHOLD'
  const scope = { figures, definitions: new Map(above.map((definition) => [definition.id, definition])), member: of === 'MEMBER' }
  const head = { id: name(entries['id'], inside(place, 'id')), of, text: text(entries['text'], inside(place, 'text')) }
  const citation =
    entries['citation'] === undefined ? {} : { citation: readCitation(entries['citation'], inside(place, 'citation')) }
  if ((entries['condition'] === undefined) === (entries['quantity'] === undefined)) {
    fault(place, 'expected either a condition or a quantity')
    return { ...head, ...citation }
  }
  if (entries['condition'] !== undefined) {
    return { ...head, ...citation, condition: readCondition(entries['condition'], inside(place, 'condition'), scope) }
  }
  const quantity = readQuantity(entries['quantity'], inside(place, 'quantity'), scope)
  const unit = oneOf(entries['unit'], inside(place, 'unit'), definitionUnits)
  const found = measure(quantity, scope).unit
  if (unit === undefined) fault(place, 'unit is missing: a quantity says what it is measured in')
  else if (unit !== found) fault(inside(place, 'unit'), `says ${unit}, but the quantity is ${found}`)
  return unit === undefined ? { ...head, ...citation, quantity } : { ...head, ...citation, unit, quantity }
}
