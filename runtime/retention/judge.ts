import { addDays } from '../days'
import type { Retention } from './kinds'

/** A record as its retention is judged: ids and a day, no value of a person. */
export interface Held {
  readonly kind: HeldKind
  readonly id: string
  /** Whom it is about, where it is about one resident. */
  readonly residentId: string | null
  /** The day from which its period counts; null where it has not come, as for an open referral. */
  readonly since: string | null
  /** The ids of the records that must be there while it is. */
  readonly cites: readonly string[]
  /** It has no period that runs, and is no reason for anything to stay: it goes where nothing that stays cites it or is cited by it. */
  readonly yields?: true
}

/** A household has no period of its own: it stays while somebody lives in it, or a screening of it stays. */
export type HeldKind =
  | 'residents'
  | 'screenings'
  | 'conversations'
  | 'followUps'
  | 'referrals'
  | 'consents'
  | 'revocationNotices'
  | 'breakGlass'
  | 'outbox'
  | 'households'

export interface Judged {
  readonly goes: readonly Held[]
  /** What is past its period and stays all the same, because something that stays needs it. */
  readonly kept: readonly Held[]
}

/**
 * Whether a period is over: a record is kept on the day of its instant and `days` whole days after, and may go on the next. Days are
 * those of the city.
 */
export function isPast(since: string, days: number, today: string): boolean {
  return today > addDays(since, days)
}

/**
 * What of these records goes. They have to be all that is held about some residents, since a record stays while one that stays cites
 * it: the screening of an open referral, and the resident of anything.
 */
export function judge(held: readonly Held[], retention: Retention, today: string): Judged {
  const byId = new Map(held.map((one) => [one.id, one]))
  const staying = new Set<string>()
  const stay = (id: string): void => {
    if (staying.has(id)) return
    staying.add(id)
    byId.get(id)?.cites.forEach(stay)
  }
  const isOver = ({ kind, since }: Held) => kind !== 'households' && since !== null && isPast(since, retention[kind], today)
  for (const one of held) if (!one.yields && !isOver(one)) stay(one.id)
  for (const one of held) if (one.yields && one.cites.some((id) => staying.has(id))) stay(one.id)
  return {
    goes: held.filter(({ id }) => !staying.has(id)),
    kept: held.filter((one) => staying.has(one.id) && isOver(one)),
  }
}
