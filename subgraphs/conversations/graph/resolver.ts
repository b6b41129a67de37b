import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Grounds } from '../../../runtime/consent/grounds'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { Access } from '../../../schema/shared/directives'
import { change } from '../../../schema/shared/mutate'
import { found, granted } from '../../../schema/shared/refuse'
import { UUID } from '../../../schema/shared/scalars'
import { readableNeeds } from '../domain/needs'
import { campaigns, conversations, followUps } from '../store/conversations'
import type { CampaignRow, ConversationRow, FollowUpRow } from '../store/rows'
import * as changes from './change'
import type { ConversationsContext } from './context'
import { FollowUpStatus, Need } from './enums'
import { met, notes, promised, providesGrounds, providesGroundsOfOne, requiresGrounds, requiresOwnGrounds } from './rules'
import { conversationSubject } from './subjects'
import {
  CloseFollowUpInput,
  ConversationFilter,
  FollowUpFilter,
  PlanFollowUpInput,
  RecordConversationInput,
  StartCampaignInput,
} from './inputs'
import {
  CampaignConnection,
  CampaignObject,
  ConversationConnection,
  ConversationObject,
  FollowUpConnection,
  FollowUpObject,
  ResidentStub,
} from './types'

const same = <Row>(row: Row): Row => row
const placeOfConversation = (row: ConversationRow) => ({ at: row.occurredAt.toISOString(), id: row.id })
const placeOfFollowUp = (row: FollowUpRow) => ({ at: row.due, id: row.id })
const placeOfCampaign = (row: CampaignRow) => ({ at: row.startsOn, id: row.id })

@Resolver(() => CampaignObject)
export class CampaignResolver {
  @Query(() => CampaignObject, { nullable: true, description: 'A campaign by id.' })
  @Access('conversation:read')
  async campaign(
    @Ctx() context: ConversationsContext,
    @Arg('id', () => UUID, { description: 'The campaign.' }) id: string,
  ): Promise<CampaignObject> {
    return found(await context.campaign.load(id), 'campaign', same)
  }

  @Query(() => CampaignConnection, { nullable: true, description: "The city's campaigns, the latest first." })
  @Access('conversation:read')
  async campaigns(
    @Ctx() context: ConversationsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
  ): Promise<Connection<CampaignObject>> {
    const page = pageOf(first, after, 'day')
    return pageFrom(await campaigns.page(await context.work.manager(), context.caller.city, page), page, placeOfCampaign, same)
  }

  @Mutation(() => CampaignObject, { nullable: true, description: 'Starts an outreach campaign.' })
  @Access('campaign:write')
  async startCampaign(
    @Ctx() context: ConversationsContext,
    @Arg('input', () => StartCampaignInput, { description: 'The campaign.' }) input: StartCampaignInput,
  ): Promise<CampaignObject> {
    const done = await change(context, 'conversations', 'startCampaign', input, (manager) =>
      changes.startCampaign(context, manager, input),
    )
    return found(await context.campaign.load(done.id), 'campaign', same)
  }
}

@Resolver(() => ConversationObject)
export class ConversationResolver {
  @Query(() => ConversationObject, { nullable: true, description: 'A conversation by id.' })
  @Access('conversation:read')
  async conversation(
    @Ctx() context: ConversationsContext,
    @Arg('id', () => UUID, { description: 'The conversation.' }) id: string,
  ): Promise<ConversationObject> {
    return found(await context.conversation.load(id), 'conversation', same)
  }

  @Query(() => ConversationConnection, { nullable: true, description: "The city's conversations, the newest first." })
  @Access('conversation:read')
  async conversations(
    @Ctx() context: ConversationsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('filter', () => ConversationFilter, { nullable: true, description: 'Which ones.' }) filter?: ConversationFilter | null,
  ): Promise<Connection<ConversationObject>> {
    const page = pageOf(first, after, 'instant')
    const wanted = {
      channel: filter?.channel ?? undefined,
      outcome: filter?.outcome ?? undefined,
      campaignId: filter?.campaignId ?? undefined,
    }
    const rows = await conversations.page(await context.work.manager(), context.caller.city, wanted, page)
    return pageFrom(rows, page, placeOfConversation, same)
  }

  @FieldResolver(() => ResidentStub, { nullable: true, description: 'The resident it was with.' })
  @Access('conversation:read')
  resident(@Root() { residentId, grounds }: ConversationObject): ResidentStub | null {
    return residentId === null ? null : { id: residentId, grounds: grounds ?? null }
  }

  @FieldResolver(() => [Need], { nullable: true, description: 'What the person needs help with.' })
  @Access('conversation:read', notes)
  @Directive(requiresGrounds)
  needs(@Root() conversation: ConversationObject, @Ctx() { caller, looks }: ConversationsContext): readonly string[] {
    const readable = granted(looks.take(conversationSubject(conversation, caller), notes, 'Conversation.needs'))
    return readableNeeds(conversation.needs, readable.sensitive)
  }

  @FieldResolver(() => CampaignObject, { nullable: true, description: 'The campaign it belongs to.' })
  @Access('conversation:read')
  async campaign(
    @Root() { campaignId }: ConversationObject,
    @Ctx() context: ConversationsContext,
  ): Promise<CampaignObject | null> {
    return campaignId === null ? null : found(await context.campaign.load(campaignId), 'campaign', same)
  }

  @FieldResolver(() => [FollowUpObject], { nullable: true, description: 'What was promised in it.' })
  @Access('conversation:read')
  followUps(@Root() { id }: ConversationObject, @Ctx() context: ConversationsContext): Promise<FollowUpObject[]> {
    return context.followUpsFrom.load(id)
  }

  @Mutation(() => ConversationObject, {
    nullable: true,
    description: 'Records an attempt to talk to somebody, and the follow-up promised in it.',
  })
  @Access('conversation:write')
  async recordConversation(
    @Ctx() context: ConversationsContext,
    @Arg('input', () => RecordConversationInput, { description: 'The attempt.' }) input: RecordConversationInput,
  ): Promise<ConversationObject> {
    const done = await change(context, 'conversations', 'recordConversation', input, (manager) =>
      changes.recordConversation(context, manager, input),
    )
    return found(await context.conversation.load(done.id), 'conversation', same)
  }
}

@Resolver(() => FollowUpObject)
export class FollowUpResolver {
  @Query(() => FollowUpConnection, { nullable: true, description: "The city's follow-ups, the first due first." })
  @Access('conversation:read')
  async followUps(
    @Ctx() context: ConversationsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('filter', () => FollowUpFilter, { nullable: true, description: 'Which ones.' }) filter?: FollowUpFilter | null,
  ): Promise<Connection<FollowUpObject>> {
    const page = pageOf(first, after, 'day')
    const wanted = { status: filter?.status ?? undefined, agency: filter?.agency ?? undefined }
    const rows = await followUps.page(await context.work.manager(), context.caller.city, wanted, page)
    return pageFrom(rows, page, placeOfFollowUp, same)
  }

  @FieldResolver(() => ResidentStub, { nullable: true, description: 'The resident to get back to.' })
  @Access('conversation:read')
  resident(@Root() { residentId, grounds }: FollowUpObject): ResidentStub {
    return { id: residentId, grounds: grounds ?? null }
  }

  @FieldResolver(() => ConversationObject, { nullable: true, description: 'The conversation it was promised in.' })
  @Access('conversation:read')
  async conversation(
    @Root() { conversationId }: FollowUpObject,
    @Ctx() context: ConversationsContext,
  ): Promise<ConversationObject | null> {
    return conversationId === null ? null : found(await context.conversation.load(conversationId), 'conversation', same)
  }

  @Mutation(() => FollowUpObject, { nullable: true, description: 'Plans to get back to a resident.' })
  @Access('conversation:write')
  async planFollowUp(
    @Ctx() context: ConversationsContext,
    @Arg('input', () => PlanFollowUpInput, { description: 'What is promised.' }) input: PlanFollowUpInput,
  ): Promise<FollowUpObject> {
    const done = await change(context, 'conversations', 'planFollowUp', input, (manager) =>
      changes.planFollowUp(context, manager, input),
    )
    return found(await context.followUp.load(done.id), 'follow-up', same)
  }

  @Mutation(() => FollowUpObject, { nullable: true, description: 'Closes a follow-up with what came of it.' })
  @Access('conversation:write')
  async closeFollowUp(
    @Ctx() context: ConversationsContext,
    @Arg('input', () => CloseFollowUpInput, { description: 'The end.' }) input: CloseFollowUpInput,
  ): Promise<FollowUpObject> {
    const done = await change(context, 'conversations', 'closeFollowUp', input, (manager) =>
      changes.closeFollowUp(context, manager, input),
    )
    return found(await context.followUp.load(done.id), 'follow-up', same)
  }
}

/** A record with what is known of its resident's grounds. */
const about =
  (grounds: Grounds | null | undefined) =>
  <Row extends object>(row: Row) => ({ ...row, grounds: grounds ?? null })

/** What conversations know of a resident. */
@Resolver(() => ResidentStub)
export class ResidentConversationsResolver {
  @FieldResolver(() => ConversationConnection, {
    nullable: true,
    description: 'Every attempt to talk to the resident, the newest first.',
  })
  @Access('conversation:read', notes)
  @Directive(requiresOwnGrounds)
  @Directive(providesGrounds)
  async conversations(
    @Root() { id, grounds }: ResidentStub,
    @Ctx() context: ConversationsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
  ): Promise<Connection<ConversationObject>> {
    const page = pageOf(first, after, 'instant')
    return pageFrom(await context.conversationsOf({ ...page, filter: {} }).load(id), page, placeOfConversation, about(grounds))
  }

  @FieldResolver(() => FollowUpConnection, {
    nullable: true,
    description: 'What the city has promised the resident, the first due first.',
  })
  @Access('conversation:read', promised)
  @Directive(requiresOwnGrounds)
  @Directive(providesGrounds)
  async followUps(
    @Root() { id, grounds }: ResidentStub,
    @Ctx() context: ConversationsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('status', () => FollowUpStatus, { nullable: true, description: 'Only those in this state.' }) status?: string | null,
  ): Promise<Connection<FollowUpObject>> {
    const page = pageOf(first, after, 'day')
    return pageFrom(
      await context.followUpsOf({ ...page, filter: { status: status ?? undefined } }).load(id),
      page,
      placeOfFollowUp,
      about(grounds),
    )
  }

  @FieldResolver(() => ConversationObject, { nullable: true, description: 'The last time the resident was reached.' })
  @Access('conversation:read', met)
  @Directive(requiresOwnGrounds)
  @Directive(providesGroundsOfOne)
  async lastContact(
    @Root() { id, grounds }: ResidentStub,
    @Ctx() context: ConversationsContext,
  ): Promise<ConversationObject | null> {
    const [last] = await context.conversationsOf({ first: 1, after: undefined, filter: { outcome: 'REACHED' } }).load(id)
    return last ? about(grounds)(last) : null
  }
}
