import { Column, Entity, PrimaryColumn } from 'typeorm'

const schema = 'conversations'

@Entity({ schema, name: 'campaign' })
export class CampaignRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('text')
  name!: string

  @Column('text')
  agency!: string

  @Column('text')
  goal!: string

  @Column('date', { name: 'starts_on' })
  startsOn!: string

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn!: string | null

  @Column('integer')
  version!: number
}

@Entity({ schema, name: 'conversation' })
export class ConversationRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id', nullable: true })
  residentId!: string | null

  @Column('uuid', { name: 'campaign_id', nullable: true })
  campaignId!: string | null

  @Column('text')
  channel!: string

  @Column('text')
  outcome!: string

  @Column('text', { array: true })
  needs!: string[]

  @Column('text', { nullable: true })
  note!: string | null

  @Column('text', { nullable: true })
  place!: string | null

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date

  @Column('text')
  worker!: string

  @Column('text')
  agency!: string

  @Column('integer')
  version!: number
}

@Entity({ schema, name: 'follow_up' })
export class FollowUpRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('uuid', { name: 'resident_id' })
  residentId!: string

  @Column('uuid', { name: 'conversation_id', nullable: true })
  conversationId!: string | null

  @Column('date')
  due!: string

  @Column('text')
  task!: string

  @Column('text')
  status!: string

  @Column('text')
  agency!: string

  @Column('text', { name: 'planned_by' })
  plannedBy!: string

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null

  @Column('text', { name: 'closed_by', nullable: true })
  closedBy!: string | null

  @Column('text', { nullable: true })
  result!: string | null

  @Column('integer')
  version!: number
}
