import type { Manager } from '../../runtime/database/work'
import { notFound, type Refusal } from '../../runtime/errors'
import type { Held, HeldKind } from '../../runtime/retention/judge'
import { blankedOfConversation } from '../../subgraphs/conversations/store/erasure'
import { blankedOfReferral, openReferrals } from '../../subgraphs/referrals/store/erasure'
import type { ReferralRow } from '../../subgraphs/referrals/store/rows'
import { repeats } from '../../subgraphs/residents/domain/erase'
import { findToErase, type ToErase } from '../../subgraphs/residents/store/erasure'
import { keepers } from '../retention/keepers'

/** What is asked for. */
export interface Wish {
  readonly city: string
  readonly timeZone: string
  readonly residentId: string
  /** Why, as it is put on record: it repeats nothing that is on record about the resident. */
  readonly reason: string
  /** Open referrals are cancelled; without it they are in the way. */
  readonly force: boolean
}

/** What becomes of one record. */
export interface Step {
  readonly does: 'deletes' | 'blanks' | 'cancels'
  readonly kind: HeldKind
  readonly id: string
  /** Whose it is: of another resident where it is about their household. */
  readonly residentId: string | null
  /** What is taken out of a record that stays, by name; of one that is deleted, what it is. */
  readonly fields: readonly string[]
}

export interface Plan {
  readonly found: ToErase
  /** The referrals that somebody still works on. */
  readonly open: readonly ReferralRow[]
  readonly steps: readonly Step[]
}

/** A record of these kinds stays without what it tells; of every other kind it is deleted. */
const stays: Readonly<Partial<Record<HeldKind, readonly string[]>>> = {
  conversations: blankedOfConversation,
  referrals: blankedOfReferral,
}

/** What the erasure of a resident does to each record of every subgraph, or why it is refused. Nothing is written. */
export async function planErasure(manager: Manager, wish: Wish): Promise<Plan | Refusal> {
  const { city, timeZone, residentId, reason, force } = wish
  const found = await findToErase(manager, city, residentId)
  if (!found) return notFound('id', 'resident')
  const { givenName, familyName, birthDate, address } = found.resident
  if (repeats(reason, [givenName, familyName, birthDate, address, ...found.contacts.map(({ value }) => value)]))
    return { refused: 'BAD_USER_INPUT', field: 'reason', message: 'it repeats what is on record about the resident' }
  const open = await openReferrals(manager, city, residentId)
  const held: Held[] = []
  for (const keeper of keepers) held.push(...(await keeper.held(manager, { city, timeZone, lock: true }, [residentId])))
  const cancelled = open.map(({ id }): Step => ({ ...ofReferral, id, residentId, fields: ['Referral.status'] }))
  return { found, open, steps: [...(force ? cancelled : []), ...held.flatMap((one) => stepsOf(one, found)), ...ofOthers(found)] }
}

const ofReferral = { does: 'cancels', kind: 'referrals' } as const

/** An event that is not passed on yet holds ids and codes alone: it goes its way. */
function stepsOf({ kind, id, residentId }: Held, { shared }: ToErase): Step[] {
  if (kind === 'outbox') return []
  if (kind === 'households' && shared) return [{ does: 'blanks', kind, id, residentId, fields: ['Household.facts'] }]
  const fields = stays[kind]
  return [
    fields === undefined
      ? { does: 'deletes', kind, id, residentId, fields: [] }
      : { does: 'blanks', kind, id, residentId, fields },
  ]
}

function ofOthers({ snapshots }: ToErase): Step[] {
  return snapshots.map((id) => ({ does: 'blanks', kind: 'screenings', id, residentId: null, fields: ['Screening.facts'] }))
}
