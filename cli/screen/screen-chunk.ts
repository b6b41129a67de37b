import { isRefusal } from '../../runtime/errors'
import type { HouseholdFacts } from '../../runtime/facts'
import { readHousehold } from '../../runtime/read-facts'
import { unfitText } from '../../runtime/text'
import { openRuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { readAccessnyc } from '../../subgraphs/programs/domain/formats/accessnyc'
import { outcomes, type BadLine, type Chunk, type Format, type Plan, type Screened } from './plan'
import { briefResults, fullResults } from './write-results'

type Json = Readonly<Record<string, unknown>>

/** A household of a line with its id, or what is wrong with the line. */
type Taken = { readonly id: string | undefined } & (
  { readonly facts: HouseholdFacts } | { readonly field: string | null; readonly message: string }
)

/** Makes the one who screens chunks by the rules of the plan: each line is answered by a line, one that is unfit too. */
export function openScreen(plan: Plan): (chunk: Pick<Chunk, 'from' | 'bytes'>) => Screened {
  const book = openRuleBook(plan.rules)
  const programs = plan.programs ?? book.programs.map(({ id }) => id)
  const write = (plan.explain ? fullResults : briefResults)(book, { asOf: plan.asOf, programs })
  const name = plan.format === 'stored' ? 'residentId' : 'id'

  return ({ from, bytes }) => {
    const counts = new Uint32Array(programs.length * outcomes.length)
    const bad: BadLine[] = []
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let out = ''
    let line = from
    for (let start = 0; start <= text.length; line++) {
      const end = text.indexOf(10, start)
      const taken = take(text.toString('utf8', start, end < 0 ? text.length : end), plan)
      start = end < 0 ? text.length + 1 : end + 1
      if ('facts' in taken)
        out += `{"${name}":${taken.id === undefined ? line : JSON.stringify(taken.id)},"results":${write(taken.facts, counts)}}\n`
      else {
        const { id, field, message } = taken
        bad.push({ line, field, message })
        out += `${JSON.stringify({ id, line, error: { field, message } })}\n`
      }
    }
    return { bytes: ownBytes(out), bad, counts }
  }
}

/** In memory of its own, which can be handed to another thread: small buffers share theirs. */
function ownBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function take(text: string, plan: Plan): Taken {
  const json = parse(text)
  if (json === undefined) return { id: undefined, field: null, message: 'expected a JSON object on one line' }
  return takers[plan.format](json, plan.asOf)
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

const takers: Readonly<Record<Format, (json: Json, asOf: string) => Taken>> = {
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

function withId(id: string | undefined, read: HouseholdFacts | object): Taken {
  if (isRefusal(read)) return { id, field: read.field ?? null, message: read.message }
  return { id, facts: read as HouseholdFacts }
}
