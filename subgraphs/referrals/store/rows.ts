import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Calendar } from '../../../runtime/city/calendar'
import type { LocalText } from '../../../runtime/facts'

const schema = 'referrals'

@Entity({ schema, name: 'intake_queue' })
export class QueueRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('text')
  code!: string

  @Column('text')
  agency!: string

  @Column('uuid', { name: 'agency_id' })
  agencyId!: string

  @Column('jsonb')
  name!: LocalText

  @Column('uuid', { name: 'program_ids', array: true })
  programIds!: string[]

  @Column('text', { array: true })
  languages!: string[]

  @Column('jsonb')
  calendar!: Calendar
}

@Entity({ schema, name: 'referral' })
export class ReferralRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('uuid', { name: 'program_id' })
  programId!: string

  @Column('uuid', { name: 'queue_id' })
  queueId!: string

  @Column('uuid', { name: 'screening_id', nullable: true })
  screeningId!: string | null

  @Column('uuid', { name: 'conversation_id', nullable: true })
  conversationId!: string | null

  @Column('text', { name: 'from_agency' })
  fromAgency!: string

  @Column('text', { name: 'to_agency' })
  toAgency!: string

  /** Who wrote it, by the subject of the token or key. */
  @Column('text', { name: 'sent_by', nullable: true })
  sentBy!: string | null

  @Column('text')
  status!: string

  @Column('text', { nullable: true })
  outcome!: string | null

  @Column('text', { nullable: true })
  note!: string | null

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date

  @Column('integer')
  version!: number
}

@Entity({ schema, name: 'referral_event' })
export class ReferralEventRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'referral_id' })
  referralId!: string

  /** The version of the referral that the step made. */
  @Column('integer')
  version!: number

  @Column('text', { nullable: true })
  step!: string | null

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null

  @Column('text', { name: 'to_status' })
  toStatus!: string

  @Column('text', { nullable: true })
  reason!: string | null

  @Column('text', { nullable: true })
  outcome!: string | null

  @Column('text', { nullable: true })
  note!: string | null

  @Column('timestamptz')
  at!: Date

  @Column('text')
  by!: string

  @Column('text')
  agency!: string
}
