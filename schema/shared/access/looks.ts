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

/** The looks of one call: each is decided by itself, and each that is allowed is kept to be recorded. */
export interface Looks {
  /** On what ground the field may be read, or why not. */
  take(subject: Subject, wanted: Wanted, field: string): Readable | Refusal
  readonly taken: Iterable<Looked>
}

export interface Moment {
  readonly now: Date
  readonly today: string
}

export function openLooks(caller: Caller, { now, today }: Moment): Looks {
  const taken = new Map<string, Looked>()
  const who = { ...caller, agency: agencyIn(caller.city, caller.agency) }

  function keep(subject: Subject, residentId: string | null, purpose: Purpose, allowed: Allowed | undefined, field: string) {
    const { ground, id: groundId } = allowed ?? { ground: null, id: null }
    const key = `${subject.id} ${residentId} ${ground} ${groundId} ${purpose}`
    const known = taken.get(key)
    if (known) known.fields.add(field)
    else {
      const { type: subjectType, id: subjectId } = subject
      taken.set(key, { subjectType, subjectId, residentId, purpose, ground, groundId, fields: new Set([field]) })
    }
  }

  return {
    take(subject, { categories, purpose, oversight = false }, field) {
      const { grounds, holder } = subject
      if (!grounds) return unknown
      for (const one of grounds) {
        const look = { caller: who, categories, purpose, holder: holder ?? one.registeredBy, now: now.getTime(), today }
        const allowed = decide(look, one)
        if (!allowed) continue
        keep(subject, one.residentId, purpose, allowed, field)
        return allowed
      }
      // A note about a door at which nobody was met is for those who wrote it.
      if ((grounds.length === 0 && holder === who.agency) || (oversight && oversees(caller))) {
        keep(subject, grounds[0]?.residentId ?? null, purpose, undefined, field)
        return { sensitive: [] }
      }
      return withheld(categories, purpose)
    },
    get taken() {
      return taken.values()
    },
  }
}

/** The privacy officer; a resident has the same scope for their own data alone, which `decide` has judged. */
function oversees(caller: Caller): boolean {
  return may(caller, 'oversight:read') && !caller.roles.includes('resident')
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
