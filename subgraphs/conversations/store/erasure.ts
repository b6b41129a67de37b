import type { Manager } from '../../../runtime/database/work'

/** What is taken out of an attempt that stays to be counted. */
export const blankedOfConversation = ['Conversation.note', 'Conversation.place', 'Conversation.needs'] as const

/** Takes out of the attempts to talk to a resident what they told: that there was one, how and when, stays. */
export async function blankConversations(manager: Manager, city: string, residentId: string): Promise<void> {
  await manager.query(
    `update conversations.conversation set note = null, place = null, needs = '{}', version = version + 1
     where city = $1 and resident_id = $2`,
    [city, residentId],
  )
}
