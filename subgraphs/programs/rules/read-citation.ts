import type { Citation } from '../domain/eligibility/rule'
import { fault, inside, type Place } from '../../../runtime/city/place'
import { record, text } from '../../../runtime/city/shape'
import { citationKeys } from './rules-grammar'

export function readCitation(value: unknown, place: Place): Citation {
  if (value === undefined) return { law: '' }
  const entries = record(value, place, citationKeys)
  const law = text(entries?.['law'], inside(place, 'law'))
  const url = entries?.['url'] === undefined ? undefined : readUrl(entries['url'], inside(place, 'url'))
  return url === undefined ? { law } : { law, url }
}

export function readUrl(value: unknown, place: Place): string {
  const url = text(value, place)
  if (url !== '' && !/^https:\/\/[^\s]+$/.test(url)) fault(place, 'expected a link that begins with https://')
  return url
}
