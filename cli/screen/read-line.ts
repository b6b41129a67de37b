import { isRefusal, type Refusal } from '../../runtime/errors'
import type { HouseholdFacts } from '../../runtime/facts'
import { readHousehold } from '../../runtime/read-facts'
import { scanLine } from '../../runtime/scan-facts'
import { unfitText } from '../../runtime/text'
import { readAccessnyc } from '../../subgraphs/programs/domain/formats/accessnyc'
import type { Format } from './plan'

type Json = Readonly<Record<string, unknown>>

/** A household of a line with its id, or what is wrong with the line. */
export type Line = { readonly id: string | undefined } & (
  { readonly facts: HouseholdFacts } | { readonly field: string | null; readonly message: string }
)

/**
 * A line of a file of households: a JSON object with the facts, or with a request of the City's screening, and an `id` where it has one.
 * Nobody can be born after `asOf`.
 */
export function readLine(line: Buffer, format: Format, asOf: string): Line {
  const plain = format === 'hub' ? scanLine(line, asOf) : undefined
  if (plain !== undefined) return plain
  const json = parse(line.toString())
  if (json === undefined) return { id: undefined, field: null, message: 'expected a JSON object on one line' }
  return readers[format](json, asOf)
}

function parse(text: string): Json | undefined {
  try {
    // Some programs begin a file with a byte order mark.
    const json: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Json) : undefined
  } catch {
    return undefined
  }
}

const readers: Readonly<Record<Format, (json: Json, asOf: string) => Line>> = {
  hub({ id, facts, ...rest }, asOf) {
    const wrong = unfitId(id)
    if (wrong !== undefined) return { id: undefined, ...wrong }
    const known = id as string | undefined
    if (Object.keys(rest).length > 0) return { id: known, field: null, message: 'expected no other field than id and facts' }
    return withId(known, readHousehold(facts, asOf))
  },
  accessnyc({ id, ...request }) {
    const [household] = Array.isArray(request['household']) ? (request['household'] as unknown[]) : []
    const given = id ?? (household as { caseId?: unknown } | null | undefined)?.caseId ?? undefined
    const wrong = unfitId(given)
    if (wrong !== undefined) return { id: undefined, ...wrong }
    return withId(given as string | undefined, readAccessnyc(request))
  },
  stored: ({ id, facts }) => ({ id: id as string, facts: facts as HouseholdFacts }),
}

function unfitId(id: unknown): { readonly field: string; readonly message: string } | undefined {
  if (id === undefined || (typeof id === 'string' && unfitText(id, 200) === undefined)) return undefined
  return { field: 'id', message: 'expected text of at most 200 characters' }
}

function withId(id: string | undefined, read: HouseholdFacts | Refusal): Line {
  return isRefusal(read) ? { id, field: read.field ?? null, message: read.message } : { id, facts: read }
}
