import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Client } from 'pg'
import { type Kept, keep } from '../../bench/torture/kept'
import { openTown, type Town } from '../../bench/torture/town'
import { freePort } from '../../bench/gateway/postgres'
import { hubProgram } from '../../bench/gateway/setting'
import { subgraphNames } from '../../runtime/config'
import { eventOf } from '../../runtime/outbox/events'
import { packageRoot } from '../../runtime/root'
import { openDevelopmentIssuer } from '../../runtime/trust/issuer'
import { openPlanted, type Planted } from './planted'
import { openTraffic, type Traffic, type Who } from './traffic'

const workers: readonly Who[] = [
  ['supervisor', 'hra-ocj'],
  ['outreach', 'peu'],
  ['privacy_officer', 'hra-ocj'],
  ['developer', 'hra-ocj'],
]
const supervisor = workers[0] as Who

/** Where of all files in a folder something of a person stands. */
function foundIn(planted: Planted, folder: string, besides: (file: string) => boolean): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
  return files.flatMap((file) =>
    besides(relative(folder, file))
      ? []
      : planted.foundIn(readFileSync(file, 'latin1')).map((value) => `${relative(folder, file)}: ${value}`),
  )
}

/** What the processes are called: command line and name. */
function titles(processes: Iterable<Kept>): string {
  return [...processes]
    .flatMap((one) => ['cmdline', 'comm'].map((file) => readFileSync(`/proc/${one.pid()}/${file}`, 'utf8')))
    .join('\n')
}

/** Runs the right requests while something goes wrong, and those of nobody who waits. */
const during = (traffic: Traffic, trouble: () => Promise<unknown>) =>
  Promise.all([trouble(), ...Array.from({ length: 4 }, () => traffic.rightOnes(supervisor))])

describe('what is said of people to a distributed hub', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-personal-'))
  const planted = openPlanted()
  let town: Town
  let traffic: Traffic

  beforeAll(async () => {
    town = await openTown(folder, { HUB_LOG: 'trace' })
    traffic = openTraffic(() => town.gateways[0] as string, await openDevelopmentIssuer(town.data, false), planted)
    for (const who of workers) await traffic.everything(who)
    for (const name of ['residents', 'postgres', 'gateway-1'] as const)
      await during(traffic, async () => town.processes.get(name)?.kill())
    await withTables(async (client) => {
      // A refusal of PostgreSQL's own tells the whole row, and a table that is gone is a mistake of the hub's.
      await client.query('alter table residents.resident add constraint never check (false) not valid')
      await traffic.rightOnes(supervisor)
      await client.query('alter table residents.resident drop constraint never')
      await client.query('alter table residents.contact_point rename to away')
      await traffic.rightOnes(supervisor)
      await client.query('alter table residents.away rename to contact_point')
    })
  }, 240_000)
  afterAll(async () => {
    await (town as Town | undefined)?.close()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  async function withTables<Result>(task: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({ connectionString: town.adminUrl })
    await client.connect()
    try {
      return await task(client)
    } finally {
      await client.end()
    }
  }

  it('was said in hundreds of words, days and amounts, right and wrong, and is on record', async () => {
    expect(planted.count()).toBeGreaterThan(200)
    expect([...traffic.codes.keys()]).toEqual(
      expect.arrayContaining([
        'BAD_USER_INPUT',
        'FORBIDDEN',
        'CONSENT_REQUIRED',
        'UNAUTHENTICATED',
        'SERVICE_UNAVAILABLE',
        'INTERNAL',
      ]),
    )
    expect([...traffic.made].sort()).toEqual(Object.keys(eventOf).sort())
    const { rows } = await withTables((client) =>
      client.query('select r::text, c::text from residents.resident r join residents.contact_point c on c.resident_id = r.id'),
    )
    expect(planted.foundIn(JSON.stringify(rows)).length).toBeGreaterThan(20)
  })

  it('is in no error, and in no reply to those without a ground', () => {
    expect(traffic.leaks).toEqual([])
  })

  it('is in no line that the processes log, even where a row was refused by the database itself', () => {
    expect(foundIn(planted, town.logs, () => false)).toEqual([])
    expect(readFileSync(join(town.logs, 'residents.log'), 'utf8')).toMatch(/"code":"(23514|42P01)"/)
  })

  it('is in no name of a process, and in no file of the data folder', () => {
    expect(planted.foundIn(titles(town.processes.values()))).toEqual([])
    expect(foundIn(planted, town.data, () => false)).toEqual([])
  })

  it('is in no event, no record of the audit log, no key and no used id', async () => {
    const kept = await withTables(async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
         where table_schema = any($1) and table_name ~ '^(outbox|audit|idempotency|used_request)'`,
        [subgraphNames],
      )
      const found: string[] = []
      for (const { name } of rows) {
        const lines = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
        found.push(...planted.foundIn(lines.rows.map(({ line }) => line).join('\n')).map((value) => `${name}: ${value}`))
      }
      expect(rows.length).toBeGreaterThanOrEqual(5 * subgraphNames.length)
      return found
    })
    expect(kept).toEqual([])
  })
})

describe('what is said of people to a hub in one process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-personal-'))
  const data = join(folder, 'data')
  const planted = openPlanted()
  let hub: Kept

  beforeAll(async () => {
    cpSync(join(process.env['HUB_TEST_FOLDER'] as string, 'template'), data, { recursive: true })
    const url = `http://127.0.0.1:${await freePort()}`
    const environment = { PATH: process.env['PATH'] ?? '', HUB_DATA: data, HUB_LOG: 'trace', PORT: new URL(url).port }
    const answers = () =>
      fetch(`${url}/health/ready`).then(
        (reply) => reply.ok,
        () => false,
      )
    const command = [process.execPath, hubProgram, 'start'] as const
    hub = await keep({ command, environment, cwd: packageRoot, log: join(folder, 'hub.log'), answers })
    const traffic = openTraffic(() => url, await openDevelopmentIssuer(data, false), planted)
    await traffic.everything(supervisor)
    await during(traffic, () => hub.kill())
    expectNone(traffic)
  }, 240_000)
  afterAll(async () => {
    await (hub as Kept | undefined)?.close('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  function expectNone({ leaks }: Traffic): void {
    if (leaks.length > 0) throw new Error(leaks.join('\n'))
  }

  it('is in no file but those of the database, in no line it logs, and not in its name', () => {
    expect(planted.count()).toBeGreaterThan(200)
    expect(foundIn(planted, folder, (file) => file.startsWith(join('data', 'postgres')))).toEqual([])
    expect(foundIn(planted, folder, (file) => !file.startsWith(join('data', 'postgres'))).length).toBeGreaterThan(20)
    expect(planted.foundIn(titles([hub]))).toEqual([])
  })
})
