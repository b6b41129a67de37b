import { isDeepStrictEqual } from 'node:util'
import { findByIds, findPage, findPages, type Order, type Slice } from '../../../runtime/database/rows'
import type { Manager } from '../../../runtime/database/work'
import { QueueRow, ReferralEventRow, ReferralRow } from './rows'

const byCode: Order<QueueRow> = { by: 'code', type: 'text', direction: 'asc' }
const newest: Order<ReferralRow> = { by: 'createdAt', type: 'timestamptz', direction: 'desc' }
const inOrder: Order<ReferralEventRow> = { by: 'at', type: 'timestamptz', direction: 'asc' }

/** The history of one referral, and the referrals of one conversation, fit one page. */
const all: Slice = { first: 200, after: undefined }

type Wanted = { readonly [Name in keyof ReferralRow]?: unknown }

export const queues = {
  byIds: (manager: Manager, city: string, ids: readonly string[]) => findByIds(manager, QueueRow, city, ids),
  page: (manager: Manager, city: string, slice: Slice) => findPage(manager, QueueRow, city, {}, byCode, slice),

  /** The queues that take any of these programs. */
  taking: (manager: Manager, city: string, programIds: readonly string[]) =>
    manager
      .createQueryBuilder(QueueRow, 'queue')
      .where('queue.city = :city and queue.program_ids && :programIds::uuid[]', { city, programIds })
      .orderBy('queue.code')
      .getMany(),

  /**
   * Brings the city's queues up to what its files say, and writes only rows that are otherwise on record. A queue that the files no
   * longer name keeps its referrals and takes no new ones.
   */
  async put(manager: Manager, city: string, rows: readonly QueueRow[]): Promise<void> {
    const found = new Map((await manager.findBy(QueueRow, { city })).map((row) => [row.id, { ...row }]))
    const named = new Set(rows.map(({ id }) => id))
    const retired = [...found.values()].filter(({ id }) => !named.has(id)).map((row) => ({ ...row, programIds: [] }))
    const changed = [...rows, ...retired].filter((row) => !isDeepStrictEqual(row, found.get(row.id)))
    if (changed.length > 0) await manager.upsert(QueueRow, changed, ['id'])
  },
}

export const referrals = {
  byIds: (manager: Manager, city: string, ids: readonly string[]) => findByIds(manager, ReferralRow, city, ids),
  ofResidents: (manager: Manager, city: string, ids: readonly string[], wanted: Wanted, slice: Slice) =>
    findPages(manager, ReferralRow, city, { column: 'residentId', ids }, wanted, newest, slice),
  ofQueues: (manager: Manager, city: string, ids: readonly string[], wanted: Wanted, slice: Slice) =>
    findPages(manager, ReferralRow, city, { column: 'queueId', ids }, wanted, newest, slice),
  ofConversations: (manager: Manager, city: string, ids: readonly string[]) =>
    findPages(manager, ReferralRow, city, { column: 'conversationId', ids }, {}, newest, all),
  add: (manager: Manager, row: ReferralRow) => manager.insert(ReferralRow, row),

  /** How many referrals to each program are in one of the statuses, those of all agencies: the function counts them and shows none. */
  async counted(manager: Manager, city: string, programIds: readonly string[], statuses: readonly string[]): Promise<number[]> {
    const rows = await manager.query<{ program_id: string; count: number }[]>(
      'select program_id, count from referrals.count_open($1, $2, $3)',
      [city, programIds, statuses],
    )
    const counts = new Map(rows.map((row) => [row.program_id, row.count]))
    return programIds.map((id) => counts.get(id) ?? 0)
  },

  /** Whether the row was there in that version and is changed now. */
  async change(manager: Manager, row: ReferralRow, values: Partial<ReferralRow>): Promise<boolean> {
    const result = await manager.update(
      ReferralRow,
      { id: row.id, version: row.version },
      { ...values, version: row.version + 1 },
    )
    return result.affected === 1
  },
}

export const events = {
  ofReferrals: (manager: Manager, city: string, ids: readonly string[]) =>
    findPages(manager, ReferralEventRow, city, { column: 'referralId', ids }, {}, inOrder, all),
  add: (manager: Manager, row: ReferralEventRow) => manager.insert(ReferralEventRow, row),
}
