import { subgraphNames } from '../../runtime/config'
import { openTestHub, sql, type TestHub } from '../hub'
import { key, openWorld, type World } from '../http/world'
import { hub } from './hub-command'

describe('hub outbox', () => {
  let test: TestHub
  let world: World
  let dead: string
  let waiting: string
  let settings: Record<string, string>
  beforeAll(async () => {
    test = await openTestHub()
    world = await openWorld(test, 'nyc')
    await test.hub.relay.deliver(subgraphNames)
    const { source } = test.hub.database
    const send = async (name: string) => {
      const input = { idempotencyKey: key(), familyName: 'Zebedee' }
      await test.ask(world.who, `mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }`, { input })
      await test.hub.relay.deliver(subgraphNames)
      const [row] = await sql<{ id: string }>(test, 'select id from residents.outbox order by position desc limit 1')
      await sql(test, `update residents.outbox set delivered_at = null, ${name} where id = $1`, [row?.id])
      return row?.id as string
    }
    dead = await send(`attempts = 12, last_error = 'SERVICE_UNAVAILABLE', dead_at = '2026-11-24T12:00:00Z'`)
    waiting = await send(`attempts = 0, next_at = '2026-11-24T12:00:00Z'`)
    const { url } = source.options as { url?: string }
    settings = { HUB_DATA: test.data, ...(url === undefined ? {} : { DATABASE_URL: url }) }
    await test.hub.close()
  })
  afterAll(() => test.close())

  const run = (...args: string[]) => hub(['outbox', ...args], settings)

  it('lists what is not passed on, by ids and codes alone', () => {
    const { status, out } = run('list')
    const lines = out.trim().split('\n')
    expect([status, lines.length]).toEqual([0, 2])
    expect(lines[0]).toMatch(
      new RegExp(
        `^${dead}  residents nyc  resident.registered  Resident [\\w-]{36}  tried 12 times, last SERVICE_UNAVAILABLE, dead since 2026-11-24T12:00:00.000Z$`,
      ),
    )
    expect(lines[1]).toMatch(new RegExp(`^${waiting}  .*  not tried, due 2026-11-24T12:00:00.000Z$`))
    expect(out).not.toContain('Zebedee')
  })

  it('lists the dead alone, also for a program to read', () => {
    const { out } = run('list', '--dead', '--json')
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { department: 'residents', id: dead, event: 'resident.registered', attempt: 12, lastError: 'SERVICE_UNAVAILABLE' },
    ])
  })

  it.each([[[]], [['replay']], [['replay', '--dead', 'x']], [['replay', 'x']], [['list', 'x']], [['sweep']]])(
    '%j is told what is expected',
    (args) => {
      expect(run(...args)).toEqual({
        status: 1,
        out: '',
        error: 'hub outbox: expected list [--dead] [--json], or replay with --dead or the ids of events.',
      })
    },
  )

  it('replays the dead that are named, then all, and nothing that is not dead', () => {
    expect(run('replay', waiting).out).toBe('0 dead events are to be tried again\n')
    expect(run('replay', dead).out).toBe('1 dead event is to be tried again\n')
    expect(run('list', '--dead').out).toBe('')
    expect(run('list').out).toMatch(new RegExp(`^${dead}  .*  not tried, due `))
    expect(run('replay', '--dead').out).toBe('0 dead events are to be tried again\n')
  }, 60_000)

  it('says where it has looked in vain', () => {
    const elsewhere = `${test.data}/elsewhere`
    const { status, error } = hub(['outbox', 'list'], { HUB_DATA: elsewhere })
    expect([status, error]).toEqual([
      1,
      `There are no events in ${elsewhere}: HUB_DATA names the folder of a hub, DATABASE_URL a PostgreSQL.`,
    ])
  })
})
