/** How long a city keeps what. */
import { type Retention, type RetentionKind, retentionKinds } from '../retention/kinds'
import { cityError, type CityFault } from './city-fault'
import { fault, inside, type Place, startOf } from './place'
import type { CityFiles } from './read-city'
import { oneOf, record, text, whole } from './shape'

const kinds = Object.keys(retentionKinds) as readonly RetentionKind[]

export const retentionKeys: readonly string[] = kinds
export const periodKeys = ['after', 'days', 'note']

/** Two hundred years: beyond lies a typing error. */
export const mostDays = 73_000

/**
 * What `retention.yaml` says; a city without one keeps everything.
 *
 * @throws CityError listing everything that is wrong with the file
 */
export function loadRetention(files: CityFiles): Retention | null {
  const file = files.get('retention.yaml')
  if (!file) return null
  const faults: CityFault[] = []
  const place = startOf(file, faults)
  const entries = record(file.data, place, retentionKeys) ?? {}
  const retention = Object.fromEntries(kinds.map((kind) => [kind, daysOf(kind, entries[kind], inside(place, kind))]))
  if (faults.length > 0) throw cityError(faults)
  return retention as Retention
}

function daysOf(kind: RetentionKind, value: unknown, place: Place): number {
  if (value === undefined) return 0
  const entries = record(value, place, periodKeys)
  if (entries === undefined) return 0
  const { after, atLeast } = retentionKinds[kind]
  oneOf(entries['after'], inside(place, 'after'), [after])
  text(entries['note'], inside(place, 'note'))
  const days = whole(entries['days'], inside(place, 'days'))
  if (entries['days'] !== undefined && days < atLeast) fault(inside(place, 'days'), `expected at least ${atLeast}`)
  if (days > mostDays) fault(inside(place, 'days'), `expected at most ${mostDays}`)
  return days
}
