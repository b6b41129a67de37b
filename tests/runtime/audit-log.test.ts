import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { EntityManager } from 'typeorm'
import { openSealKey, readKnownKeys } from '../../runtime/audit/keys'
import { allModels } from '../../cli/subgraphs'
import type { AuditEntry } from '../../runtime/audit/entry'
import { columns } from '../../runtime/audit/logged'
import { looksAt } from '../../runtime/audit/looks'
import { readLog } from '../../runtime/audit/read'
import { record } from '../../runtime/audit/record'
import { type Run, systemRun } from '../../runtime/audit/run'
import { sealBatch, startSealer } from '../../runtime/audit/sealer'
import { auditTables } from '../../runtime/audit/tables'
import { readHead, verifyLog } from '../../runtime/audit/verify'
import { subgraphNames } from '../../runtime/config'
import { asCity } from '../../runtime/database/as'
import { openDatabase } from '../../runtime/database/open'
import { raiseWall } from '../../runtime/database/wall'
import { openWork, type Work } from '../../runtime/database/work'
import { StartError } from '../../runtime/errors'
import { newId } from '../../runtime/ids'
import { openLog } from '../../runtime/log'
import { openTestHub, sql, type TestHub } from '../hub'
import { look, newKey, unprotected, worker } from './audit-rows'

const { key, known } = newKey()
const silent = openLog('test', 'silent')
const at = new Date('2026-06-01T12:00:00.123Z')

let test: TestHub
let run: Run
/** Each test has a log of its own. */
let schema = ''
let logs = 0
beforeAll(async () => {
  test = await openTestHub()
  run = systemRun(test.hub.database.source)
})
afterAll(() => test.close())
beforeEach(async () => {
  schema = await newLog()
})

async function newLog(): Promise<string> {
  const name = `log_${++logs}`
  await asOwner(`create schema ${name}`)
  for (const statement of auditTables(name)) await asOwner(statement)
  await raiseWall(test.hub.database.source, [{ schema: name, rows: [], migrations: [] }])
  return name
}

const asOwner = (text: string) => test.hub.database.source.query<unknown>(text)
const query = <Row>(text: string) => sql<Row>(test, text)
/** In the transaction of a call of a city. */
const inCall = <T>(work: (manager: EntityManager) => Promise<T>, city = worker.city) =>
  asCity(test.hub.database.source, city, work)
/** A call that records these entries and does nothing else. */
const write = (log: string, entries: readonly AuditEntry[], by = worker, when = at) =>
  inCall((manager) => record(manager, log, by, when, entries), by.city)
const looks = (count: number) => Array.from({ length: count }, () => look(newId()))
const recordSome = (count: number) => write(schema, looks(count))
const ids = async () => (await query<{ id: string }>(`select id from ${schema}.audit order by id`)).map(({ id }) => id)
const batches = async () =>
  (await query<{ ids: string[] }>(`select ids from ${schema}.audit_seal order by batch`)).map((one) => one.ids)
const seal = (most?: number) => run((manager) => sealBatch(manager, schema, key, new Date(), most))
const statementsOf = async (work: () => Promise<unknown>) => {
  const before = test.hub.database.statements()
  await work()
  return test.hub.database.statements() - before
}

describe('a record', () => {
  it('holds who, when, what and on what ground, and the names of the fields', async () => {
    const [resident, conversation, consent] = [newId(), newId(), newId()]
    const entry = look(resident, { ground: 'CONSENT', groundId: consent, subjectType: 'Conversation', subjectId: conversation })
    await write('residents', [entry], { ...worker, roles: ['outreach', 'supervisor'] })
    const slice = { first: 1, after: undefined }
    const [page = []] = await inCall((manager) => looksAt(manager, 'residents', 'nyc', [resident], slice))
    expect(page[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      at,
      city: 'nyc',
      agency: 'peu',
      sub: 'worker',
      roles: ['outreach', 'supervisor'],
      request: 'request 1',
      action: 'LOOK',
      operation: 'query',
      subjectType: 'Conversation',
      subjectId: conversation,
      residentId: resident,
      purpose: 'SERVICE',
      ground: 'CONSENT',
      groundId: consent,
      fields: ['Resident.givenName', 'Resident.birthDate'],
    })
  })

  it('is written in one statement with all others of the call, and nothing is sent where there is none', async () => {
    await inCall(async (manager) => {
      for (const [count, statements] of [
        [0, 0],
        [1, 1],
        [500, 1],
      ] as const)
        expect(await statementsOf(() => record(manager, schema, worker, at, looks(count)))).toBe(statements)
    })
    expect(await ids()).toHaveLength(501)
  })

  it('keeps the order of the entries of a call', async () => {
    const residents = Array.from({ length: 50 }, () => newId())
    await write(
      schema,
      residents.map((id) => look(id)),
    )
    const rows = await query<{ resident_id: string }>(`select resident_id from ${schema}.audit order by id`)
    expect(rows.map((row) => row.resident_id)).toEqual(residents)
  })

  it('takes text as it is, whatever stands in it', async () => {
    const odd = { ...worker, sub: `'; -- "{}[]\\ $1 é 漢`, request: '{"a":[1]}' }
    await write(schema, [look(newId(), { fields: ['a,b', '{"c"}', ''] })], odd)
    const [row] = await query(`select sub, request, fields from ${schema}.audit`)
    expect(row).toEqual({ sub: odd.sub, request: odd.request, fields: ['a,b', '{"c"}', ''] })
  })

  it('goes with the transaction of its call', async () => {
    await inCall(async (manager) => {
      await record(manager, schema, worker, at, looks(1))
      throw new Error('rolled back')
    }).catch(() => undefined)
    await recordSome(1)
    expect([await ids(), await seal(), await seal()]).toEqual([['2'], 1, 0])
  })

  it('of no known action or ground is refused, and nothing of the call is recorded', async () => {
    const odd = [look(newId()), look(newId(), { action: 'GLANCE' as never })]
    await expect(write(schema, odd)).rejects.toMatchObject({ code: '23514' })
    const groundless = [look(newId(), { ground: 'REFERRAL' as never })]
    await expect(write(schema, groundless)).rejects.toMatchObject({ code: '23514' })
    expect(await ids()).toEqual([])
  })
})

describe('the tables of the log', () => {
  it.each(subgraphNames)('are only ever added to, in %s, by their owner too', async (name) => {
    const { source } = test.hub.database
    const [user] = await source.query<{ super: boolean }[]>('select rolsuper as super from pg_roles where rolname = current_user')
    await write(name, looks(1))
    await run((manager) => sealBatch(manager, name, key, new Date()))
    for (const [table, column] of [
      ['audit', 'sub'],
      ['audit_seal', 'kid'],
    ] as const) {
      for (const [verb, statement] of [
        ['UPDATE', `update ${name}.${table} set ${column} = 'nobody'`],
        ['DELETE', `delete from ${name}.${table}`],
        ['TRUNCATE', `truncate ${name}.${table}`],
      ] as const) {
        const refusal = { code: '42501', message: `${name}.${table} is only ever added to: ${verb} is refused` }
        // The owner, who may see every row: a row that is hidden meets no trigger.
        const shown = `alter table ${name}.${table} no force row level security`
        const asReplica = 'set local session_replication_role = replica'
        const inTransaction = (...statements: readonly string[]) =>
          source.transaction(async (manager) => {
            for (const one of statements) await manager.query(one)
          })
        await expect(inTransaction(shown, statement)).rejects.toMatchObject(refusal)
        await expect(inTransaction(asReplica, shown, statement)).rejects.toMatchObject(
          user?.super ? refusal : { code: '42501', message: 'permission denied to set parameter "session_replication_role"' },
        )
        // The hub itself, and a call: they may not empty any table.
        const notTheirs = { code: '42501', message: `permission denied for table ${table}` }
        for (const tried of [query(statement), inCall((manager) => manager.query(statement))])
          await expect(tried).rejects.toMatchObject(verb === 'TRUNCATE' ? notTheirs : refusal)
      }
    }
    // So that they fire where replication has switched the others off, whoever may do that.
    const triggers = await source.query<object[]>(
      `select tgrelid::regclass::text as table, tgname as name, tgenabled as fires from pg_trigger
       where tgfoid = '${name}.audit_is_only_added_to'::regproc order by 1, 2`,
    )
    expect(triggers).toEqual(
      ['audit', 'audit_seal'].flatMap((table) => [
        { table: `${name}.${table}`, name: 'keep_all', fires: 'A' },
        { table: `${name}.${table}`, name: 'keep_rows', fires: 'A' },
      ]),
    )
  })

  it('give their ids themselves', async () => {
    await recordSome(1)
    await expect(query(`insert into ${schema}.audit select * from ${schema}.audit`)).rejects.toMatchObject({ code: '428C9' })
  })
})

describe('who saw the data of residents', () => {
  it('is read in pages of each, the newest first, in one statement', async () => {
    const residents = [newId(), newId(), newId()]
    const [before] = await query<{ last: number }>('select coalesce(max(id), 0)::int as last from residents.audit')
    const numbers = (rows: readonly { id: string }[]) => rows.map(({ id }) => Number(id) - before!.last)
    for (let second = 0; second < 3; second++)
      for (const resident of residents.slice(0, 2))
        await write('residents', [look(resident), look(resident)], worker, new Date(at.getTime() + second * 1_000))
    await write('residents', [look(residents[2]!)], { ...worker, city: 'charlotte' })
    await inCall(async (manager) => {
      const page = (after?: { at: string; id: string }) => looksAt(manager, 'residents', 'nyc', residents, { first: 2, after })
      expect(await statementsOf(() => page())).toBe(1)
      const first = await page()
      expect(first.map(numbers)).toEqual([[10, 9, 6], [12, 11, 8], []])
      const [, last] = first[0]!
      const next = await page({ at: last!.at.toISOString(), id: last!.id })
      expect(numbers(next[0]!)).toEqual([6, 5, 2])
    })
  })
})

describe('the sealer', () => {
  it('seals what waits in bounded batches, the lowest ids first', async () => {
    await recordSome(7)
    expect([await seal(3), await seal(3), await seal(3), await seal(3)]).toEqual([3, 3, 1, 0])
    expect(await batches()).toEqual([['1', '2', '3'], ['4', '5', '6'], ['7']])
    expect(await verifyLog(run, schema, known)).toEqual({
      schema,
      batches: 3,
      rows: 7,
      unsealed: { count: 0, oldest: null },
      findings: [],
    })
  })

  it('needs the same statements for a thousand rows as for one', async () => {
    await recordSome(1)
    const one = await statementsOf(() => seal())
    await recordSome(1_001)
    expect([await statementsOf(() => seal()), one]).toEqual([one, 6])
    expect((await batches()).map(({ length }) => length)).toEqual([1, 1_000])
  })

  it('puts a row whose transaction commits late into a later batch, and loses and doubles none, in whatever order they commit', async () => {
    // The embedded database has one connection: its transactions follow one another.
    const width = 'url' in test.hub.database.source.options ? 8 : 1
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7].slice(0, width), { minLength: width }),
        fc.array(fc.boolean(), { minLength: width, maxLength: width }),
        async (order, kept) => {
          const writers: Work[] = []
          for (let one = 0; one < width; one++) {
            const writer = openWork(test.hub.database.source, { ...worker, roles: ['outreach'] })
            await record(await writer.manager(), schema, worker, at, looks(2))
            writers.push(writer)
          }
          for (const one of order) {
            const writer = writers[one]!
            await (kept[one] ? writer.commit() : writer.rollback())
            expect(await seal()).toBe(kept[one] ? 2 : 0)
          }
        },
      ),
      { numRuns: 15 },
    )
    expect((await batches()).flat().toSorted((a, b) => Number(a) - Number(b))).toEqual(await ids())
    expect(await verifyLog(run, schema, known)).toMatchObject({ unsealed: { count: 0 }, findings: [] })
  })

  it('seals a row that appears below those that are sealed', async () => {
    await recordSome(2)
    await asOwner(`select setval('${schema}.audit_id_seq', 10)`)
    await recordSome(1)
    await seal()
    await asOwner(`select setval('${schema}.audit_id_seq', 4)`)
    await recordSome(1)
    await seal()
    expect(await batches()).toEqual([['1', '2', '11'], ['5']])
    expect((await verifyLog(run, schema, known)).findings).toEqual([])
  })

  it('is one at a time, however many want to', async () => {
    await recordSome(40)
    const counts = await Promise.all(Array.from({ length: 8 }, () => seal(5)))
    while ((await seal(5)) > 0);
    expect(counts.every((count) => count === 0 || count === 5)).toBe(true)
    expect((await batches()).flat()).toEqual(await ids())
    expect((await verifyLog(run, schema, known)).findings).toEqual([])
  })

  it('goes on where it was killed before its transaction was committed', async () => {
    await recordSome(6)
    await seal(2)
    const killed = run(async (manager) => {
      expect(await sealBatch(manager, schema, key, new Date(), 2)).toBe(2)
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await verifyLog(run, schema, known)).toMatchObject({ batches: 1, unsealed: { count: 4 }, findings: [] })
    expect([await seal(), await batches()]).toEqual([
      4,
      [
        ['1', '2'],
        ['3', '4', '5', '6'],
      ],
    ])
    expect((await verifyLog(run, schema, known)).findings).toEqual([])
  })

  it('seals every log in the background until nothing waits', async () => {
    const all = [schema, await newLog(), await newLog()]
    const sealer = startSealer({ run, schemas: all, key, log: silent, every: 1 })
    for (const name of all) await write(name, looks(1))
    const waits = () => query(all.map((name) => `select id from ${name}.audit_unsealed`).join(' union all '))
    // The embedded database answers without ever letting a timer fire.
    while ((await waits()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await sealer.close()
    for (const name of all) expect(await verifyLog(run, name, known)).toMatchObject({ batches: 1, rows: 1, findings: [] })
  })

  it('seals at its end what still waits, more than a batch too', async () => {
    const sealer = startSealer({ run, schemas: [schema], key, log: silent, every: 3_600_000 })
    await recordSome(1_500)
    await sealer.close()
    expect((await batches()).map(({ length }) => length)).toEqual([1_000, 500])
  })

  it('that cannot reach the database leaves what waits to the next round, and goes on with the other logs', async () => {
    await recordSome(1)
    const other = await newLog()
    await write(other, looks(1))
    let calls = 0
    const failing: Run = (work) => (calls++ === 0 ? Promise.reject(new Error('unreachable')) : run(work))
    await startSealer({ run: failing, schemas: [schema, other], key, log: silent }).close()
    expect([await batches(), (await verifyLog(run, other, known)).rows]).toEqual([[], 1])
    await startSealer({ run: failing, schemas: [schema], key, log: silent }).close()
    expect(await batches()).toEqual([['1']])
  })

  it('of a hub seals what its requests have recorded before the hub is closed', async () => {
    const own = await openTestHub()
    const { source } = own.hub.database
    await asCity(source, worker.city, (manager) => record(manager, 'residents', worker, at, looks(1)))
    const { url } = source.options as { url?: string }
    await own.hub.close()
    const again = await openDatabase(url === undefined ? { folder: own.data } : { url }, allModels)
    const known = readKnownKeys(join(own.data, 'keys', 'audit.jwks.json'))
    const verified = await verifyLog(systemRun(again.source), 'residents', known)
    await again.close()
    await own.close()
    expect(verified).toMatchObject({ batches: 1, rows: 1, unsealed: { count: 0 }, findings: [] })
  })
})

describe('the verification of a database', () => {
  /** What is found after somebody has done this to it, as its owner who switches its guards off; it is taken back again. */
  async function foundAfter(...statements: readonly string[]) {
    const taken = new Error('taken back')
    let found: readonly unknown[] = []
    const tampering = test.hub.database.source.transaction(async (manager) => {
      for (const statement of [...unprotected(schema), ...statements]) await manager.query(statement)
      const { findings } = await verifyLog((work) => work(manager), schema, known)
      found = findings.map(({ fault, batch, rows }) => [fault, batch, rows])
      throw taken
    })
    await expect(tampering).rejects.toBe(taken)
    return found
  }
  beforeEach(async () => {
    await recordSome(12)
    await write(schema, [{ ...look(newId()), residentId: undefined, ground: undefined }])
    while ((await seal(2)) > 0);
  })

  const otherwise: Readonly<Record<(typeof columns)[number], string>> = {
    id: 'overridden below',
    at: `at + interval '1 microsecond'`,
    city: `'charlotte'`,
    agency: `agency || ' '`,
    sub: `'another'`,
    roles: `roles || array['supervisor']`,
    request: `''`,
    action: `'CHANGE'`,
    operation: `'recordConversation'`,
    subject_type: `'resident'`,
    subject_id: 'null',
    resident_id: 'gen_random_uuid()',
    purpose: 'null',
    ground: `'OWN'`,
    ground_id: 'gen_random_uuid()',
    fields: `fields[1:1]`,
  }

  it('finds a change of each column, by as little as there is', async () => {
    for (const column of columns.slice(1)) {
      const found = await foundAfter(`update ${schema}.audit set ${column} = ${otherwise[column]} where id = 7`)
      expect([column, found]).toEqual([column, [['CHANGED', 4, ['7']]]])
    }
    expect(await foundAfter(`update ${schema}.audit set resident_id = subject_id, ground = 'OWN' where id = 13`)).toEqual([
      ['CHANGED', 7, ['13']],
    ])
  })

  it('finds a row that is removed, moved, put in, or changed with another', async () => {
    expect(await foundAfter(`delete from ${schema}.audit where id = 7`)).toEqual([['REMOVED', 4, ['7']]])
    const copied = columns.slice(1).join(', ')
    const copy = `insert into ${schema}.audit (id, ${copied}) overriding system value select 99, ${copied} from ${schema}.audit where id = 7`
    expect(await foundAfter(copy)).toEqual([['UNKNOWN', null, ['99']]])
    expect(await foundAfter(copy, `delete from ${schema}.audit where id = 7`)).toEqual([
      ['REMOVED', 4, ['7']],
      ['UNKNOWN', null, ['99']],
    ])
    const swapped = `update ${schema}.audit a set resident_id = b.resident_id, subject_id = b.subject_id
      from ${schema}.audit b where (a.id, b.id) in ((7, 9), (9, 7))`
    expect(await foundAfter(swapped)).toEqual([
      ['CHANGED', 4, ['7']],
      ['CHANGED', 5, ['9']],
    ])
  })

  it('finds a batch that is removed or changed, and the rows that are in none', async () => {
    expect(await foundAfter(`delete from ${schema}.audit_seal where batch = 4`)).toEqual([
      ['BATCH_REMOVED', 4, []],
      ['UNKNOWN', null, ['7', '8']],
    ])
    for (const [column, value] of [
      ['previous', `''`],
      ['count', '3'],
      ['hash', `previous`],
    ] as const) {
      const found = await foundAfter(`update ${schema}.audit_seal set ${column} = ${value} where batch = 7`)
      expect(found[0]).toEqual(['BATCH_CHANGED', 7, []])
    }
    for (const [column, value] of [
      ['sealed_at', `sealed_at + interval '1 microsecond'`],
      ['kid', `''`],
      ['signature', `(select signature from ${schema}.audit_seal where batch = 6)`],
    ] as const) {
      const found = await foundAfter(`update ${schema}.audit_seal set ${column} = ${value} where batch = 7`)
      expect(found).toEqual([['SIGNATURE', 7, []]])
    }
  })

  it('finds a row that waits and is gone, and one that was put in past the hub', async () => {
    expect(await foundAfter(`insert into ${schema}.audit_unsealed values (50)`)).toEqual([['REMOVED', null, ['50']]])
    await recordSome(1)
    expect(await foundAfter(`delete from ${schema}.audit_unsealed`)).toEqual([['UNKNOWN', null, ['14']]])
    expect(await verifyLog(run, schema, known)).toMatchObject({
      unsealed: { count: 1, oldest: '2026-06-01T12:00:00.123000Z' },
      findings: [],
    })
  })

  it('finds by a kept head that the end was cut off', async () => {
    const head = await readHead(run, schema)
    for (const statement of unprotected(schema)) await asOwner(statement)
    await asOwner(`delete from ${schema}.audit where id = 13; delete from ${schema}.audit_seal where batch = 7`)
    expect((await verifyLog(run, schema, known)).findings).toEqual([])
    expect((await verifyLog(run, schema, known, head)).findings).toEqual([{ schema, batch: 7, fault: 'HEAD_REMOVED', rows: [] }])
  })

  it('takes the seals of a key that was replaced, and none of a key that nobody knows', async () => {
    const log = await newLog()
    const folder = mkdtempSync(join(test.data, 'keys-'))
    const [file, set] = [join(folder, 'audit.jwk'), join(folder, 'audit.jwks.json')]
    const first = await openSealKey(file, set)
    expect((await openSealKey(file, set)).kid).toBe(first.kid)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    rmSync(file)
    const second = await openSealKey(file, set)
    expect(second.kid).not.toBe(first.kid)
    for (const one of [first, second]) {
      await write(log, looks(1))
      await run((manager) => sealBatch(manager, log, one, new Date()))
    }
    expect(readFileSync(set, 'utf8')).not.toContain('"d"')
    expect((await verifyLog(run, log, readKnownKeys(set))).findings).toEqual([])
    const strangers = await verifyLog(run, log, known)
    expect(strangers.findings.map(({ fault, batch }) => [fault, batch])).toEqual([
      ['SIGNATURE', 1],
      ['SIGNATURE', 2],
    ])
    expect(() => readKnownKeys(file)).toThrow(StartError)
  })

  it('reads any length of a log, a few batches at a time', async () => {
    expect(await verifyLog(run, schema, known)).toMatchObject({ batches: 7, rows: 13 })
    // Five batches, then two: begin, batches, rows, select 1, commit. The last: begin, timeout, what is outside, select 1, commit.
    expect(await statementsOf(() => verifyLog(run, schema, known))).toBe(4 + 4 + 4)
  })
})

describe('the reading of a log', () => {
  it('goes by time in pages, each row once, of the city, the resident and the time alone', async () => {
    const resident = newId()
    const second = (count: number) => new Date(at.getTime() + count * 1_000)
    for (const count of [3, 1, 2, 1]) await write(schema, [look(resident), look(newId())], worker, second(count))
    await write(schema, [look(resident)], { ...worker, city: 'charlotte' })
    const read = async (wanted: object, page = 3) => {
      const pages: string[][] = []
      for await (const rows of readLog(run, schema, { city: 'nyc', ...wanted }, page)) pages.push(rows.map(({ id }) => id))
      return pages
    }
    expect(await read({})).toEqual([
      ['3', '4', '7'],
      ['8', '5', '6'],
      ['1', '2'],
    ])
    expect(await read({ residentId: resident })).toEqual([['3', '7', '5'], ['1']])
    expect(await read({ from: second(2).toISOString(), to: second(3).toISOString() })).toEqual([['5', '6']])
    expect(await read({ city: 'charlotte' }, 1)).toEqual([['9']])
    expect(await read({ city: 'elsewhere' })).toEqual([])
  })
})
