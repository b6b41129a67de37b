import DataLoader from 'dataloader'
import { looksLoader, type LooksOf } from '../../../schema/shared/who-looked'
import type { Page } from '../../../schema/shared/connection'
import { loaderPerPage, type CallContext } from '../../../schema/shared/context'
import { events, queues, referrals } from '../store/referrals'
import type { QueueRow, ReferralEventRow, ReferralRow } from '../store/rows'

/** A page of one parent's referrals, and what they must be. */
export interface Wanted extends Page {
  readonly filter: { readonly status?: string | undefined }
}

/** A referral that somebody still has to do something about. */
const unfinished = ['REQUESTED', 'WAITLISTED', 'ACCEPTED', 'ON_HOLD', 'IN_PROGRESS']

/** The call with its loaders: however many parents a reply holds, each kind of row is asked for once. */
export interface ReferralsContext extends CallContext {
  readonly queue: DataLoader<string, QueueRow | undefined>
  readonly referral: DataLoader<string, ReferralRow | undefined>
  readonly history: DataLoader<string, ReferralEventRow[]>
  readonly queuesTaking: DataLoader<string, QueueRow[]>
  readonly openReferrals: DataLoader<string, number>
  readonly whoLooked: LooksOf
  readonly referralsOf: (wanted: Wanted) => DataLoader<string, ReferralRow[]>
  readonly referralsIn: (wanted: Wanted) => DataLoader<string, ReferralRow[]>
  readonly referralsFrom: DataLoader<string, ReferralRow[]>
}

export function referralsContext(call: CallContext): ReferralsContext {
  const { city } = call.caller
  const manager = () => call.work.manager()
  return {
    ...call,
    whoLooked: looksLoader('referrals', city, call.work),
    queue: new DataLoader(async (ids) => queues.byIds(await manager(), city, ids)),
    referral: new DataLoader(async (ids) => referrals.byIds(await manager(), city, ids)),
    history: new DataLoader(async (ids) => events.ofReferrals(await manager(), city, ids)),
    queuesTaking: new DataLoader(async (ids) => {
      const rows = await queues.taking(await manager(), city, ids)
      return ids.map((id) => rows.filter((row) => row.programIds.includes(id)))
    }),
    openReferrals: new DataLoader(async (ids) => referrals.counted(await manager(), city, ids, unfinished)),
    referralsOf: loaderPerPage(
      ({ filter, ...page }: Wanted) =>
        new DataLoader(async (ids) => referrals.ofResidents(await manager(), city, ids, filter, page)),
    ),
    referralsIn: loaderPerPage(
      ({ filter, ...page }: Wanted) =>
        new DataLoader(async (ids) => referrals.ofQueues(await manager(), city, ids, filter, page)),
    ),
    referralsFrom: new DataLoader(async (ids) => referrals.ofConversations(await manager(), city, ids)),
  }
}
