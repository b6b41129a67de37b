/** Reads one program's file. */
import type { FigureTable } from '../domain/eligibility/figure'
import {
  programAreas,
  programStatuses,
  type Criterion,
  type DatedStatus,
  type Definition,
  type OpenWindow,
  type ProgramDefinition,
  type RuleVersion,
} from '../domain/eligibility/rule'
import { checkDates } from './dates'
import { fault, inside, type Place } from '../../../runtime/city/place'
import { readCitation, readUrl } from './read-citation'
import { readDefinitions } from './read-definitions'
import { readCondition } from './read-rules-tree'
import { criterionKeys, programKeys, statusKeys, versionKeys, windowKeys } from './rules-grammar'
import { day, id, list, localText, monthDay, oneOf, optionalList, record, text } from '../../../runtime/city/shape'

/** What a program's file may name. */
export interface Known {
  readonly agencies: ReadonlySet<string>
  readonly figures: FigureTable
  readonly definitions: readonly Definition[]
}

export function readProgram(value: unknown, place: Place, known: Known): ProgramDefinition {
  const entries = record(value, place, programKeys) ?? {}
  const at = (key: string, ...more: number[]) => inside(place, key, ...more)
  const each = <T>(key: string, read: (item: unknown, where: Place) => T) =>
    optionalList(entries[key], at(key)).map((item, index) => read(item, at(key, index)))
  const agency = id(entries['agency'], at('agency'))
  if (agency !== '' && !known.agencies.has(agency)) fault(at('agency'), `there is no agency ${agency}`)
  const status = each('status', readStatus)
  const versions = each('versions', (item, where) => readVersion(item, where, known))
  if (status.length === 0) fault(at('status'), 'a program needs a status')
  if (versions.length === 0) fault(at('versions'), 'a program needs a version of its rules')
  checkDates(status, at('status'))
  checkDates(versions, at('versions'))
  return {
    id: id(entries['id'], at('id')),
    area: oneOf(entries['area'], at('area'), programAreas) ?? 'OTHER',
    agency,
    name: localText(entries['name'], at('name')),
    description: localText(entries['description'], at('description')),
    ...(entries['url'] === undefined ? {} : { url: readUrl(entries['url'], at('url')) }),
    externalIds: each('externalIds', text),
    unit: localText(entries['unit'], at('unit')),
    languages: each('languages', text),
    documents: each('documents', localText),
    status,
    notes: each('notes', text),
    versions,
  }
}

function readStatus(value: unknown, place: Place): DatedStatus {
  const entries = record(value, place, statusKeys) ?? {}
  const state = oneOf(entries['state'], inside(place, 'state'), programStatuses) ?? 'CLOSED'
  const windows = optionalList(entries['open'], inside(place, 'open'))
  const open = windows.map((window, index) => readWindow(window, inside(place, 'open', index)))
  if ((state === 'SEASONAL') !== open.length > 0) fault(place, 'a SEASONAL program, and no other, has open windows')
  return {
    ...(entries['from'] === undefined ? {} : { from: day(entries['from'], inside(place, 'from')) }),
    ...(entries['to'] === undefined ? {} : { to: day(entries['to'], inside(place, 'to')) }),
    state,
    ...(open.length === 0 ? {} : { open }),
    ...(entries['note'] === undefined ? {} : { note: localText(entries['note'], inside(place, 'note')) }),
  }
}

function readWindow(value: unknown, place: Place): OpenWindow {
  const entries = record(value, place, windowKeys) ?? {}
  const read = String(entries['from']).length === 5 ? monthDay : day
  const window = { from: read(entries['from'], inside(place, 'from')), to: read(entries['to'], inside(place, 'to')) }
  if (read === day && window.to < window.from) fault(inside(place, 'to'), `ends on ${window.to}, before it begins`)
  return window
}

function readVersion(value: unknown, place: Place, known: Known): RuleVersion {
  const entries = record(value, place, versionKeys) ?? {}
  const shared = known.definitions
  const definitions =
    entries['definitions'] === undefined
      ? shared
      : readDefinitions(entries['definitions'], inside(place, 'definitions'), known.figures, shared)
  const scope = { figures: known.figures, definitions: new Map(definitions.map((item) => [item.id, item])), member: false }
  const criteria = list(entries['criteria'] ?? [], inside(place, 'criteria')).map((item, index) =>
    readCriterion(item, inside(place, 'criteria', index), scope),
  )
  criteria.forEach((criterion, index) => {
    if (criteria.findIndex((other) => other.id === criterion.id) < index) {
      fault(inside(place, 'criteria', index, 'id'), `there is another criterion ${criterion.id} in this version`)
    }
  })
  if (criteria.length === 0 && entries['discretionary'] === undefined)
    fault(inside(place, 'criteria'), 'a program without a test is DISCRETIONARY: say so')
  return {
    from: day(entries['from'], inside(place, 'from')),
    ...(entries['to'] === undefined ? {} : { to: day(entries['to'], inside(place, 'to')) }),
    ...(entries['discretionary'] === undefined
      ? {}
      : { discretionary: localText(entries['discretionary'], inside(place, 'discretionary')) }),
    ...(definitions.length === shared.length ? {} : { definitions: definitions.slice(shared.length) }),
    criteria,
  }
}

function readCriterion(value: unknown, place: Place, scope: Parameters<typeof readCondition>[2]): Criterion {
  const entries = record(value, place, criterionKeys) ?? {}
  return {
    id: id(entries['id'], inside(place, 'id')),
    text: localText(entries['text'], inside(place, 'text')),
    stage: oneOf(entries['stage'], inside(place, 'stage'), ['SCREEN', 'VERIFY'] as const) ?? 'SCREEN',
    citation: readCitation(entries['citation'], inside(place, 'citation')),
    when: entries['when'] === undefined ? { all: [] } : readCondition(entries['when'], inside(place, 'when'), scope),
    ...(entries['note'] === undefined ? {} : { note: text(entries['note'], inside(place, 'note')) }),
  }
}
