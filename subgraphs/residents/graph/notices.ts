import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { change } from '../../../schema/shared/mutate'
import { Access } from '../../../schema/shared/directives'
import { notices } from '../store/notices'
import type { RevocationNoticeRow } from '../store/rows'
import { acknowledgeNotices } from './change'
import type { ResidentsContext } from './context'
import { AcknowledgeNoticesInput } from './inputs'
import { RevocationNoticeConnection, RevocationNoticeObject } from './types'

const same = <Row>(row: Row): Row => row
const placeOfNotice = (row: RevocationNoticeRow) => ({ at: row.createdAt.toISOString(), id: row.id })

/** An agency's own notices: nobody else's are found here. */
@Resolver(() => RevocationNoticeObject)
export class RevocationNoticeResolver {
  @Query(() => RevocationNoticeConnection, {
    nullable: true,
    description:
      'The consents revoked on which your agency had received data, the newest first: what it holds by them it may use no longer.',
  })
  @Access('notice:receive')
  async revocationNotices(
    @Ctx() context: ResidentsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
  ): Promise<Connection<RevocationNoticeObject>> {
    const page = pageOf(first, after, 'instant')
    return pageFrom(await notices.page(await context.work.manager(), context.caller, page), page, placeOfNotice, same)
  }

  @Mutation(() => [RevocationNoticeObject], {
    nullable: true,
    description: 'Says that your agency has received these notices and acts on them.',
  })
  @Access('notice:receive')
  async acknowledgeNotices(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => AcknowledgeNoticesInput, { description: 'Which ones.' }) input: AcknowledgeNoticesInput,
  ): Promise<RevocationNoticeObject[]> {
    const done = await change(context, 'residents', 'acknowledgeNotices', input, (manager) =>
      acknowledgeNotices(context, manager, input),
    )
    return notices.ofReceipt(await context.work.manager(), context.caller, done.id)
  }
}
