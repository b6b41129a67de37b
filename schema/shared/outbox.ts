import { Arg, Ctx, Directive, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { waitAfter } from '../../runtime/outbox/back-off'
import type { OutboxEvent } from '../../runtime/outbox/events'
import { claim, settle } from '../../runtime/outbox/outbox'
import type { CallContext } from './context'
import { Access } from './directives'
import { Instant, Line, UUID } from './scalars'

/** An event as the hub passes it on. */
@ObjectType('_OutboxEvent', { description: 'Something that has happened and is to be passed on.', simpleResolvers: true })
@Directive('@shareable')
@Directive('@inaccessible')
export class OutboxEventObject {
  @Field(() => UUID, { description: 'Identifier of the event.' })
  id!: string

  @Field(() => String, { description: 'Code of the city it happened in.' })
  city!: string

  @Field(() => UUID, { nullable: true, description: 'The resident it is about, where it is about one.' })
  residentId!: string | null

  @Field(() => String, { description: 'What has happened, such as consent.revoked.' })
  event!: string

  @Field(() => String, { description: 'Type of the record that was made or changed.' })
  subjectType!: string

  @Field(() => UUID, { description: 'Identifier of that record.' })
  subjectId!: string

  @Field(() => Int, { description: 'The version the record was given.' })
  version!: number

  @Field(() => String, { description: 'Codes that tell what kind of change it was, as a JSON object.' })
  facts!: string

  @Field(() => String, { description: 'Code of the agency that made the change.' })
  agency!: string

  @Field(() => Instant, { description: 'When it was made.' })
  at!: Date

  @Field(() => Int, { description: 'How often the event has been taken up, this time among them.' })
  attempt!: number
}

@InputType('_OutboxDelivery', { description: 'An event that was passed on.' })
@Directive('@inaccessible')
class DeliveryInput {
  @Field(() => UUID, { description: 'The event.' })
  id!: string

  @Field(() => Int, { description: 'The attempt, as the event told it.' })
  attempt!: number
}

@InputType('_OutboxFailure', { description: 'An event that could not be passed on.' })
@Directive('@inaccessible')
class FailureInput extends DeliveryInput {
  @Field(() => Line, { description: 'Why, as a code.' })
  error!: string
}

const internal = { nullable: true, description: 'For the hub itself: no client can name it.' }

/** The two fields by which the hub takes a subgraph's events up and says how it went. Both write, so both are mutations. */
export function outboxResolver(schema: string): Function {
  @Resolver()
  class OutboxResolver {
    @Mutation(() => [OutboxEventObject], { ...internal, name: '_outbox' })
    @Access('hub:relay')
    @Directive('@shareable')
    @Directive('@inaccessible')
    async takeUp(
      @Ctx() context: CallContext,
      @Arg('first', () => Int, { description: 'How many events at most.' }) first: number,
    ): Promise<OutboxEventObject[]> {
      return (await claim(await context.work.manager(), schema, context.now, first)).map(showEvent)
    }

    @Mutation(() => Boolean, { ...internal, name: '_settled' })
    @Access('hub:relay')
    @Directive('@shareable')
    @Directive('@inaccessible')
    async settled(
      @Ctx() context: CallContext,
      @Arg('delivered', () => [DeliveryInput], { description: 'What was passed on.' }) delivered: DeliveryInput[],
      @Arg('failed', () => [FailureInput], { description: 'What was not.' }) failed: FailureInput[],
    ): Promise<boolean> {
      const failures = failed.map((one) => ({ ...one, error: codeOf(one.error), wait: waitAfter(one.attempt, Math.random()) }))
      await settle(await context.work.manager(), schema, context.now, delivered, failures)
      return true
    }
  }
  return OutboxResolver
}

function showEvent({ subject, facts, ...event }: OutboxEvent): OutboxEventObject {
  const { type, id, version } = subject
  return { ...event, subjectType: type, subjectId: id, version, facts: JSON.stringify(facts) }
}

/** A text that is no code may hold anything, also what was heard from elsewhere: it is not kept. */
function codeOf(error: string): string {
  return /^[A-Z][A-Z0-9_]{0,40}$/.test(error) ? error : 'INTERNAL'
}
