import { In, type EntityManager } from 'typeorm'
import { findPage, type Order, type Slice } from '../../../runtime/database/rows'
import { newId } from '../../../runtime/ids'
import { RevocationNoticeRow } from './rows'

const newest: Order<RevocationNoticeRow> = { by: 'createdAt', type: 'timestamptz', direction: 'desc' }

/** Whose notices: those of one agency of one city, and of no other. */
interface Reader {
  readonly city: string
  readonly agency: string
}

/** A consent that was revoked, and the codes of the agencies that had received data on it. */
export interface Revocation {
  readonly city: string
  readonly consentId: string
  readonly agencies: readonly string[]
  readonly at: Date
}

export const notices = {
  page: (manager: EntityManager, { city, agency }: Reader, slice: Slice) =>
    findPage(manager, RevocationNoticeRow, city, { agency }, newest, slice),

  ofReceipt: (manager: EntityManager, { city, agency }: Reader, receiptId: string) =>
    manager.find(RevocationNoticeRow, { where: { city, agency, receiptId }, order: { createdAt: 'DESC', id: 'DESC' } }),

  /** The reader's own of these ids, locked until the end of the transaction in one order, so that two who acknowledge at once take turns. */
  locked: (manager: EntityManager, { city, agency }: Reader, ids: readonly string[]) =>
    manager.find(RevocationNoticeRow, {
      where: { city, agency, id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    }),

  receive: (
    manager: EntityManager,
    ids: readonly string[],
    receipt: Pick<RevocationNoticeRow, 'receiptId' | 'receivedAt' | 'receivedBy'>,
  ) => manager.update(RevocationNoticeRow, { id: In([...ids]) }, receipt),

  /** One notice for each agency; told twice, it stays the one. */
  add: (manager: EntityManager, { city, consentId, agencies, at }: Revocation) =>
    manager.query(
      `insert into residents.revocation_notice (id, city, consent_id, resident_id, agency, created_at)
       select told.id, consent.city, consent.id, consent.resident_id, told.agency, $5
       from residents.consent consent, unnest($3::uuid[], $4::text[]) as told(id, agency)
       where consent.id = $1 and consent.city = $2
       on conflict (consent_id, agency) do nothing`,
      [consentId, city, agencies.map(() => newId()), agencies, at],
    ),
}
