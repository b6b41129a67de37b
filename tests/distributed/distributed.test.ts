import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { subgraphNames } from '../../runtime/config'
import { packageRoot } from '../../runtime/root'
import { openDevelopmentIssuer } from '../../runtime/trust/issuer'
import { readCompose, type Service } from './compose'
import { type Local, openLocal, pause } from './local'
import { freePorts, places, put } from './places'
import { findPrograms, makeCluster, nginxCommand, postgresCommand } from './programs'
import { type Play, player, playInLanes, type Run } from './runs'

const say = (line: string) => void process.stdout.write(`    ${line}\n`)

/** What one run of the story leaves in the database: a household in the Bronx and one in Charlotte. */
const rowsOfOneRun = {
  'residents.resident': 2,
  'residents.household': 2,
  'residents.screening': 4,
  'conversations.conversation': 2,
  'conversations.follow_up': 2,
  'referrals.referral': 2,
  'referrals.referral_event': 8,
} as const

type Rows = Readonly<Record<string, number>>

interface Keys {
  readonly keys?: readonly { readonly kid: string }[]
}

describe('the hub as docker-compose.yml has it, as local processes', () => {
  const compose = readFileSync(join(packageRoot, 'docker-compose.yml'), 'utf8')
  const services = readCompose(compose, {})
  const folder = mkdtempSync(join(tmpdir(), 'hub-distributed-'))
  let local: Local
  let play: Play
  let url = ''
  let databaseUrl = ''
  let gateway2 = ''
  let gateways: readonly string[] = []

  beforeAll(async () => {
    // PostgreSQL and nginx run as users of their own; what is secret below is closed by its own mode.
    chmodSync(folder, 0o755)
    const programs = findPrograms()
    const ports = await freePorts()
    const table = places(ports, folder)
    say('what is another thing here than in containers:')
    for (const row of table) say(`  ${(row.in ?? '').padEnd(14)}${row.from.trim().padEnd(20)} -> ${row.to.trim()}`)
    const cluster = join(folder, 'postgres')
    makeCluster(cluster, (services.get('postgres') as Service).environment, programs)
    const nginx = put(table, 'nginx', readFileSync(join(packageRoot, 'deploy', 'nginx.conf'), 'utf8'))
    const own = {
      postgres: postgresCommand(cluster, ports.postgres),
      nginx: nginxCommand(join(folder, 'nginx'), nginx),
    }
    local = openLocal({ services, table, folder, programs, own, say })
    url = `http://127.0.0.1:${ports.nginx}`
    gateway2 = put(table, 'nginx', 'gateway-2:4000')
    gateways = ['gateway-1:4000', 'gateway-2:4000'].map((gateway) => put(table, 'nginx', gateway))
    databaseUrl = put(table, 'residents', services.get('residents')?.environment['DATABASE_URL'] ?? '')
    play = player(url, join(folder, 'data'))
    const began = performance.now()
    await local.up()
    say(`all up after ${((performance.now() - began) / 1000).toFixed(1)} s, at ${url}`)
  }, 120_000)

  afterAll(async () => {
    ;(play as Play | undefined)?.stop()
    await (local as Local | undefined)?.close()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  async function counts(of: readonly string[]): Promise<number[]> {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    const counted = of.map((from) => client.query<{ count: string }>(`select count(*) from ${from}`))
    const found = (await Promise.all(counted)).map((result) => Number(result.rows[0]?.count))
    await client.end()
    return found
  }

  async function rows(): Promise<Rows> {
    const tables = Object.keys(rowsOfOneRun)
    const found = await counts(tables)
    return Object.fromEntries(tables.map((table, index) => [table, found[index] as number]))
  }

  /** What has to be in the database after so many more runs. */
  const after = (before: Rows, runs: number): Rows =>
    Object.fromEntries(Object.entries(rowsOfOneRun).map(([table, each]) => [table, (before[table] ?? 0) + runs * each]))

  async function holds(run: Run): Promise<void> {
    const { code, text } = await run.ended
    if (code !== 0) throw new Error(`run ${run.name} ended with ${code}:\n${text}`)
  }

  const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

  it('checks the health of every service that stays, and publishes nginx alone, on this machine', () => {
    const once = ['keys', 'migrate']
    for (const [name, service] of services) expect([name, service.check !== undefined]).toEqual([name, !once.includes(name)])
    const published = [...services.values()].flatMap(({ name, ports }) => ports.map((port) => `${name} ${port}`))
    expect(published).toEqual(['nginx 127.0.0.1:4000:8080'])
  })

  it.each([
    ['a development issuer', {}, 'HUB_ISSUER is not set'],
    ['synthetic residents', { HUB_ISSUER: 'https://id.example', HUB_JWKS: 'https://id.example/keys' }, '--synthetic'],
  ])('refuses %s where NODE_ENV is production', (_, set, sentence) => {
    const { command, environment } = readCompose(compose, { NODE_ENV: 'production', ...set }).get('migrate') as Service
    const { status, stderr } = spawnSync(process.execPath, command.slice(1), {
      cwd: packageRoot,
      env: environment,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([1, expect.stringContaining(sentence)])
  })

  it('comes up in the order of the file, each service healthy by its own check', async () => {
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  })

  it("keeps the gateways' key from the subgraphs, each of which is given its own alone", () => {
    const keys = subgraphNames.map((name) => readFileSync(join(folder, 'data', 'subgraphs', name, 'gateway.jwks.json'), 'utf8'))
    expect(new Set(keys).size).toBe(subgraphNames.length)
    for (const key of keys) expect(key).not.toContain('"d"')
    for (const name of subgraphNames) expect(compose).toContain(`volumes: ['key-of-${name}:/data/subgraphs/${name}:ro']`)
  })

  it('plays the story through nginx', async () => {
    const before = await rows()
    const run = play()
    const { code, text } = await run.ended
    say(text.trim().replaceAll('\n', '\n    '))
    expect(code).toBe(0)
    expect(await rows()).toEqual(after(before, 1))
  }, 60_000)

  it('lets nobody through nginx to the minting of tokens, whatever Host is sent', async () => {
    const asked = JSON.stringify({ as: 'supervisor', city: 'nyc', agency: 'peu' })
    for (const path of ['/dev/token', '//dev/token', '/x/../dev/token', '/%64ev/token', '/dev/token?x=1']) {
      expect([path, (await post(path, asked)).status]).toEqual([path, 404])
    }
  })

  it('answers a body that is too large in the words of the table, from the gateway and from nginx', async () => {
    for (const size of [263_000, 400_000]) {
      const reply = await post('/graphql', JSON.stringify({ query: 'x'.repeat(size) }), { authorization: 'Bearer none' })
      const { errors } = (await reply.json()) as { errors: readonly { readonly extensions: { readonly code: string } }[] }
      // The gateway asks who calls before it reads.
      expect([size, reply.status, errors[0]?.extensions.code]).toEqual(
        size < 272 * 1024 ? [size, 401, 'UNAUTHENTICATED'] : [size, 413, 'PAYLOAD_TOO_LARGE'],
      )
    }
  })

  it('loses and doubles nothing while gateways and subgraphs are killed and started again in the middle of ten runs', async () => {
    const before = await rows()
    const lanes = playInLanes(play, 2, 10)
    const victims = [
      ['gateway-1', 'residents'],
      ['gateway-2', 'referrals'],
      ['gateway-1', 'conversations'],
      ['gateway-2', 'programs'],
    ]
    for (const pair of victims) {
      const where = await lanes.middle()
      await Promise.all(pair.map((name) => local.stop(name, 'SIGKILL')))
      say(`killed ${pair.join(' and ')} with runs in the middle: ${where}`)
      await pause(300)
      for (const name of pair) local.start(name)
      await Promise.all(pair.map((name) => local.healthy(name)))
    }
    const runs = await lanes.finish()
    for (const run of runs) await holds(run)
    const found = await rows()
    say(`${runs.length} runs held; rows now ${JSON.stringify(found)}`)
    expect(found).toEqual(after(before, runs.length))

    // The same keys again: everything is answered, nothing is made.
    await holds(play(runs[0]?.name))
    expect(await rows()).toEqual(found)
  }, 120_000)

  it('has passed on every event in the end, also those that a killed gateway had taken up', async () => {
    const waiting = subgraphNames.map((name) => `${name}.outbox where delivered_at is null`)
    while ((await counts(waiting)).some((count) => count > 0)) await pause(200)
    const events = subgraphNames.map((name) => `${name}.outbox`)
    const changes = events.map((outbox) => `(select distinct event, subject_id, version from ${outbox}) as change`)
    expect(await counts(events)).toEqual(await counts(changes))
    const spoken = `(select distinct resident_id from conversations.conversation where outcome = 'REACHED') as spoken`
    const [known, reached] = await counts(['residents.contact_note', spoken])
    expect(known).toBeGreaterThan(0)
    expect(known).toBe(reached)
  }, 90_000)

  it('goes on where a run was killed, with the same keys', async () => {
    const before = await rows()
    for (const steps of [2, 6, 14]) {
      const run = play()
      while (run.told.length < steps && run.child.exitCode === null) await pause(5)
      run.child.kill('SIGKILL')
      await run.ended
      say(`the run ${run.name} was killed after "${run.told.at(-1)}" and is played again`)
      await holds(play(run.name))
    }
    expect(await rows()).toEqual(after(before, 3))
  }, 60_000)

  it('takes an API key at both gateways from the next request on, and takes it no more once it is revoked', async () => {
    const hub = (...args: string[]) => {
      const env = { PATH: process.env['PATH'], HUB_DATA: join(folder, 'data'), DATABASE_URL: databaseUrl }
      const ran = spawnSync(process.execPath, ['dist/cli/hub.js', ...args], { cwd: packageRoot, env, encoding: 'utf8' })
      expect([ran.status, ran.stderr]).toEqual([0, ''])
      return ran.stdout
    }
    const wish = ['--city', 'nyc', '--agency', 'peu', '--name', 'Door app', '--scopes', 'program:read', '--days', '1']
    const { key, id } = JSON.parse(hub('key', 'create', ...wish, '--json')) as { readonly key: string; readonly id: string }
    const statuses = () =>
      Promise.all(
        gateways.map(async (gateway) => {
          const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
          const body = '{"query":"{ programs(first: 1) { nodes { code } } }"}'
          return (await fetch(`http://${gateway}/graphql`, { method: 'POST', headers, body })).status
        }),
      )
    expect(await statuses()).toEqual([200, 200])
    hub('key', 'revoke', id)
    expect(await statuses()).toEqual([401, 401])
  }, 60_000)

  it("rotates the gateways' key in the middle of runs, and no run fails", async () => {
    const before = await rows()
    const lanes = playInLanes(play, 2, 4)
    const kid = () => (JSON.parse(readFileSync(join(folder, 'data', 'keys', 'gateway.jwk'), 'utf8')) as Keys).keys?.[0]?.kid
    const env = { PATH: process.env['PATH'], HUB_DATA: join(folder, 'data') }
    for (let time = 0; time < 2; time++) {
      await lanes.middle()
      const last = kid()
      // Not waited for by blocking: the runs go on meanwhile.
      const rotation = spawn(process.execPath, ['dist/cli/hub.js', 'keys', 'rotate'], { cwd: packageRoot, env, stdio: 'ignore' })
      expect(await new Promise((resolve) => rotation.once('exit', resolve))).toBe(0)
      expect(kid()).not.toBe(last)
    }
    const runs = await lanes.finish()
    for (const run of runs) await holds(run)
    expect(await rows()).toEqual(after(before, runs.length))
    for (const name of ['gateway-1', 'gateway-2', ...subgraphNames]) expect(local.log(name)).not.toContain('cannot be read')
  }, 90_000)

  it('stops a gateway and a subgraph that are told to within ten seconds, with exit code 0, and no run fails', async () => {
    const before = await rows()
    const lanes = playInLanes(play, 2, 4)
    for (const name of ['gateway-2', 'residents']) {
      await lanes.middle()
      const { code, ms } = await local.stop(name, 'SIGTERM')
      say(`${name} ended with ${code} after ${ms} ms`)
      local.start(name)
      await local.healthy(name)
      expect([name, code]).toEqual([name, 0])
      expect(ms).toBeLessThan(10_000)
    }
    const runs = await lanes.finish()
    for (const run of runs) await holds(run)
    expect(await rows()).toEqual(after(before, runs.length))
  }, 60_000)

  it('finishes the request it has accepted when a gateway is told to stop, and then does not wait for the kept connection', async () => {
    const issuer = await openDevelopmentIssuer(join(folder, 'data'), false)
    const { token } = await issuer.mint({ as: 'outreach', city: 'nyc', agency: 'peu' }, 'city-program-hub', new Date())
    const agent = new Agent({ keepAlive: true })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = request(`http://${gateway2}/graphql`, { agent, headers, method: 'POST' })
    const answered = new Promise<number | undefined>((resolve, reject) => {
      sent.once('error', reject)
      sent.once('response', (reply) => reply.resume().once('end', () => resolve(reply.statusCode)))
    })
    sent.write('{"query":"{ programs(first: 1) ')
    await pause(200)
    const stopped = local.stop('gateway-2', 'SIGTERM')
    await pause(500)
    sent.end('{ nodes { code } } }"}')
    const status = await answered
    const { code, ms } = await stopped
    agent.destroy()
    local.start('gateway-2')
    await local.healthy('gateway-2')
    expect([status, code]).toEqual([200, 0])
    expect(ms).toBeLessThan(5_000)
  }, 60_000)

  it('waits for a database that comes later, and the rest of the hub is there again when it is', async () => {
    await local.stop('postgres', 'SIGINT')
    await local.stop('referrals', 'SIGKILL')
    local.start('referrals')
    while (!local.log('referrals').includes('the database does not answer yet: waiting up to 30 s')) await pause(50)
    expect((await fetch(`${url}/health/ready`)).status).toBe(503)
    local.start('postgres')
    for (const name of ['postgres', 'residents', 'programs', 'conversations', 'referrals', 'gateway-1', 'gateway-2']) {
      await local.healthy(name)
    }
    await holds(play())
  }, 60_000)

  it('answers SERVICE_UNAVAILABLE and 503 while no gateway is there', async () => {
    await Promise.all(['gateway-1', 'gateway-2'].map((name) => local.stop(name, 'SIGKILL')))
    const reply = await post('/graphql', '{"query":"{__typename}"}')
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await reply.json()).toEqual({
      errors: [{ message: 'the hub cannot be reached now: send it again', extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    })
  })
})
