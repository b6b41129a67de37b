import { In } from 'typeorm'
import type { Manager } from '../../../runtime/database/work'
import { withoutMember } from '../domain/erase'
import { ContactPointRow, HouseholdRow, ResidentRow, ScreeningRow } from './rows'

/** A resident who is to be erased and their household, both locked until the end of the transaction: nobody moves in meanwhile. */
export interface ToErase {
  readonly resident: ResidentRow
  readonly household: HouseholdRow
  readonly contacts: readonly ContactPointRow[]
  /** Whether somebody else on record lives with them: then the household stays. */
  readonly shared: boolean
  /** The ids of the snapshots that were taken of those others, which tell of the resident as well. */
  readonly snapshots: readonly string[]
  /** The agencies that were ever agreed to, by id. */
  readonly recipients: readonly string[]
}

export async function findToErase(manager: Manager, city: string, id: string): Promise<ToErase | undefined> {
  const lock = { mode: 'pessimistic_write' } as const
  const resident = await manager.findOne(ResidentRow, { where: { city, id }, lock })
  if (!resident) return undefined
  const { householdId, memberId } = resident
  const household = await manager.findOneOrFail(HouseholdRow, { where: { city, id: householdId }, lock })
  const contacts = await manager.findBy(ContactPointRow, { city, residentId: id })
  const people = await manager.countBy(ResidentRow, { city, householdId })
  const snapshots = await manager.query<{ id: string }[]>(
    `select id from residents.screening where city = $1 and household_id = $2 and resident_id <> $3
       and facts->'members' @> jsonb_build_array(jsonb_build_object('id', $4::text)) order by id`,
    [city, householdId, id, memberId],
  )
  const recipients = await manager.query<{ id: string }[]>(
    'select distinct unnest(recipient_ids) as id from residents.consent where city = $1 and resident_id = $2 order by id',
    [city, id],
  )
  return { resident, household, contacts, shared: people > 1, snapshots: idsIn(snapshots), recipients: idsIn(recipients) }
}

const idsIn = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

/** Takes what is told of a resident out of a household that stays, and out of the snapshots of the others in it. */
export async function blankMember(manager: Manager, { resident, household, snapshots }: ToErase): Promise<void> {
  const { city, memberId } = resident
  const facts = withoutMember(household.facts, memberId)
  // The instant of the last change stays as it was: it says when the others were last in contact.
  await manager.update(HouseholdRow, { city, id: household.id }, { facts, version: household.version + 1 })
  for (const taken of await manager.findBy(ScreeningRow, { city, id: In([...snapshots]) }))
    await manager.update(ScreeningRow, { city, id: taken.id }, { facts: withoutMember(taken.facts, memberId) })
}
