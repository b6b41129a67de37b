import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../schema/shared/connection'
import { Day, Instant, UUID } from '../../../schema/shared/scalars'
import { AttemptOutcome, Channel, FollowUpStatus, Need } from './enums'

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string
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

  @Field(() => Channel, { description: 'How.' })
  channel!: string

  @Field(() => AttemptOutcome, { description: 'How it ended.' })
  outcome!: string

  @Field(() => [Need], { nullable: true, description: 'What the person needs help with.' })
  needs!: string[]

  @Field(() => String, { nullable: true, description: 'What the worker wrote down.' })
  note!: string | null

  @Field(() => String, { nullable: true, description: 'Where: the door, the event.' })
  place!: string | null

  @Field(() => Instant, { description: 'When it took place, by the clock in the field.' })
  occurredAt!: Date

  @Field(() => Instant, { description: 'When the hub received it.' })
  recordedAt!: Date

  @Field(() => String, { nullable: true, description: 'The worker, by the subject of the token.' })
  worker!: string

  @Field(() => String, { description: "Code of the worker's agency." })
  agency!: string

  residentId!: string | null
  campaignId!: string | null
}

@ObjectType('FollowUp', { description: 'A promise to get back to a resident.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class FollowUpObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => Day, { description: 'The day by which it is to be done.' })
  due!: string

  @Field(() => String, { nullable: true, description: 'What is to be done.' })
  task!: string

  @Field(() => FollowUpStatus, { description: 'Whether it is still to be done.' })
  status!: string

  @Field(() => String, { description: 'Code of the agency that has to do it.' })
  agency!: string

  @Field(() => Instant, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'What came of it.' })
  result!: string | null

  @Field(() => Int, { description: 'Grows with every change: give it as `expectedVersion` to close it.' })
  version!: number

  residentId!: string
  conversationId!: string | null
}

export const CampaignConnection = connectionOf(CampaignObject, 'Campaign', 'campaigns')
export const ConversationConnection = connectionOf(ConversationObject, 'Conversation', 'conversations')
export const FollowUpConnection = connectionOf(FollowUpObject, 'FollowUp', 'follow-ups')
