import type { Asked } from './asked'
import { isParty, judge, opens, reaches, type Standing, type Verdict } from './callers'
import { facts, markers, memberFacts, type Planted, sensitive } from './planted'
import { factKinds, table } from './table'

/** What a reply is judged by: who got it, and what a field may be for them where it stands. */
export interface Judging {
  readonly one: Standing
  readonly planted: Planted
  readonly entities: ReadonlySet<string>
  /** Ids that the caller has named as keys: they may be told again. */
  readonly named?: readonly string[]
  /** What the table says, unless where the field stands makes it another. */
  readonly verdictOf?: (coordinate: string, above: readonly string[]) => Verdict | 'refused' | undefined
}

interface Told {
  readonly data?: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: Readonly<Record<string, unknown>>
  }[]
}

export interface Judged {
  /** What should not be so, each with where it is. */
  readonly faults: readonly string[]
  /** The coordinates of planted values that were read. */
  readonly seen: ReadonlySet<string>
}

const mayBeEmpty = new Set(['Consent.validTo', 'Consent.revokedAt', 'ReferralEvent.note', 'Referral.outcome'])
const emptyLists = new Set(['Consent.sensitive', 'Consent.disclosers', 'Referral.nextSteps'])

/** Judges a whole reply: every field that was asked for, and every word in it. */
export function judgeReply({ data, errors = [] }: Told, asked: readonly Asked[], judging: Judging): Judged {
  const { one, planted, entities } = judging
  const faults: string[] = wordsOf({ data, errors }, judging)
  const seen = new Set<string>()
  const codeAt = (at: readonly (string | number)[]) =>
    errors.find(({ path }) => path?.join('.') === at.join('.'))?.extensions['code'] as string | undefined

  function field(
    value: unknown,
    { type, field: name, inside, args }: Asked,
    at: readonly (string | number)[],
    above: readonly string[],
  ) {
    const coordinate = `${type}.${name}`
    const verdict = judging.verdictOf?.(coordinate, above) ?? verdictOn(one, coordinate, args)
    const where = `${at.join('.')} (${coordinate}) for ${one.name}`
    const code = codeAt(at)
    if (verdict === 'seen') {
      if (code !== undefined) faults.push(`${where}: refused with ${code}, and may be seen`)
      else if (!isThere(value, coordinate, judging)) faults.push(`${where}: ${JSON.stringify(value)}, and may be seen`)
      else seen.add(coordinate)
    } else if (verdict === 'hidden') {
      faults.push(`${where}: is there at all`)
    } else if (verdict === 'either') {
      if (value != null && isThere(value, coordinate, judging)) seen.add(coordinate)
    } else {
      if (value !== null) faults.push(`${where}: ${JSON.stringify(value)}, and may not be seen`)
      if (verdict === 'refused' ? code === undefined : code !== verdict)
        faults.push(`${where}: refused with ${code}, not with ${verdict}`)
    }
    for (const [entry, place] of entriesOf(value, at)) object(entry, inside, place, [...above, coordinate], type, name)
  }

  function object(
    entry: Record<string, unknown>,
    inside: readonly Asked[],
    at: readonly (string | number)[],
    above: readonly string[],
    type: string,
    name: string,
  ) {
    // What is about somebody else is not judged here: the words of the whole reply are.
    if (typeof entry['id'] === 'string' && entities.has(inside[1]?.type ?? '') && !planted.known.has(entry['id'])) return
    if (name === 'facts' && table.has(`${type}.facts`)) {
      faults.push(...factsOf(entry, one).map((fault) => `${at.join('.')} for ${one.name}: ${fault}`))
      return
    }
    for (const asked of inside) if (asked.type !== '') field(entry[asked.key], asked, [...at, asked.key], above)
  }

  const root = (data ?? {}) as Record<string, unknown>
  for (const one of asked) field(root[one.key] ?? null, one, [one.key], [])
  return { faults, seen }
}

function verdictOn(one: Standing, coordinate: string, args: string): Verdict | 'NOT_FOUND' | 'either' {
  if (!table.has(coordinate)) return 'either'
  const verdict = judge(one, coordinate)
  if (one.position !== 'elsewhere') return verdict
  if (verdict === 'FORBIDDEN') return verdict
  return coordinate.startsWith('Query.') && args.includes('id:') ? 'NOT_FOUND' : 'either'
}

/** Whether a value is the planted one, as far as it can be told from others. */
function isThere(value: unknown, coordinate: string, { planted, one }: Judging): boolean {
  if (mayBeEmpty.has(coordinate) && value === null) return true
  if (value === null || value === undefined) return false
  const text = JSON.stringify(value)
  const own = Object.entries(markers).filter(([, places]) => places.includes(coordinate))
  if (coordinate === 'Query.residents')
    return !opens(one, 'IDENTITY', 'SERVICE') || one.position === 'emergency' || text.includes(planted.ids.Resident)
  if (own.length > 0) return own.every(([marker]) => text.includes(marker))
  return emptyLists.has(coordinate) || !Array.isArray(value) || value.length > 0
}

/** The planted words of a reply that its reader may not have, wherever they stand. */
function wordsOf(reply: Told, { one, planted, named = [] }: Judging): string[] {
  const text = JSON.stringify(reply)
  const isElsewhere = one.position === 'elsewhere'
  const mayHave = (place: string) => {
    const kind = factKinds[place]
    if (isElsewhere) return false
    if (kind) return reaches(one, 'records') && opens(one, kind, 'SCREENING')
    return ['seen', 'either'].includes(judge(one, place))
  }
  const leaked = Object.entries(markers).flatMap(([marker, places]) =>
    text.includes(marker) && !places.some(mayHave) ? [marker] : [],
  )
  const secret = one.position === 'self' ? [] : sensitive.filter((word) => text.includes(`"${word}"`))
  const hidden = isElsewhere ? [...planted.known] : isParty(one) ? [] : [planted.ids.Referral]
  const known = hidden.filter((id) => !named.includes(id) && text.includes(id))
  return [...leaked, ...secret, ...known].map((word) => `${word} is read by ${one.name}`)
}

/** A fact that may be read is the planted one; another is null and named as withheld. */
function factsOf(entry: Record<string, unknown>, one: Standing): string[] {
  const may = (fact: string) => opens(one, factKinds[fact] ?? 'HOUSEHOLD', 'SCREENING')
  const compare = (held: Record<string, unknown>, expected: Readonly<Record<string, unknown>>) =>
    Object.entries(expected).flatMap(([fact, value]) => {
      const withheld = (held['withheld'] as string[]).includes(fact)
      if (may(fact)) return held[fact] === value && !withheld ? [] : [`${fact} is ${JSON.stringify(held[fact])}, and may be read`]
      return held[fact] === null && withheld ? [] : [`${fact} is ${JSON.stringify(held[fact])}, and is to be withheld`]
    })
  const members = entry['members'] as Record<string, unknown>[]
  if (!may('members')) return [...compare(entry, facts), ...(members.length > 0 ? ['members are listed'] : [])]
  const head = members.find((member) => member['relationship'] === 'HEAD')
  return [...compare(entry, facts), ...(head ? compare(head, memberFacts) : ['no member is listed'])]
}

function entriesOf(value: unknown, at: readonly (string | number)[]): [Record<string, unknown>, readonly (string | number)[]][] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => entriesOf(entry, [...at, index]))
  return typeof value === 'object' && value !== null ? [[value as Record<string, unknown>, at]] : []
}
