import { Arg, Args, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { Access } from '../../../schema/shared/directives'
import { change } from '../../../schema/shared/mutate'
import { found } from '../../../schema/shared/refuse'
import { LocalTextObject } from '../../../schema/shared/local-text'
import { isWorkingDay } from '../../../runtime/city/calendar'
import { Day, UUID } from '../../../schema/shared/scalars'
import { openSteps, type Status, type Step } from '../domain/life'
import { queues } from '../store/referrals'
import type { QueueRow, ReferralRow } from '../store/rows'
import * as changes from './change'
import type { ReferralsContext } from './context'
import { ReferralStatus, ReferralStep } from './enums'
import { notes, providesGrounds, requiresGrounds, requiresOwnGrounds } from './rules'
import { AdvanceReferralInput, ReferInput } from './inputs'
import {
  AgencyStub,
  ConversationStub,
  IntakeQueueConnection,
  IntakeQueueObject,
  ProgramStub,
  ReferralConnection,
  ReferralEventObject,
  ReferralObject,
  ResidentStub,
  ScreeningStub,
} from './types'

const same = <Row>(row: Row): Row => row
const placeOfReferral = (row: ReferralRow) => ({ at: row.createdAt.toISOString(), id: row.id })
const placeOfQueue = (row: QueueRow) => ({ at: row.code, id: row.id })
const only = { nullable: true, description: 'Only those in this state.' }

@Resolver(() => IntakeQueueObject)
export class IntakeQueueResolver {
  @Query(() => IntakeQueueObject, { nullable: true, description: 'An intake queue by id.' })
  @Access('referral:read')
  async intakeQueue(
    @Ctx() context: ReferralsContext,
    @Arg('id', () => UUID, { description: 'The queue.' }) id: string,
  ): Promise<IntakeQueueObject> {
    return found(await context.queue.load(id), 'intake queue', same)
  }

  @Query(() => IntakeQueueConnection, { nullable: true, description: "The city's intake queues by code." })
  @Access('referral:read')
  async intakeQueues(
    @Ctx() context: ReferralsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
  ): Promise<Connection<IntakeQueueObject>> {
    const page = pageOf(first, after, 'text')
    return pageFrom(await queues.page(await context.work.manager(), context.caller.city, page), page, placeOfQueue, same)
  }

  @FieldResolver(() => LocalTextObject, { description: 'What it is called.' })
  name(@Root() queue: QueueRow): object {
    return queue.name
  }

  @FieldResolver(() => Boolean, { description: 'Whether somebody looks at it on the day.' })
  isOpen(
    @Root() queue: QueueRow,
    @Ctx() { today }: ReferralsContext,
    @Arg('on', () => Day, { nullable: true, description: "The day; left out, today in the city's time zone." })
    on?: string | null,
  ): boolean {
    return isWorkingDay(queue.calendar, on ?? today)
  }

  @FieldResolver(() => AgencyStub, { nullable: true, description: 'The agency whose queue it is.' })
  agency(@Root() { agencyId }: IntakeQueueObject): AgencyStub {
    return { id: agencyId }
  }

  @FieldResolver(() => [ProgramStub], { nullable: true, description: 'The programs it takes referrals to.' })
  programs(@Root() { programIds }: IntakeQueueObject): ProgramStub[] {
    return programIds.map((id) => ({ id }))
  }

  @FieldResolver(() => ReferralConnection, { nullable: true, description: 'The referrals in the queue, the newest first.' })
  @Access('referral:read')
  async referrals(
    @Root() { id }: IntakeQueueObject,
    @Ctx() context: ReferralsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('status', () => ReferralStatus, only) status?: string | null,
  ): Promise<Connection<ReferralObject>> {
    const page = pageOf(first, after, 'instant')
    return pageFrom(
      await context.referralsIn({ ...page, filter: { status: status ?? undefined } }).load(id),
      page,
      placeOfReferral,
      same,
    )
  }
}

@Resolver(() => ReferralObject)
export class ReferralResolver {
  @Query(() => ReferralObject, { nullable: true, description: 'A referral by id.' })
  @Access('referral:read')
  async referral(
    @Ctx() context: ReferralsContext,
    @Arg('id', () => UUID, { description: 'The referral.' }) id: string,
  ): Promise<ReferralObject> {
    return found(await context.referral.load(id), 'referral', same)
  }

  @FieldResolver(() => ResidentStub, { nullable: true, description: 'The resident it is about.' })
  @Access('referral:read')
  resident(@Root() { residentId, grounds }: ReferralObject): ResidentStub {
    return { id: residentId, grounds: grounds ?? null }
  }

  @FieldResolver(() => ProgramStub, { nullable: true, description: 'The program it goes to.' })
  @Access('referral:read')
  program(@Root() { programId }: ReferralObject): ProgramStub {
    return { id: programId }
  }

  @FieldResolver(() => IntakeQueueObject, { nullable: true, description: 'The intake queue it went to.' })
  @Access('referral:read')
  async queue(@Root() { queueId }: ReferralObject, @Ctx() context: ReferralsContext): Promise<IntakeQueueObject> {
    return found(await context.queue.load(queueId), 'intake queue', same)
  }

  @FieldResolver(() => ScreeningStub, { nullable: true, description: 'The screening it rests on.' })
  @Access('referral:read')
  screening(@Root() { screeningId }: ReferralObject): ScreeningStub | null {
    return screeningId === null ? null : { id: screeningId }
  }

  @FieldResolver(() => ConversationStub, { nullable: true, description: 'The conversation it came out of.' })
  @Access('referral:read')
  conversation(@Root() { conversationId }: ReferralObject): ConversationStub | null {
    return conversationId === null ? null : { id: conversationId }
  }

  @FieldResolver(() => [ReferralEventObject], { nullable: true, description: 'Every step it has taken, the first first.' })
  @Access('referral:read', { ...notes, partly: true })
  @Directive(requiresGrounds)
  async history(@Root() referral: ReferralObject, @Ctx() context: ReferralsContext): Promise<ReferralEventObject[]> {
    return (await context.history.load(referral.id)).map((event) => ({ ...event, referral }))
  }

  @FieldResolver(() => [ReferralStep], { nullable: true, description: 'The steps that you may take now.' })
  @Access('referral:read')
  nextSteps(@Root() referral: ReferralObject, @Ctx() { caller }: ReferralsContext): Step[] {
    return openSteps(referral.status as Status, changes.actorsOf(caller, referral))
  }

  @Mutation(() => ReferralObject, { nullable: true, description: 'Sends a case to a program, citing the screening it rests on.' })
  @Access('referral:send')
  async refer(
    @Ctx() context: ReferralsContext,
    @Arg('input', () => ReferInput, { description: 'The case.' }) input: ReferInput,
  ): Promise<ReferralObject> {
    const done = await change(context, 'referrals', 'refer', input, (manager) => changes.refer(context, manager, input))
    return found(await context.referral.load(done.id), 'referral', same)
  }

  @Mutation(() => ReferralObject, {
    nullable: true,
    description: 'Takes the next step with a referral: accept, start, complete, reject and so on.',
  })
  @Access('referral:read')
  async advanceReferral(
    @Ctx() context: ReferralsContext,
    @Arg('input', () => AdvanceReferralInput, { description: 'The step.' }) input: AdvanceReferralInput,
  ): Promise<ReferralObject> {
    const done = await change(context, 'referrals', 'advanceReferral', input, (manager) =>
      changes.advanceReferral(context, manager, input),
    )
    return found(await context.referral.load(done.id), 'referral', same)
  }
}

/** What referrals know of a resident. */
@Resolver(() => ResidentStub)
export class ResidentReferralsResolver {
  @FieldResolver(() => ReferralConnection, { nullable: true, description: 'The referrals about the resident, the newest first.' })
  @Access('referral:read')
  @Directive(requiresOwnGrounds)
  @Directive(providesGrounds)
  async referrals(
    @Root() { id, grounds }: ResidentStub,
    @Ctx() context: ReferralsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('status', () => ReferralStatus, only) status?: string | null,
  ): Promise<Connection<ReferralObject>> {
    const page = pageOf(first, after, 'instant')
    return pageFrom(
      await context.referralsOf({ ...page, filter: { status: status ?? undefined } }).load(id),
      page,
      placeOfReferral,
      (row) => ({ ...row, grounds: grounds ?? null }),
    )
  }
}

/** What referrals know of a conversation. */
@Resolver(() => ConversationStub)
export class ConversationReferralsResolver {
  @FieldResolver(() => [ReferralObject], { nullable: true, description: 'The referrals that came out of the conversation.' })
  @Access('referral:read')
  async referrals(@Root() { id }: ConversationStub, @Ctx() context: ReferralsContext): Promise<ReferralObject[]> {
    return context.referralsFrom.load(id)
  }
}

/** What referrals know of a program. */
@Resolver(() => ProgramStub)
export class ProgramReferralsResolver {
  @FieldResolver(() => [IntakeQueueObject], {
    nullable: true,
    description: 'The intake queues that take referrals to the program.',
  })
  @Access('referral:read')
  async queues(@Root() { id }: ProgramStub, @Ctx() context: ReferralsContext): Promise<IntakeQueueObject[]> {
    return context.queuesTaking.load(id)
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many referrals to the program are waiting or being worked on.' })
  @Access('referral:count')
  async openReferrals(@Root() { id }: ProgramStub, @Ctx() context: ReferralsContext): Promise<number> {
    return context.openReferrals.load(id)
  }
}
