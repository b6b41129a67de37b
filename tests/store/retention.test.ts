import { operatorIn } from '../../cli/operator'
import { type Batch, purge } from '../../cli/retention/purge-city'
import { eraseResident } from '../../cli/resident/erase-resident'
import { type Plan, planErasure } from '../../cli/resident/plan-erasure'
import { sealKeyFiles } from '../../cli/keys'
import { asSystem } from '../../runtime/database/as'
import { openSealKey, readKnownKeys } from '../../runtime/audit/keys'
import { systemRun } from '../../runtime/audit/run'
import { sealBatch } from '../../runtime/audit/sealer'
import { verifyLog } from '../../runtime/audit/verify'
import { readCity } from '../../runtime/city/read-city'
import { loadRetention } from '../../runtime/city/retention'
import { readSettings, subgraphNames } from '../../runtime/config'
import { addDays, dayIn } from '../../runtime/days'
import type { Retention } from '../../runtime/retention/kinds'
import { openTestHub, sql, type TestHub } from '../hub'
import { hub } from '../cli/hub-command'
import { key, openWorld, type World } from '../http/world'

const timeZone = 'America/New_York'
const retention = loadRetention(readCity(readSettings({}).cities, 'nyc')) as Retention
const today = dayIn(timeZone, new Date())

let test: TestHub
let world: World
let elsewhere: World
beforeEach(async () => {
  test = await openTestHub()
  world = await openWorld(test, 'nyc')
  elsewhere = await openWorld(test, 'charlotte')
  await test.hub.relay.deliver(subgraphNames)
})
afterEach(() => test.close())

type Options = Partial<Parameters<typeof purge>[0]>

function start(more: Options = {}) {
  const { source } = test.hub.database
  const job = { source, city: 'nyc', timeZone, retention, today, dryRun: false, who: operatorIn('nyc'), now: () => new Date() }
  return purge({ ...job, ...more })
}

/** What one run has told: each record by kind and id, and how many of the rest. */
async function run(more: Options = {}): Promise<string[]> {
  const batches: Batch[] = []
  for await (const batch of start(more)) batches.push(batch)
  return batches.flatMap(({ goes, traces }) => [
    ...goes.map(({ kind, id }) => `${kind} ${id}`),
    ...(traces ? [`${traces.kind} ${traces.schema} ${traces.count}`] : []),
  ])
}

const tables = [
  'residents.resident',
  'residents.household',
  'residents.screening',
  'residents.consent',
  'residents.break_glass',
  'residents.contact_note',
  'residents.contact_point',
  'residents.revocation_notice',
  'conversations.conversation',
  'conversations.follow_up',
  'conversations.campaign',
  'referrals.referral',
  'referrals.referral_event',
  ...subgraphNames.map((name) => `${name}.outbox`),
  ...['residents', 'conversations', 'referrals'].map((name) => `${name}.idempotency`),
]

/** Every row of a city, and its audit logs where they are asked for. */
async function rowsOf(city: string, more: readonly string[] = []): Promise<string[]> {
  const rows: string[] = []
  for (const table of [...tables, ...more])
    for (const { text } of await sql(test, `select t::text as text from ${table} t where city = $1 order by 1`, [city]))
      rows.push(`${table} ${text}`)
  return rows
}

const logs = subgraphNames.map((name) => `${name}.audit`)

const kindsOf = (told: readonly string[]) => [...new Set(told.map((line) => line.split(' ')[0]))].toSorted()

/** Moves every instant of New York this many days back, and ends what is open. */
async function age(days: number): Promise<void> {
  const back = (table: string, ...columns: string[]) =>
    sql(
      test,
      `update ${table} set ${columns.map((column) => `${column} = ${column} - $1 * interval '1 day'`).join(', ')} where city = 'nyc'`,
      [days],
    )
  await sql(test, `update referrals.referral set status = 'COMPLETED' where city = 'nyc'`)
  await sql(test, `update conversations.follow_up set status = 'DONE', closed_at = now() where city = 'nyc'`)
  await back('residents.resident', 'registered_at')
  await back('residents.household', 'updated_at')
  await back('residents.contact_note', 'at')
  await back('residents.screening', 'taken_at')
  await back('residents.consent', 'revoked_at')
  await back('residents.revocation_notice', 'created_at')
  await back('residents.break_glass', 'opened_at', 'until')
  await back('conversations.conversation', 'occurred_at')
  await back('conversations.follow_up', 'closed_at')
  await back('referrals.referral', 'changed_at')
  for (const name of subgraphNames) await back(`${name}.outbox`, 'delivered_at')
  for (const name of ['residents', 'conversations', 'referrals']) await back(`${name}.idempotency`, 'created_at')
}

describe('a purge', () => {
  it('finds nothing where everything is young, and writes nothing', async () => {
    const before = await rowsOf('nyc', logs)
    expect(await run()).toEqual([])
    expect(await rowsOf('nyc', logs)).toEqual(before)
  })

  it('keeps everything on the last day of its period, and lets all of it go on the next', async () => {
    await age(2_555)
    const records = (told: readonly string[]) =>
      kindsOf(told).filter((kind) => !['outbox', 'idempotency'].includes(kind as string))
    expect(records(await run())).toEqual([])
    expect(records(await run({ today: addDays(today, 1), dryRun: true }))).toEqual([
      'consents',
      'conversations',
      'followUps',
      'households',
      'referrals',
      'residents',
      'revocationNotices',
      'screenings',
    ])
  })

  it('keeps what a phone may send again for 90 days, and no longer', async () => {
    await age(90)
    expect(await run()).toEqual([])
    const rest = await run({ today: addDays(today, 1) })
    expect(kindsOf(rest)).toEqual(['idempotency', 'outbox'])
    expect(await sql(test, `select count(*)::int as count from residents.idempotency where city = 'nyc'`)).toEqual([{ count: 0 }])
  })

  it('keeps a resident for as long as a case of theirs is open, and what the case cites', async () => {
    await age(4_000)
    await sql(test, `update referrals.referral set status = 'IN_PROGRESS' where id = $1`, [world.referral])
    const told = await run()
    const left = [world.resident, world.household, world.screening, world.conversation, world.referral]
    expect(told.filter((line) => left.some((id) => line.endsWith(id)))).toEqual([])
    expect(told).toContain(`followUps ${world.followUp}`)
    expect(await sql(test, 'select count(*)::int as count from residents.screening where id = $1', [world.screening])).toEqual([
      { count: 1 },
    ])
  })

  it('keeps a resident about whom an event waits to be passed on', async () => {
    await age(4_000)
    await sql(
      test,
      `update conversations.outbox set delivered_at = null where id = (
         select id from conversations.outbox where resident_id = $1 order by position limit 1)`,
      [world.resident],
    )
    expect(await run()).not.toContain(`residents ${world.resident}`)
  })

  it('tells in a dry run exactly what a run deletes, whatever the size of its batches, and writes nothing', async () => {
    await age(4_000)
    const before = await rowsOf('nyc', logs)
    const small = { residentsAtOnce: 3, rowsAtOnce: 2 }
    const [told, toldSmall] = [await run({ dryRun: true }), await run({ dryRun: true, ...small })]
    const isRecord = (line: string) => !/^(outbox|idempotency|usedRequests) /.test(line)
    expect(toldSmall.filter(isRecord).toSorted()).toEqual(told.filter(isRecord).toSorted())
    expect(await rowsOf('nyc', logs)).toEqual(before)
    expect(told).toContain(`residents ${world.resident}`)

    expect(await run()).toEqual(told)
    const left = await rowsOf('nyc')
    expect(left.filter((row) => !row.startsWith('conversations.campaign '))).toEqual([])
    expect(await run()).toEqual([])
  })

  it('leaves every row of another city as it was', async () => {
    await age(4_000)
    const before = await rowsOf('charlotte', logs)
    expect(before.some((row) => row.includes(elsewhere.resident))).toBe(true)
    await run()
    expect(await rowsOf('charlotte', logs)).toEqual(before)
  })

  it('puts each record on record as it goes, by its id, and the log verifies afterwards', async () => {
    await age(4_000)
    const told = (await run()).filter((line) => !/^(outbox|idempotency) /.test(line))
    const rows = await Promise.all(
      subgraphNames.map((name) =>
        sql(test, `select subject_type, subject_id, resident_id, fields from ${name}.audit where action = 'PURGE'`),
      ),
    )
    const recorded = rows.flat().filter((row) => row.subject_id !== null)
    expect(recorded.map((row) => row.subject_id as string).toSorted()).toEqual(
      told.map((line) => line.split(' ')[1] as string).toSorted(),
    )
    expect(recorded).toContainEqual({
      subject_type: 'Referral',
      subject_id: world.referral,
      resident_id: world.resident,
      fields: ['Referral'],
    })
    expect(rows.flat().filter((row) => row.subject_id === null)).toContainEqual({
      subject_type: 'idempotency',
      subject_id: null,
      resident_id: null,
      fields: [expect.stringMatching(/^idempotency: \d+$/)],
    })
    const { own, known } = sealKeyFiles(test.data)
    const sealKey = await openSealKey(own, known)
    const system = systemRun(test.hub.database.source)
    for (const name of subgraphNames) {
      while ((await system((manager) => sealBatch(manager, name, sealKey, new Date()))) > 0);
      expect(await verifyLog(system, name, readKnownKeys(known))).toMatchObject({ unsealed: { count: 0 }, findings: [] })
    }
  })

  it('that is cut off leaves whole batches, each on record, and the next run does the rest', async () => {
    await age(4_000)
    const whole = await run({ dryRun: true })
    const first: string[] = []
    for await (const { goes } of start({ residentsAtOnce: 20 })) {
      first.push(...goes.map(({ kind, id }) => `${kind} ${id}`))
      if (first.length > 30) break
    }
    const recorded = await Promise.all(
      subgraphNames.map((name) => sql(test, `select subject_id from ${name}.audit where action = 'PURGE'`)),
    )
    expect(
      recorded
        .flat()
        .map((row) => row.subject_id as string)
        .toSorted(),
    ).toEqual(first.map((line) => line.split(' ')[1] as string).toSorted())
    const rest = await run()
    expect([...first, ...rest].toSorted()).toEqual(whole.toSorted())
  })

  it('that fails within a batch has deleted and recorded nothing of it', async () => {
    await age(4_000)
    const before = await rowsOf('nyc', logs)
    const now = () => {
      throw new Error('cut off')
    }
    await expect(run({ now })).rejects.toThrow('cut off')
    expect(await rowsOf('nyc', logs)).toEqual(before)
  })

  it('finds what an erased resident has left behind to be counted', async () => {
    const asked = { city: 'nyc', timeZone, residentId: world.resident, reason: 'Written request', force: true }
    await asSystem(test.hub.database.source, async (manager) =>
      eraseResident(manager, asked, (await planErasure(manager, asked)) as Plan, operatorIn('nyc'), new Date()),
    )
    await test.hub.relay.deliver(subgraphNames)
    expect(await run()).toEqual([])
    await age(4_000)
    const told = await run()
    expect(told).toEqual(expect.arrayContaining([`conversations ${world.conversation}`, `referrals ${world.referral}`]))
    expect(told).not.toContain(`residents ${world.resident}`)
  })

  it('lets attempts go at which nobody was met, and ids of requests that have expired', async () => {
    const attempt = { idempotencyKey: key(), channel: 'DOOR', outcome: 'NOT_HOME' }
    const { data } = await test.ask(
      world.who,
      'mutation($input: RecordConversationInput!) { recordConversation(input: $input) { id } }',
      { input: attempt },
    )
    const id = data.recordConversation.id as string
    await sql(
      test,
      `insert into programs.used_request values (gen_random_uuid(), now() - interval '3 days'), (gen_random_uuid(), now())`,
    )
    expect(await run()).toEqual(['usedRequests programs 1'])
    await sql(test, `update conversations.conversation set occurred_at = now() - interval '2557 days' where id = $1`, [id])
    expect(await run()).toEqual([`conversations ${id}`])
  })
})

describe('hub purge', () => {
  it('tells what would go, deletes it, and has nothing left to do', async () => {
    await age(4_000)
    const { url } = test.hub.database.source.options as { url?: string }
    const settings = { HUB_DATA: test.data, ...(url === undefined ? {} : { DATABASE_URL: url }) }
    await test.hub.close()
    const command = (...args: string[]) => hub(['purge', ...args], settings)

    const dry = command('--city', 'nyc', '--dry-run')
    expect(dry.status).toBe(0)
    expect(dry.out).toContain(`referrals ${world.referral}\n`)
    expect(dry.out).toMatch(/\nnyc on \d{4}-\d\d-\d\d: [\w ,]+ would go\n$/)
    expect(dry.error).toMatch(/^nyc: 100 residents looked at, \d+ records would go\n/)

    const ran = command('--city', 'nyc', '--json')
    const lines = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.at(-1)).toMatchObject({ city: 'nyc', dryRun: false, gone: { referrals: 1, followUps: 1 }, kept: {} })
    expect(
      lines
        .slice(0, -1)
        .map(({ kind, id, schema, count }) =>
          id ? `${String(kind)} ${String(id)}` : `${String(kind)} of ${String(schema)}: ${String(count)}`,
        ),
    ).toEqual(dry.out.trim().split('\n').slice(0, -1))
    expect(command('--city', 'nyc').out).toMatch(/^nyc on \d{4}-\d\d-\d\d: nothing gone\n$/)
    expect(hub(['audit', 'verify'], settings)).toMatchObject({ status: 0, error: '' })
  }, 120_000)
})
