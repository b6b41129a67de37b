import type { EntityManager } from 'typeorm'
import type { Caller } from '../../runtime/caller'
import { idempotencyTable, once, type Outcome, type Request } from '../../runtime/idempotency'
import { openTestHub, type TestHub } from '../hub'

let test: TestHub
beforeAll(async () => {
  test = await openTestHub()
  await test.hub.database.source.query('create schema spare')
  await test.hub.database.source.query(idempotencyTable('spare'))
})
afterAll(() => test.close())

const caller: Caller = { sub: 'a', city: 'nyc', agency: 'peu', roles: ['outreach'], request: 'r' }
const made: Outcome = { type: 'Thing', id: 'x', version: 1 }
const refused: Outcome = { refused: 'CONFLICT', field: 'id', message: 'taken' }
const mismatch = {
  refused: 'IDEMPOTENCY_MISMATCH',
  field: 'idempotencyKey',
  message: 'this key was used before with another input; a new change needs a new key',
}

/** Runs a change in a transaction of its own and counts how often it was made. */
function runner(outcome: Outcome = made) {
  const runs = { count: 0 }
  const run = (request: Partial<Request> & { key: string }, who: Caller = caller, fails = false) =>
    test.hub.database.source.transaction((manager: EntityManager) =>
      once(manager, 'spare', who, { operation: 'make', input: { a: 1 }, ...request }, () => {
        runs.count += 1
        return fails ? Promise.reject(new Error('the change failed')) : Promise.resolve(outcome)
      }),
    )
  return { run, runs }
}

describe('one change for one key', () => {
  it('is made once, however often it is sent', async () => {
    const { run, runs } = runner()
    for (let time = 0; time < 3; time++) expect(await run({ key: 'made-once' })).toEqual(made)
    expect(runs.count).toBe(1)
  })

  it('is made once where it is sent at once', async () => {
    const { run, runs } = runner()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => run({ key: 'at-once' })))
    expect([runs.count, outcomes]).toEqual([1, Array(10).fill(made)])
  })

  it('answers a refusal again', async () => {
    const { run, runs } = runner(refused)
    expect([await run({ key: 'refused' }), await run({ key: 'refused' }), runs.count]).toEqual([refused, refused, 1])
  })

  it('that failed is as if it had never been sent', async () => {
    const { run, runs } = runner()
    await expect(run({ key: 'failed' }, caller, true)).rejects.toThrow('the change failed')
    expect([await run({ key: 'failed' }), runs.count]).toEqual([made, 2])
  })

  it.each([
    ['another value', { input: { a: 2 } }],
    ['one field more', { input: { a: 1, b: null } }],
    ['a text for a number', { input: { a: '1' } }],
    ['another operation', { operation: 'unmake' }],
    ['a list in another order', { input: { a: [2, 1] } }],
  ])('is not made for %s', async (name, other) => {
    const { run, runs } = runner()
    const key = `mismatch ${name}`
    await run(name.startsWith('a list') ? { key, input: { a: [1, 2] } } : { key })
    expect([await run({ key, ...other }), runs.count]).toEqual([mismatch, 1])
  })

  it('is the same in whatever order its fields come, also inside', async () => {
    const { run, runs } = runner()
    await run({ key: 'order', input: { a: 1, b: { c: [{ d: 1, e: new Date(0) }], f: null } } })
    expect(await run({ key: 'order', input: { b: { f: null, c: [{ e: new Date(0), d: 1 }] }, a: 1 } })).toEqual(made)
    expect(runs.count).toBe(1)
  })

  it('belongs to its caller in its city', async () => {
    const { run, runs } = runner()
    for (const who of [caller, { ...caller, sub: 'b' }, { ...caller, city: 'charlotte' }])
      expect(await run({ key: 'callers' }, who)).toEqual(made)
    expect(runs.count).toBe(3)
  })

  it('keeps of what was made its type, id and version alone', async () => {
    const { run } = runner({ ...made, name: 'Somebody' } as Outcome)
    await run({ key: 'kept', input: { name: 'Somebody' } })
    const rows = await test.hub.database.source.query<{ outcome: unknown }[]>(
      `select * from spare.idempotency where key = 'kept'`,
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual([made])
    expect(JSON.stringify(rows)).not.toContain('Somebody')
  })
})
