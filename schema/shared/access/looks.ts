import type { AuditEntry } from '../../../runtime/audit/entry'
import { may, type Caller } from '../../../runtime/caller'
import { decide } from '../../../runtime/consent/decide'
import type { Allowed, DataCategory, Ground, Grounds, Purpose, Readable } from '../../../runtime/consent/grounds'
import type { Refusal } from '../../../runtime/errors'
import { agencyIn } from '../../../runtime/ids'

/** Whom a record is about, and who holds it. A household is about each resident who lives in it. */
export interface Subject {
  readonly type: string
  readonly id: string
  /** Empty where it is about nobody who is known; undefined where residents could not tell. */
  readonly grounds: readonly Grounds[] | undefined
  /** Id of the agency that holds the record; undefined for the one that registered the resident. */
  readonly holder: string | undefined
  /** Who made the record, by the subject of the token or key; undefined where several have. */
  readonly madeBy: string | undefined
}

/** What of a subject is looked at, and what for. */
export interface Wanted {
  readonly categories: readonly DataCategory[]
  readonly purpose: Purpose
  readonly oversight?: boolean
}

/** What was looked at in one call on one ground: names of fields, never values. */
export interface Looked {
  readonly subjectType: string
  readonly subjectId: string
  readonly residentId: string | null
  readonly purpose: Purpose
  readonly ground: Ground | null
  readonly groundId: string | null
  readonly fields: Set<string>
}

/** The looks as they are recorded. */
export function entriesOf(looks: Looks, action: 'LOOK' | 'EXPORT', operation: string): AuditEntry[] {
  return [...looks.taken].map(({ fields, ...looked }) => ({ action, operation, ...looked, fields: [...fields] }))
}

/** The looks of one call: each is decided by itself, and each that is allowed is kept to be recorded. */
export interface Looks {
  /** On what ground the field may be read, or why not. */
  take(subject: Subject, wanted: Wanted, field: string): Readable | Refusal
  /** Whether it may be read, without looking. */
  may(subject: Subject, wanted: Wanted): boolean
  /** On what ground it might be read, without looking; undefined where there is none. */
  groundFor(subject: Subject, wanted: Wanted): Ground | undefined
  readonly taken: Iterable<Looked>
}

export interface Moment {
  readonly now: Date
  readonly today: string
}

interface Judged {
  readonly allowed: Allowed | undefined
  readonly residentId: string | null
}

export function openLooks(caller: Caller, { now, today }: Moment): Looks {
  const taken = new Map<string, Looked>()
  const who = { ...caller, agency: agencyIn(caller.city, caller.agency) }

  function keep(subject: Subject, { allowed, residentId }: Judged, purpose: Purpose, field: string) {
    const { ground, id: groundId } = allowed ?? { ground: null, id: null }
    const key = `${subject.id} ${residentId} ${ground} ${groundId} ${purpose}`
    const known = taken.get(key)
    if (known) known.fields.add(field)
    else {
      const { type: subjectType, id: subjectId } = subject
      taken.set(key, { subjectType, subjectId, residentId, purpose, ground, groundId, fields: new Set([field]) })
    }
  }

  /** A tool reads back what it has submitted, and nothing else. */
  const isOwn = ({ madeBy }: Subject) => !caller.roles.includes('tool') || madeBy === caller.sub

  /** The first ground there is, and whose it is; of the privacy officer and of notes about nobody, none. */
  function judge({ grounds = [], holder }: Subject, { categories, purpose, oversight }: Wanted): Judged | undefined {
    for (const one of grounds) {
      const look = { caller: who, categories, purpose, holder: holder ?? one.registeredBy, now: now.getTime(), today }
      const allowed = decide(look, one)
      if (allowed) return { allowed, residentId: one.residentId }
    }
    // A note about a door at which nobody was met is for those who wrote it.
    const isFree = (grounds.length === 0 && holder === who.agency) || (oversight && oversees(caller))
    return isFree ? { allowed: undefined, residentId: grounds[0]?.residentId ?? null } : undefined
  }

  return {
    take(subject, wanted, field) {
      if (!isOwn(subject)) return notOwn
      if (!subject.grounds) return unknown
      const judged = judge(subject, wanted)
      if (!judged) return withheld(wanted.categories, wanted.purpose)
      keep(subject, judged, wanted.purpose, field)
      return judged.allowed ?? { sensitive: [] }
    },
    may: (subject, wanted) => isOwn(subject) && subject.grounds !== undefined && judge(subject, wanted) !== undefined,
    groundFor: (subject, wanted) => judge(subject, wanted)?.allowed?.ground,
    get taken() {
      return taken.values()
    },
  }
}

/** The privacy officer; a resident has the same scope for their own data alone, which `decide` has judged. */
function oversees(caller: Caller): boolean {
  return may(caller, 'oversight:read') && !caller.roles.includes('resident')
}

const notOwn: Refusal = {
  refused: 'FORBIDDEN',
  message: 'an API key reads back what it has submitted itself, and nothing else',
}

const unknown: Refusal = {
  refused: 'SERVICE_UNAVAILABLE',
  message: 'whether this may be read could not be found out: residents cannot answer now',
}

function withheld(categories: readonly DataCategory[], purpose: Purpose): Refusal {
  return {
    refused: 'CONSENT_REQUIRED',
    message: `the resident has not agreed that your agency reads this (${categories.join(', ')} for ${purpose})`,
  }
}
