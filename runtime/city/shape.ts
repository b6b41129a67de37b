/** Checks the plain shapes every file is made of. A wrong shape is reported and read as absent. */
import { fault, inside, type Place } from './place'

export type Entries = Readonly<Record<string, unknown>>

export const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
export const namePattern = /^[a-z][A-Za-z0-9]*$/
export const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export const localTextKeys = ['en', 'es']

/** A map with these keys alone; a key that ends in `?` may be absent. */
export function record(value: unknown, place: Place, keys: readonly string[]): Entries | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fault(place, `expected a map with ${keys.map((key) => key.replace('?', '')).join(', ')}`)
    return undefined
  }
  const known = new Set(keys.map((key) => key.replace('?', '')))
  for (const key of Object.keys(value)) {
    if (!known.has(key)) fault(inside(place, key), `unknown key; expected one of ${[...known].join(', ')}`)
  }
  for (const key of keys) {
    if (!key.endsWith('?') && (value as Entries)[key] === undefined) fault(place, `${key} is missing`)
  }
  return value as Entries
}

export function list(value: unknown, place: Place): readonly unknown[] {
  if (Array.isArray(value)) return value
  fault(place, 'expected a list')
  return []
}

export function optionalList(value: unknown, place: Place): readonly unknown[] {
  return value === undefined ? [] : list(value, place)
}

export function text(value: unknown, place: Place): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  if (value !== undefined) fault(place, 'expected a text')
  return ''
}

export function id(value: unknown, place: Place): string {
  if (typeof value === 'string' && idPattern.test(value)) return value
  if (value !== undefined) fault(place, 'expected an id of small letters, digits and hyphens')
  return ''
}

/** The name of a definition, in the spelling of facts. */
export function name(value: unknown, place: Place): string {
  if (typeof value === 'string' && namePattern.test(value)) return value
  if (value !== undefined) fault(place, 'expected a name spelled likeThis')
  return ''
}

export function localText(value: unknown, place: Place): { readonly en: string; readonly es: string } {
  const entries = value === undefined ? undefined : record(value, place, localTextKeys)
  return { en: text(entries?.['en'], inside(place, 'en')), es: text(entries?.['es'], inside(place, 'es')) }
}

export function day(value: unknown, place: Place): string {
  if (typeof value === 'string' && isCalendarDay(value)) return value
  if (value !== undefined) fault(place, 'expected a day as YYYY-MM-DD')
  return ''
}

export function monthDay(value: unknown, place: Place): string {
  if (typeof value === 'string' && isCalendarDay(`2024-${value}`)) return value
  if (value !== undefined) fault(place, 'expected a day of the year as MM-DD')
  return ''
}

export function number(value: unknown, place: Place): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  if (value !== undefined) fault(place, 'expected a number, not below 0')
  return 0
}

export function whole(value: unknown, place: Place): number {
  const read = number(value, place)
  if (!Number.isInteger(read)) fault(place, 'expected a whole number')
  return Math.trunc(read)
}

export function oneOf<T extends string>(value: unknown, place: Place, allowed: readonly T[]): T | undefined {
  if ((allowed as readonly unknown[]).includes(value)) return value as T
  if (value !== undefined) fault(place, `expected one of ${allowed.join(', ')}`)
  return undefined
}

function isCalendarDay(value: string): boolean {
  return dayPattern.test(value) && new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) === value
}
