import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { HouseholdFacts } from '../../../runtime/facts'

const schema = 'residents'

/** An address as a caseworker writes it on an envelope; `county` is a FIPS code. */
export interface Address {
  readonly line1: string
  readonly unit?: string | null
  readonly locality?: string | null
  readonly postalCode?: string | null
  readonly county?: string | null
  readonly building?: string | null
}

@Entity({ schema, name: 'resident' })
export class ResidentRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'household_id' })
  householdId!: string

  @Column('uuid', { name: 'member_id' })
  memberId!: string

  @Column('text', { name: 'given_name', nullable: true })
  givenName!: string | null

  @Column('text', { name: 'family_name', nullable: true })
  familyName!: string | null

  @Column('text', { name: 'family_key', nullable: true })
  familyKey!: string | null

  @Column('text', { name: 'sort_name' })
  sortName!: string

  @Column('date', { name: 'birth_date', nullable: true })
  birthDate!: string | null

  @Column('text')
  language!: string

  @Column('jsonb', { nullable: true })
  address!: Address | null

  @Column('text', { name: 'contact_policy' })
  contactPolicy!: string

  @Column('text', { name: 'safe_contact', nullable: true })
  safeContact!: string | null

  @Column('text', { name: 'registered_by' })
  registeredBy!: string

  /** Who registered them, by the subject of the token or key. */
  @Column('text', { name: 'registered_sub', nullable: true })
  registeredSub!: string | null

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date

  @Column('integer')
  version!: number
}

@Entity({ schema, name: 'contact_point' })
export class ContactPointRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('text')
  kind!: string

  @Column('text')
  value!: string

  @Column('boolean')
  preferred!: boolean
}

@Entity({ schema, name: 'household' })
export class HouseholdRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('jsonb')
  facts!: HouseholdFacts

  @Column('integer')
  version!: number

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date
}

@Entity({ schema, name: 'screening' })
export class ScreeningRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('uuid', { name: 'household_id' })
  householdId!: string

  @Column('jsonb')
  facts!: HouseholdFacts

  @Column('text')
  purpose!: string

  @Column('date', { name: 'as_of' })
  asOf!: string

  @Column('timestamptz', { name: 'taken_at' })
  takenAt!: Date

  @Column('text', { name: 'taken_by' })
  takenBy!: string

  @Column('text')
  agency!: string
}

@Entity({ schema, name: 'consent' })
export class ConsentRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('uuid', { name: 'recipient_ids', array: true })
  recipientIds!: string[]

  @Column('uuid', { name: 'discloser_ids', array: true })
  discloserIds!: string[]

  @Column('text', { array: true })
  categories!: string[]

  @Column('text', { array: true })
  sensitive!: string[]

  @Column('text', { array: true })
  purposes!: string[]

  @Column('text')
  given!: string

  @Column('text')
  wording!: string

  @Column('date', { name: 'valid_from' })
  validFrom!: string

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date

  @Column('text', { name: 'recorded_by' })
  recordedBy!: string

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null

  @Column('integer')
  version!: number
}

/** Somebody who read about a resident in an emergency, without an agreement. */
@Entity({ schema, name: 'break_glass' })
export class BreakGlassRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('text')
  sub!: string

  @Column('text')
  agency!: string

  @Column('text')
  reason!: string

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date

  @Column('timestamptz')
  until!: Date
}

/** Which agency was the last to speak with a resident, as conversations has told it. */
@Entity({ schema, name: 'contact_note' })
export class ContactNoteRow {
  @PrimaryColumn('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('text')
  city!: string

  @Column('text')
  agency!: string

  @Column('timestamptz')
  at!: Date

  @Column('uuid', { name: 'conversation_id' })
  conversationId!: string
}

/** That a consent was revoked, for one agency that had received data on it. */
@Entity({ schema, name: 'revocation_notice' })
export class RevocationNoticeRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'consent_id' })
  consentId!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('text')
  agency!: string

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date

  @Column('timestamptz', { name: 'received_at', nullable: true })
  receivedAt!: Date | null

  @Column('text', { name: 'received_by', nullable: true })
  receivedBy!: string | null

  @Column('uuid', { name: 'receipt_id', nullable: true })
  receiptId!: string | null
}
