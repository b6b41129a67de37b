import { Directive, Field, Int, ObjectType } from 'type-graphql'
import type { Grounds } from '../../../runtime/consent/grounds'
import { Grounds as GroundsScalar } from '../../../schema/shared/access/grounds-scalar'
import { Access } from '../../../schema/shared/directives'
import { connectionOf } from '../../../schema/shared/connection'
import { Day, Instant, UUID } from '../../../schema/shared/scalars'
import { notes, requiresGrounds } from './rules'
import { ReferralOutcome, ReferralReason, ReferralStatus, ReferralStep, Weekday } from './enums'

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => GroundsScalar, { nullable: true, description: 'What a decision about the resident rests on.' })
  @Directive('@external')
  grounds?: Grounds | null
}

@ObjectType('Program', { description: 'A program of the city or of a partner.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ProgramStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string
}

@ObjectType('Conversation', { description: 'One attempt to talk to somebody, and what came of it.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ConversationStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string
}

@ObjectType('Screening', { description: "A snapshot of a household's facts.", simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class ScreeningStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string
}

@ObjectType('Agency', { description: 'A department or partner organization.', simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class AgencyStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string
}

@ObjectType('WorkingDays', { description: 'On which days people work.', simpleResolvers: true })
export class WorkingDaysObject {
  @Field(() => [Weekday], { description: 'The days of the week on which people work.' })
  workingWeekdays!: readonly string[]

  @Field(() => [Day], {
    description: 'Days on which nobody works. Empty where the city has entered none: a holiday then counts as a working day.',
  })
  holidays!: readonly string[]
}

@ObjectType('IntakeQueue', { description: 'Where an agency takes in referrals to its programs.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class IntakeQueueObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { description: "Its code in the city's data." })
  code!: string

  @Field(() => [String], {
    description: 'Languages in which people are helped, as language tags. Empty where they are not on record.',
  })
  languages!: string[]

  @Field(() => WorkingDaysObject, { description: 'On which days somebody looks at it.' })
  calendar!: WorkingDaysObject

  agencyId!: string
  programIds!: string[]
}

@ObjectType('ReferralEvent', { description: "One step in a referral's life.", simpleResolvers: true })
export class ReferralEventObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => ReferralStep, { nullable: true, description: 'What was done; null for the writing of the referral.' })
  step!: string | null

  @Field(() => ReferralStatus, { nullable: true, description: 'Where it stood before.' })
  fromStatus!: string | null

  @Field(() => ReferralStatus, { description: 'Where it stood after.' })
  toStatus!: string

  @Field(() => ReferralReason, { nullable: true, description: 'Why.' })
  reason!: string | null

  @Field(() => ReferralOutcome, { nullable: true, description: 'What came of it.' })
  outcome!: string | null

  @Field(() => String, { nullable: true, description: 'What was written to it.' })
  @Access('referral:read', notes)
  note!: string | null

  @Field(() => Instant, { description: 'When.' })
  at!: Date

  @Field(() => String, { description: 'Code of the agency that did it.' })
  agency!: string

  by!: string
  /** The referral it is a step of, with what residents has told of its resident. */
  referral!: ReferralObject
}

@ObjectType('Referral', {
  description: 'A case sent from one agency to another, with the screening it rests on.',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ReferralObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Code of the agency that sent it.' })
  @Access('referral:read')
  fromAgency!: string

  @Field(() => String, { nullable: true, description: 'Code of the agency that received it.' })
  @Access('referral:read')
  toAgency!: string

  @Field(() => ReferralStatus, { nullable: true, description: 'Where it stands.' })
  @Access('referral:read')
  status!: string

  @Field(() => ReferralOutcome, { nullable: true, description: 'What came of it, once it has ended.' })
  @Access('referral:read')
  outcome!: string | null

  @Field(() => String, { nullable: true, description: 'What the sender wrote to it.' })
  @Access('referral:read', notes)
  @Directive(requiresGrounds)
  note!: string | null

  @Field(() => Instant, { nullable: true, description: 'When it was written.' })
  @Access('referral:read')
  createdAt!: Date

  @Field(() => Instant, { nullable: true, description: 'When it last changed.' })
  @Access('referral:read')
  changedAt!: Date

  @Field(() => Int, { nullable: true, description: 'Grows with every step: give it as `expectedVersion` to take the next one.' })
  @Access('referral:read')
  version!: number

  residentId!: string
  programId!: string
  sentBy!: string | null
  queueId!: string
  screeningId!: string | null
  conversationId!: string | null
  grounds?: Grounds | null
}

export const ReferralConnection = connectionOf(ReferralObject, 'Referral', 'referrals')
export const IntakeQueueConnection = connectionOf(IntakeQueueObject, 'IntakeQueue', 'intake queues')
