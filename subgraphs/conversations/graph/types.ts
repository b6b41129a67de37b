import { Directive, Field, Int, ObjectType } from 'type-graphql'
import type { Grounds } from '../../../runtime/consent/grounds'
import { Grounds as GroundsScalar } from '../../../schema/shared/access/grounds-scalar'
import { Access } from '../../../schema/shared/directives'
import { connectionOf } from '../../../schema/shared/connection'
import { Day, Instant, UUID } from '../../../schema/shared/scalars'
import { AttemptOutcome, Channel, FollowUpStatus } from './enums'
import { notes, promised, requiresGrounds } from './rules'

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => GroundsScalar, { nullable: true, description: 'What a decision about the resident rests on.' })
  @Directive('@external')
  grounds?: Grounds | null
}

@ObjectType('Campaign', { description: 'An outreach campaign: who is to be reached, by whom and when.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class CampaignObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { description: 'What it is called.' })
  name!: string

  @Field(() => String, { description: 'Code of the agency that runs it.' })
  agency!: string

  @Field(() => String, { description: 'What it is for.' })
  goal!: string

  @Field(() => Day, { description: 'First day.' })
  startsOn!: string

  @Field(() => Day, { nullable: true, description: 'Last day, where it has one.' })
  endsOn!: string | null
}

@ObjectType('Conversation', { description: 'One attempt to talk to somebody, and what came of it.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ConversationObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => Channel, { nullable: true, description: 'How.' })
  @Access('conversation:read')
  channel!: string

  @Field(() => AttemptOutcome, { nullable: true, description: 'How it ended.' })
  @Access('conversation:read')
  outcome!: string

  @Field(() => String, { nullable: true, description: 'What the worker wrote down.' })
  @Access('conversation:read', notes)
  @Directive(requiresGrounds)
  note!: string | null

  @Field(() => String, { nullable: true, description: 'Where: the door, the event.' })
  @Access('conversation:read', notes)
  @Directive(requiresGrounds)
  place!: string | null

  @Field(() => Instant, { nullable: true, description: 'When it took place, by the clock in the field.' })
  @Access('conversation:read')
  occurredAt!: Date

  @Field(() => Instant, { nullable: true, description: 'When the hub received it.' })
  @Access('conversation:read')
  recordedAt!: Date

  @Field(() => String, { nullable: true, description: 'The worker, by the subject of the token.' })
  @Access('conversation:read')
  worker!: string

  @Field(() => String, { nullable: true, description: "Code of the worker's agency." })
  @Access('conversation:read')
  agency!: string

  needs!: string[]
  residentId!: string | null
  campaignId!: string | null
  /** What its resident's grounds are, where residents has told. */
  grounds?: Grounds | null
}

@ObjectType('FollowUp', { description: 'A promise to get back to a resident.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class FollowUpObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => Day, { nullable: true, description: 'The day by which it is to be done.' })
  @Access('conversation:read')
  due!: string

  @Field(() => String, { nullable: true, description: 'What is to be done.' })
  @Access('conversation:read', promised)
  @Directive(requiresGrounds)
  task!: string

  @Field(() => FollowUpStatus, { nullable: true, description: 'Whether it is still to be done.' })
  @Access('conversation:read')
  status!: string

  @Field(() => String, { nullable: true, description: 'Code of the agency that has to do it.' })
  @Access('conversation:read')
  agency!: string

  @Field(() => Instant, { nullable: true, description: 'When it was closed.' })
  @Access('conversation:read')
  closedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'What came of it.' })
  @Access('conversation:read', promised)
  @Directive(requiresGrounds)
  result!: string | null

  @Field(() => Int, { nullable: true, description: 'Grows with every change: give it as `expectedVersion` to close it.' })
  @Access('conversation:read')
  version!: number

  residentId!: string
  plannedBy!: string
  conversationId!: string | null
  grounds?: Grounds | null
}

export const CampaignConnection = connectionOf(CampaignObject, 'Campaign', 'campaigns')
export const ConversationConnection = connectionOf(ConversationObject, 'Conversation', 'conversations')
export const FollowUpConnection = connectionOf(FollowUpObject, 'FollowUp', 'follow-ups')
