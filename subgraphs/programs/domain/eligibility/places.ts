/** Where each fact of a household goes on the sheet, found by its name. */
import type { FactKind, NumberedFact } from './facts-by-number'

/** A fact; UNREAD where no rule reads it; or a key that is no fact. */
export type PlaceKind = FactKind | 'UNREAD' | 'MEMBERS' | 'WITHHELD'

export interface Place {
  readonly name: string
  readonly number: number
  readonly kind: PlaceKind
  readonly codes: ReadonlyMap<string, number>
  /** The one that came after it the last time: facts are mostly told in the same order again, so it need not be looked up. */
  next: Place
}

export interface Places {
  /** What comes before the first fact. */
  readonly before: Place
  readonly byName: ReadonlyMap<string, Place>
}

const none: ReadonlyMap<string, number> = new Map()

/** Keys of a household or a member that are no facts. */
const keys = [
  { name: 'id', kind: 'UNREAD' },
  { name: 'members', kind: 'MEMBERS' },
  { name: 'withheld', kind: 'WITHHELD' },
] as const

export function openPlaces(facts: readonly NumberedFact[], read: ReadonlySet<number>): Places {
  const all = facts.map((fact) => (read.has(fact.number) ? openPlace(fact) : unread(fact.name)))
  return {
    before: unread(''),
    byName: new Map(
      [...all, ...keys.map((key) => openPlace({ ...key, number: -1, codes: none }))].map((place) => [place.name, place]),
    ),
  }
}

/** So many facts may be left out without a look for the one that comes after them. */
const mostSkipped = 4

/** The place of the name; where it did not come soon after the one before until now, it is expected there from now on. */
export function follow({ byName }: Places, before: Place, name: string): Place {
  let skipped = before.next
  for (let count = 0; count < mostSkipped; count++) {
    skipped = skipped.next
    if (skipped.name === name) return skipped
  }
  const place = byName.get(name)
  if (place === undefined) return unread(name)
  before.next = place
  return place
}

function openPlace({ name, number, kind, codes }: Omit<Place, 'next'>): Place {
  const place = { name, number, kind, codes } as Place
  place.next = place
  return place
}

function unread(name: string): Place {
  return openPlace({ name, number: -1, kind: 'UNREAD', codes: none })
}
