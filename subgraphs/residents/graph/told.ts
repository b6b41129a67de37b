import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../schema/shared/directives'
import { Instant, Line, UUID } from '../../../schema/shared/scalars'
import { contactNotes } from '../store/contact-notes'
import { notices } from '../store/notices'
import { residents } from '../store/residents'
import type { ResidentsContext } from './context'

const internal = { nullable: true, description: 'For the hub itself: no client can name it.' }

/** What the hub tells residents of events elsewhere, and of its own once others were asked. Told twice, nothing is doubled. */
@Resolver()
export class ToldResolver {
  @Mutation(() => Boolean, { ...internal, name: '_noteContact' })
  @Access('hub:relay')
  @Directive('@inaccessible')
  async noteContact(
    @Ctx() { caller, work }: ResidentsContext,
    @Arg('residentId', () => UUID, { description: 'Whom somebody has spoken with.' }) residentId: string,
    @Arg('agency', () => Line, { description: 'Code of the agency that did.' }) agency: string,
    @Arg('at', () => Instant, { description: 'When they spoke.' }) at: Date,
    @Arg('conversationId', () => UUID, { description: 'The conversation.' }) conversationId: string,
  ): Promise<boolean> {
    await contactNotes.note(await work.manager(), { residentId, city: caller.city, agency, at, conversationId })
    return true
  }

  @Mutation(() => Boolean, { ...internal, name: '_noticeRevocation' })
  @Access('hub:relay')
  @Directive('@inaccessible')
  async noticeRevocation(
    @Ctx() { caller, work }: ResidentsContext,
    @Arg('consentId', () => UUID, { description: 'The consent that was revoked.' }) consentId: string,
    @Arg('agencies', () => [Line], { description: 'Codes of the agencies that had received data on it.' }) agencies: string[],
    @Arg('at', () => Instant, { description: 'When it was revoked.' }) at: Date,
  ): Promise<boolean> {
    await notices.add(await work.manager(), { city: caller.city, consentId, agencies, at })
    return true
  }

  @Mutation(() => Boolean, { ...internal, name: '_stopContact' })
  @Directive('@inaccessible')
  @Access('hub:relay')
  async stopContact(
    @Ctx() { caller, work, changes }: ResidentsContext,
    @Arg('residentId', () => UUID, { description: 'Who asked not to be contacted again.' }) residentId: string,
  ): Promise<boolean> {
    if (await residents.stopContact(await work.manager(), caller.city, residentId)) {
      const resident = { subjectType: 'Resident', subjectId: residentId, residentId }
      changes.push({ action: 'CHANGE', operation: 'recordConversation', ...resident, fields: ['contactPolicy'] })
    }
    return true
  }
}
