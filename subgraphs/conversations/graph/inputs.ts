import { Directive, Field, InputType, Int } from 'type-graphql'
import { Day, IdempotencyKey, Instant, Line, Note, UUID } from '../../../schema/shared/scalars'
import { AttemptOutcome, Channel, FollowUpStatus, Need } from './enums'

@InputType({ description: 'A campaign to start.' })
export class StartCampaignInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry starts no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => Line, { description: 'What it is called.' })
  name!: string

  @Field(() => Note, { description: 'What it is for.' })
  goal!: string

  @Field(() => Day, { description: 'First day.' })
  startsOn!: string

  @Field(() => Day, { nullable: true, description: 'Last day, where it has one.' })
  endsOn?: string | null
}

@InputType({ description: 'A promise to get back to the resident.' })
export class FollowUpInput {
  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => Day, { description: 'The day by which it is to be done.' })
  due!: string

  @Field(() => Note, { description: 'What is to be done.' })
  task!: string
}

@InputType({ description: 'An attempt to talk to somebody.' })
export class RecordConversationInput {
  @Field(() => IdempotencyKey, { description: 'Names this conversation, so that a retry records no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => UUID, { nullable: true, description: 'The resident, where it is known who it was.' })
  @Directive('@references(entity: "Resident")')
  residentId?: string | null

  @Field(() => UUID, { nullable: true, description: 'The campaign it belongs to.' })
  campaignId?: string | null

  @Field(() => Channel, { description: 'How.' })
  channel!: string

  @Field(() => AttemptOutcome, { description: 'How it ended.' })
  outcome!: string

  @Field(() => [Need], { defaultValue: [], description: 'What the person needs help with: at most 20.' })
  needs!: string[]

  @Field(() => Note, { nullable: true, description: 'What should be remembered.' })
  note?: string | null

  @Field(() => Line, { nullable: true, description: 'Where: the door, the event.' })
  place?: string | null

  @Field(() => Instant, { nullable: true, description: 'When it took place, by the clock in the field; left out, now.' })
  occurredAt?: Date | null

  @Field(() => FollowUpInput, { nullable: true, description: 'A promise made in the conversation.' })
  followUp?: FollowUpInput | null
}

@InputType({ description: 'A follow-up to plan.' })
export class PlanFollowUpInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry plans no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { description: 'The resident to get back to.' })
  @Directive('@references(entity: "Resident")')
  residentId!: string

  @Field(() => UUID, { nullable: true, description: 'The conversation it was promised in.' })
  conversationId?: string | null

  @Field(() => FollowUpInput, { description: 'What is promised.' })
  followUp!: FollowUpInput
}

@InputType({ description: 'The end of a follow-up.' })
export class CloseFollowUpInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry changes nothing twice.' })
  idempotencyKey!: string

  @Field(() => UUID, { description: 'The follow-up.' })
  id!: string

  @Field(() => Int, { description: 'The version that was read; a newer one on record answers CONFLICT.' })
  expectedVersion!: number

  @Field(() => FollowUpStatus, { defaultValue: FollowUpStatus.DONE, description: 'DONE or CANCELLED.' })
  status!: keyof typeof FollowUpStatus

  @Field(() => Note, { nullable: true, description: 'What came of it.' })
  result?: string | null
}

@InputType({ description: 'Which conversations to list. What is left out does not matter; the rest must all hold.' })
export class ConversationFilter {
  @Field(() => Channel, { nullable: true, description: 'How.' })
  channel?: string | null

  @Field(() => AttemptOutcome, { nullable: true, description: 'How it ended.' })
  outcome?: string | null

  @Field(() => UUID, { nullable: true, description: 'The campaign.' })
  campaignId?: string | null
}

@InputType({ description: 'Which follow-ups to list. What is left out does not matter; the rest must all hold.' })
export class FollowUpFilter {
  @Field(() => FollowUpStatus, { nullable: true, description: 'Whether they are still to be done.' })
  status?: string | null

  @Field(() => Line, { nullable: true, description: 'Code of the agency that has to do them.' })
  agency?: string | null
}
