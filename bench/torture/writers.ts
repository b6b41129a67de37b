import { randomUUID } from 'node:crypto'
import type { Luck } from '../eligibility/luck'
import { type Message, openPhone } from './phone'

/** A change that was acknowledged: the mutation, what it made, and whether the same was sent again and answered the same. */
export interface Acknowledged {
  readonly mutation: string
  readonly id: string
}

export interface Writers {
  readonly acknowledged: readonly Acknowledged[]
  /** Sends that had to be sent again. */
  retries(): number
  /** Answers that were none to be waited out, and second answers that differ from the first. */
  readonly faults: readonly string[]
  /** Takes nothing new up, and ends when what was taken up is answered. */
  finish(): Promise<void>
}

interface Parts {
  readonly gateways: readonly string[]
  readonly token: string
  readonly luck: Luck
  readonly writers: number
  /** The program that cases are referred to. */
  readonly programId: string
}

/** So many workers at once, each with residents of their own: they register, talk, screen, refer, and send a part of it twice. */
export function startWriters({ gateways, token, luck, writers, programId }: Parts): Writers {
  const acknowledged: Acknowledged[] = []
  const faults: string[] = []
  let retries = 0
  let going = true

  const change = async (send: ReturnType<typeof openPhone>, mutation: string, input: object): Promise<{ id: string }> => {
    const message = messageFor(mutation, { idempotencyKey: randomUUID(), ...input })
    const sent = async () => {
      const { data, tries } = await send(message)
      retries += tries - 1
      return data[mutation] as { readonly id: string }
    }
    const made = await sent()
    acknowledged.push({ mutation, id: made.id })
    if (luck.happens(0.2)) {
      const again = await sent()
      if (again.id !== made.id) faults.push(`${mutation}: one key was answered ${made.id} and then ${again.id}`)
    }
    return made
  }

  async function work(): Promise<void> {
    const send = openPhone(gateways, token)
    while (going) {
      try {
        const { id: residentId } = await change(send, 'registerResident', {
          familyName: 'Synthetic',
          facts: { livesInCity: true },
        })
        for (let left = luck.between(1, 4); left > 0; left--) {
          const followUp = { due: '2100-12-31', task: 'Call back.' }
          const talk = { residentId, channel: 'DOOR', outcome: 'REACHED', needs: ['EVICTION'] }
          const { id: conversationId } = await change(send, 'recordConversation', talk)
          if (luck.happens(0.5)) await change(send, 'planFollowUp', { residentId, conversationId, followUp })
        }
        const { id: screeningId } = await change(send, 'screenResident', { residentId })
        const { id } = await change(send, 'refer', { residentId, programId, screeningId })
        await change(send, 'advanceReferral', { id, expectedVersion: 1, step: 'ACCEPT' })
      } catch (error) {
        faults.push((error as Error).message)
      }
    }
  }

  const all = Promise.all(Array.from({ length: writers }, work))
  return {
    acknowledged,
    faults,
    retries: () => retries,
    finish: async () => {
      going = false
      await all
    },
  }
}

function messageFor(mutation: string, input: object): Message {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`
  return { query: `mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`, variables: { input } }
}
