import type { EntityManager } from 'typeorm'
import type { ContactNoteRow } from './rows'

export const contactNotes = {
  /** Keeps the latest: a conversation that comes in late, from a phone that was out of reach, takes nothing back. */
  note: (manager: EntityManager, { residentId, city, agency, at, conversationId }: ContactNoteRow) =>
    manager.query(
      `insert into residents.contact_note as known (resident_id, city, agency, at, conversation_id)
       select resident.id, resident.city, $3, $4::timestamptz, $5::uuid from residents.resident resident where resident.id = $1 and resident.city = $2
       on conflict (resident_id) do update
         set agency = excluded.agency, at = excluded.at, conversation_id = excluded.conversation_id
         where (excluded.at, excluded.conversation_id) > (known.at, known.conversation_id)`,
      [residentId, city, agency, at, conversationId],
    ),
}
