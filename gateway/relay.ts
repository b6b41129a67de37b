import { everyCity } from '../runtime/caller'
import type { Log } from '../runtime/log'
import type { OutboxEvent } from '../runtime/outbox/events'
import { codeOf, type Destination, type Tell, teller } from './destinations'
import type { Department } from './forward/department'

/** Events taken up at once: all of them together have to be passed on within the half minute that they are the taker's. */
const batch = 20

const takeUp = `mutation($first:Int!){_outbox(first:$first){id city residentId event subjectType subjectId version facts agency at attempt}}`
const settled = `mutation($delivered:[_OutboxDelivery!]!,$failed:[_OutboxFailure!]!){_settled(delivered:$delivered,failed:$failed)}`

export interface RelayParts {
  readonly departments: readonly Department[]
  readonly destinations: Readonly<Record<string, readonly Destination[]>>
  readonly log: Log
  /** Milliseconds between two looks at an outbox, give or take a quarter. */
  readonly every: number
}

/**
 * Passes on what has happened: subgraphs never call each other, so the gateway carries their events. Each is delivered at least once,
 * one resident's in their order. Several gateways may do so at once: who takes an event up has it for half a minute.
 */
export interface Relay {
  /** Looks at the outboxes of these departments now. Ends once everything that was due when it was called has had its attempt. */
  deliver(departments: readonly string[]): Promise<void>
  /** Finishes what has been taken up, and takes up no more. */
  close(): Promise<void>
}

export function startRelay({ departments, destinations, log, every }: RelayParts): Relay {
  const tell = teller(departments)
  let stopping = false

  const looks = new Map(
    departments.map(({ name }) => {
      let wasDown = false
      const sweep = async () => {
        try {
          let more = !stopping
          while (more) more = (await round(name, tell, destinations, log)) && !stopping
          wasDown = false
        } catch (error) {
          // Said once: it is looked at again every second.
          if (!wasDown) log.warn({ department: name, code: codeOf(error) }, 'the outbox of a department does not answer')
          wasDown = true
        }
      }
      return [name, oneAtATime(sweep)] as const
    }),
  )

  /** Each department by a clock of its own: one that is slow holds up no other. */
  const timers = new Map<string, NodeJS.Timeout>()
  const wait = (name: string, look: () => Promise<void>) => {
    const again = () => void look().then(() => stopping || wait(name, look))
    timers.set(name, setTimeout(again, every * (0.75 + Math.random() / 2)).unref())
  }
  for (const [name, look] of looks) wait(name, look)

  const deliver: Relay['deliver'] = async (names) => {
    await Promise.all(names.flatMap((name) => looks.get(name)?.() ?? []))
  }
  return {
    deliver,
    close: async () => {
      stopping = true
      for (const timer of timers.values()) clearTimeout(timer)
      await deliver([...looks.keys()])
    },
  }
}

/** Takes events up, passes them on, says how it went. Answers whether there were any: then others may have become due. */
async function round(name: string, tell: Tell, destinations: RelayParts['destinations'], log: Log): Promise<boolean> {
  const { _outbox } = await tell(name, everyCity, takeUp, { first: batch })
  const events = (_outbox as Shown[]).map(eventOf)
  if (events.length === 0) return false
  const failed: { readonly id: string; readonly attempt: number; readonly error: string }[] = []
  const delivered: { readonly id: string; readonly attempt: number }[] = []
  await Promise.all(
    events.map(async (event) => {
      const { id, attempt } = event
      try {
        for (const destination of destinations[event.event] ?? []) await destination(event, tell)
        delivered.push({ id, attempt })
      } catch (error) {
        const code = codeOf(error)
        log.warn({ department: name, event: id, attempt, code }, 'an event could not be passed on')
        failed.push({ id, attempt, error: code })
      }
    }),
  )
  await tell(name, everyCity, settled, { delivered, failed })
  return true
}

type Shown = Omit<OutboxEvent, 'subject' | 'facts' | 'at'> & {
  readonly subjectType: string
  readonly subjectId: string
  readonly version: number
  readonly facts: string
  readonly at: string
}

function eventOf({ subjectType, subjectId, version, facts, at, ...event }: Shown): OutboxEvent {
  const subject = { type: subjectType, id: subjectId, version }
  return { ...event, subject, facts: JSON.parse(facts) as OutboxEvent['facts'], at: new Date(at) }
}

/**
 * Runs one at a time. Whoever asks while it runs is answered by the next run, which begins after they asked: what they have just
 * written is seen by it.
 */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (!running) return start()
    next ??= running.then(() => {
      next = undefined
      return start()
    })
    return next
  }
}
