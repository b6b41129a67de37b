import { Directive, Field, InputType, Int } from 'type-graphql'
import { IdempotencyKey, Note, UUID } from '../../../schema/shared/scalars'
import type { Outcome, Reason, Step } from '../domain/life'
import { ReferralOutcome, ReferralReason, ReferralStep } from './enums'

@InputType({ description: 'A case to send to a program.' })
export class ReferInput {
  @Field(() => IdempotencyKey, { description: 'Names this referral, so that a retry sends no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => UUID, { description: 'The resident it is about.' })
  @Directive('@references(entity: "Resident")')
  residentId!: string

  @Field(() => UUID, { description: 'The program it goes to.' })
  @Directive('@references(entity: "Program")')
  programId!: string

  @Field(() => UUID, { nullable: true, description: 'The intake queue it goes to; left out, the hub routes it.' })
  queueId?: string | null

  @Field(() => UUID, { nullable: true, description: 'The screening it rests on.' })
  @Directive('@references(entity: "Screening", ofResident: true)')
  screeningId?: string | null

  @Field(() => UUID, { nullable: true, description: 'The conversation it came out of.' })
  @Directive('@references(entity: "Conversation", ofResident: true)')
  conversationId?: string | null

  @Field(() => Note, { nullable: true, description: 'What the receiving agency should know.' })
  note?: string | null

  @Field(() => Boolean, { defaultValue: false, description: 'Whether to write it without sending it yet.' })
  draft!: boolean
}

@InputType({ description: "One step in a referral's life." })
export class AdvanceReferralInput {
  @Field(() => IdempotencyKey, { description: 'Names this step, so that a retry takes no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { description: 'The referral.' })
  id!: string

  @Field(() => Int, { description: 'The version that was read; a newer one on record answers CONFLICT.' })
  expectedVersion!: number

  @Field(() => ReferralStep, { description: 'What to do. The referral lists what is open in `nextSteps`.' })
  step!: Step

  @Field(() => ReferralReason, { nullable: true, description: 'Why, where the step needs it.' })
  reason?: Reason | null

  @Field(() => ReferralOutcome, { nullable: true, description: 'What came of it, where the step ends the referral.' })
  outcome?: Outcome | null

  @Field(() => Note, { nullable: true, description: 'What should be remembered.' })
  note?: string | null
}
