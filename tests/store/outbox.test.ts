import fc from 'fast-check'
import type { Caller } from '../../runtime/caller'
import { asCity, asSystem } from '../../runtime/database/as'
import type { Manager } from '../../runtime/database/work'
import { newId } from '../../runtime/ids'
import { leaseMilliseconds, mostAttempts, waitAfter } from '../../runtime/outbox/back-off'
import { emit } from '../../runtime/outbox/emit'
import type { Happened, OutboxEvent } from '../../runtime/outbox/events'
import { claim, replay, settle, undelivered } from '../../runtime/outbox/outbox'
import { openTestHub, sql, type TestHub } from '../hub'

const schema = 'conversations'
const caller: Caller = { sub: 'worker', city: 'nyc', agency: 'peu', roles: ['outreach'], request: 'x' }
const start = new Date('2026-11-24T12:00:00Z')
const later = (milliseconds: number) => new Date(start.getTime() + milliseconds)

let test: TestHub
beforeAll(async () => {
  test = await openTestHub()
})
afterAll(() => test.close())
beforeEach(() => test.hub.database.source.query(`truncate "${schema}".outbox`))

/** As the hub, which passes on the events of every city. */
const inTransaction = <Result>(run: (manager: Manager) => Promise<Result>) => asSystem(test.hub.database.source, run)
const inCall = <Result>(run: (manager: Manager) => Promise<Result>, city = caller.city) =>
  asCity(test.hub.database.source, city, run)
const about = (residentId: string | null): Happened => ({
  event: 'conversation.recorded',
  residentId,
  subject: { type: 'Conversation', id: newId(), version: 1 },
  facts: { outcome: 'REACHED' },
})
const write = (events: readonly Happened[], now = start, who = caller) =>
  inCall((manager) => emit(manager, schema, who, now, events), who.city)
const take = (now: Date, first = 20) => inTransaction((manager) => claim(manager, schema, now, first))
const delivered = (now: Date, ...events: readonly OutboxEvent[]) =>
  inTransaction((manager) => settle(manager, schema, now, events, []))
const failed = (now: Date, event: OutboxEvent, error = 'SERVICE_UNAVAILABLE') =>
  inTransaction((manager) => settle(manager, schema, now, [], [{ ...event, error, wait: waitAfter(event.attempt, 1) }]))
const waiting = (dead = false) => inTransaction((manager) => undelivered(manager, schema, dead))
const subjects = (events: readonly Happened[]) => events.map(({ subject }) => subject.id)

describe('the outbox', () => {
  it('gives back what was written, in the order of writing, whosever city it is', async () => {
    const events = [about(newId()), about(null), about(newId())]
    await write(events)
    await write([about(null)], start, { ...caller, city: 'charlotte', agency: 'crisis-assistance' })
    const taken = await take(start)
    expect(subjects(taken).slice(0, 3)).toEqual(subjects(events))
    expect(taken[0]).toEqual({
      id: expect.any(String) as string,
      city: 'nyc',
      agency: 'peu',
      at: start,
      attempt: 1,
      ...events[0],
    })
    expect(taken[3]).toMatchObject({ city: 'charlotte', agency: 'crisis-assistance' })
  })

  it('is written in the transaction of the change: what is taken back leaves no event', async () => {
    const change = inCall(async (manager) => {
      await emit(manager, schema, caller, start, [about(null)])
      throw new Error('the change failed')
    })
    await expect(change).rejects.toThrow('the change failed')
    expect(await take(start)).toEqual([])
  })

  it('is written with one statement, however many the events', async () => {
    await inCall(async (manager) => {
      const before = test.hub.database.statements()
      await emit(manager, schema, caller, start, [about(null), about(null), about(null)])
      expect(test.hub.database.statements() - before).toBe(1)
    })
  })

  it('gives an event to one taker, and to another only once the half minute of the first is over', async () => {
    await write([about(null)])
    expect(await take(start)).toHaveLength(1)
    expect(await take(later(leaseMilliseconds - 1))).toEqual([])
    expect((await take(later(leaseMilliseconds))).map(({ attempt }) => attempt)).toEqual([2])
  })

  it('shares the events out between two who take at once', async () => {
    const events = Array.from({ length: 10 }, () => about(null))
    await write(events)
    const [one, other] = await Promise.all([take(start, 5), take(start, 5)])
    expect(subjects([...one, ...other]).toSorted()).toEqual(subjects(events).toSorted())
  })

  it("holds a resident's later event back until the earlier one is delivered, and nobody else's", async () => {
    const [resident, other] = [newId(), newId()]
    const events = [about(resident), about(resident), about(other)]
    await write(events)
    const [first, ...rest] = await take(start)
    expect(subjects([first as OutboxEvent, ...rest])).toEqual(subjects([events[0] as Happened, events[2] as Happened]))
    expect(await take(start)).toEqual([])
    await delivered(start, first as OutboxEvent)
    expect(subjects(await take(start))).toEqual(subjects([events[1] as Happened]))
  })

  it('does not listen to a taker whose half minute is over and whose event another has taken up', async () => {
    await write([about(null)])
    const [slow] = await take(start)
    const now = later(leaseMilliseconds)
    const [quick] = await take(now)
    await failed(now, slow as OutboxEvent)
    await delivered(now, slow as OutboxEvent)
    expect((await waiting()).map(({ lastError }) => lastError)).toEqual([null])
    await delivered(now, quick as OutboxEvent)
    expect(await waiting()).toEqual([])
  })

  it('waits longer after each failure, keeps its code, and is dead after the twelfth', async () => {
    const resident = newId()
    const events = [about(resident), about(resident)]
    await write(events)
    let now = start
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const [event] = await take(now)
      expect([event?.attempt, event?.subject.id]).toEqual([attempt, events[0]?.subject.id])
      await failed(now, event as OutboxEvent)
      expect((await waiting())[0]).toMatchObject({
        lastError: 'SERVICE_UNAVAILABLE',
        deadAt: attempt === mostAttempts ? now : null,
      })
      const wait = waitAfter(attempt, 1)
      expect(subjects(await take(new Date(now.getTime() + wait - 1), 1))).toEqual(
        attempt === mostAttempts ? [events[1]?.subject.id] : [],
      )
      now = new Date(now.getTime() + wait)
    }
    expect((await waiting(true)).map(({ subject }) => subject.id)).toEqual([events[0]?.subject.id])
  })

  it('lets dead events be tried again as if they were new, all or those that are named, and no other', async () => {
    await write([about(null), about(null), about(null)])
    const ids = (await waiting()).map(({ id }) => id)
    await sql(test, `update "${schema}".outbox set attempts = 12, dead_at = now() where id = any($1)`, [ids.slice(0, 2)])
    expect((await take(start)).map(({ id }) => id)).toEqual(ids.slice(2))
    const again = (of: readonly string[] | 'ALL') => inTransaction((manager) => replay(manager, schema, start, of))
    expect([await again(ids.slice(1)), (await take(start)).map(({ id, attempt }) => [id, attempt])]).toEqual([1, [[ids[1], 1]]])
    expect([await again('ALL'), await again('ALL'), (await take(start)).map(({ id }) => id)]).toEqual([1, 0, [ids[0]]])
  })
})

/** What may come, in any order: two relays that take, pass on, fail and die, and a clock that goes on. */
const relay = fc.integer({ min: 0, max: 1 })
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), resident: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), relay, first: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver' as const), relay }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('fail' as const, 'fail for good' as const), relay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('die' as const, 'deliver and die' as const), relay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 10, 31, 300) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replay' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

type End = 'deliver' | 'deliver and die' | 'fail' | 'fail for good'

/** One run: what was written, what each relay has in hand, what a destination has seen. Resident 0 is nobody. */
function openRun() {
  const residents = [null, newId(), newId(), newId()]
  const written: Happened[] = []
  const hands: readonly OutboxEvent[][] = [[], []]
  const seen = new Set<string>()
  const wereDead = new Set<string>()
  const outOfOrder: string[] = []
  let now = start

  /** In order: an event is seen for the first time once all earlier ones of its resident have been seen, or were given up. */
  function see({ subject, residentId }: OutboxEvent): void {
    const place = written.findIndex((one) => one.subject.id === subject.id)
    const earlier = written.slice(0, place).filter((one) => one.residentId !== null && one.residentId === residentId)
    const passedOver = subjects(earlier).filter((id) => !seen.has(id) && !wereDead.has(id))
    if (!seen.has(subject.id)) outOfOrder.push(...passedOver)
    seen.add(subject.id)
  }

  async function failForGood(event: OutboxEvent): Promise<void> {
    // As if it had failed eleven times before.
    await sql(test, `update "${schema}".outbox set attempts = $2 where id = $1 and attempts = $3`, [
      event.id,
      mostAttempts,
      event.attempt,
    ])
    await failed(now, { ...event, attempt: mostAttempts })
    for (const id of subjects(await waiting(true))) wereDead.add(id)
  }

  const ends: Readonly<Record<End, (event: OutboxEvent) => Promise<void>>> = {
    deliver: (event) => (see(event), delivered(now, event)),
    'deliver and die': (event) => Promise.resolve(see(event)),
    fail: (event) => failed(now, event),
    'fail for good': failForGood,
  }

  async function play(one: Act): Promise<void> {
    if (one.kind === 'write') {
      const event = about(residents[one.resident] ?? null)
      await write([event], now)
      written.push(event)
      return
    }
    if (one.kind === 'wait') {
      now = new Date(now.getTime() + one.seconds * 1_000)
      return
    }
    if (one.kind === 'replay') {
      await inTransaction((manager) => replay(manager, schema, now, 'ALL'))
      return
    }
    const hand = hands[one.relay] as OutboxEvent[]
    if (one.kind === 'take') {
      hand.push(...(await take(now, one.first)))
      return
    }
    const event = one.kind === 'die' ? undefined : hand.shift()
    if (event) await ends[one.kind as End](event)
    if (one.kind === 'die' || one.kind === 'deliver and die') hand.length = 0
  }

  /** Lets relays that neither fail nor die work to the end. */
  async function drain(): Promise<void> {
    for (const hand of hands) hand.length = 0
    for (;;) {
      now = new Date(now.getTime() + 600_000)
      const taken = await take(now)
      if (taken.length === 0) return
      for (const event of taken) await ends.deliver(event)
    }
  }
  return { play, drain, written, seen, outOfOrder }
}

describe('whatever relays do, in whatever order', () => {
  it('no event is lost, none of a resident is seen out of order, and the dead can be replayed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 50 }), async (acts) => {
        await test.hub.database.source.query(`truncate "${schema}".outbox`)
        const { play, drain, written, seen, outOfOrder } = openRun()
        for (const one of acts) await play(one)
        await drain()
        const dead = subjects(await waiting(true))
        expect([outOfOrder, subjects(await waiting())]).toEqual([[], dead])
        expect(subjects(written).filter((id) => !seen.has(id) && !dead.includes(id))).toEqual([])
        await play({ kind: 'replay' })
        await drain()
        expect(await waiting()).toEqual([])
        expect([...seen].toSorted()).toEqual(subjects(written).toSorted())
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
