import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import { openDevelopmentIssuer } from '../../runtime/trust/issuer'

const main = join(packageRoot, 'dist', 'cli', 'hub.js')

describe('a hub that is killed', () => {
  const data = mkdtempSync(join(tmpdir(), 'hub-kill-'))
  let port = 0
  let hub: ChildProcess | undefined
  let token = ''

  beforeAll(async () => {
    port = await freePort()
    await start()
    const issuer = await openDevelopmentIssuer(data, false)
    token = (await issuer.mint({ as: 'outreach', city: 'nyc', agency: 'peu' }, 'city-program-hub', new Date())).token
  }, 60_000)
  afterAll(async () => {
    await stop('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  })

  const environment = () => ({ ...process.env, HUB_DATA: data, PORT: String(port), HUB_LOG: 'silent' })

  async function start(): Promise<void> {
    hub = spawn(process.execPath, [main, 'start'], { env: environment(), stdio: 'ignore' })
    for (;;) {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (response) => response.ok,
        () => false,
      )
      if (ready) return
      if (hub.exitCode !== null) throw new Error(`the hub ended with ${hub.exitCode}`)
      await pause(50)
    }
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (!hub || hub.exitCode !== null || hub.signalCode !== null) return
    const ended = new Promise((resolve) => hub?.once('exit', resolve))
    hub.kill(signal)
    await ended
  }

  async function send(query: string, variables: object): Promise<any> {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data: answered, errors } = (await response.json()) as { data: unknown; errors?: unknown }
    if (errors) throw new Error(JSON.stringify(errors))
    return answered
  }

  const register = (key: string, phone: string) =>
    send('mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }', {
      input: { idempotencyKey: key, givenName: 'Synthetic', contactPoints: [{ kind: 'PHONE', value: phone }] },
    })
  /** Everyone of that telephone: a page holds 200, and a fast machine registers more before it is killed. */
  const registered = async (phone: string): Promise<string[]> => {
    const found: string[] = []
    let after: string | null = null
    do {
      const { residents } = await send(
        `query($contact: Line!, $after: String) {
          residents(filter: { contact: $contact }, first: 200, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
        }`,
        { contact: phone, after },
      )
      found.push(...residents.nodes.map((node: { id: string }) => node.id))
      after = residents.pageInfo.hasNextPage ? residents.pageInfo.endCursor : null
    } while (after !== null)
    return found
  }

  it('has every acknowledged write once after each of five kills, and doubles nothing that is sent again', async () => {
    const phone = '+1 212 555 0199'
    const keys: string[] = []
    const acknowledged = new Map<string, string>()
    for (let round = 0; round < 5; round++) {
      let writing = true
      const writers = Array.from({ length: 4 }, async () => {
        while (writing) {
          const key = randomUUID()
          keys.push(key)
          await register(key, phone).then(
            ({ registerResident }) => acknowledged.set(key, registerResident.id),
            () => undefined,
          )
        }
      })
      await pause(150 + Math.random() * 300)
      await stop('SIGKILL')
      writing = false
      await Promise.all(writers)
      await start()
      const found = await registered(phone)
      expect(new Set(found).size).toBe(found.length)
      for (const id of acknowledged.values()) expect(found).toContain(id)
      for (const key of keys.splice(0)) {
        const { registerResident } = await register(key, phone)
        const before = acknowledged.get(key)
        if (before !== undefined) expect(registerResident.id).toBe(before)
        acknowledged.set(key, registerResident.id)
      }
      expect((await registered(phone)).sort()).toEqual([...acknowledged.values()].sort())
      if (acknowledged.size > 150) break
    }
    expect(acknowledged.size).toBeGreaterThan(0)
  }, 120_000)

  it('carries the whole story to its end while it is killed again and again', async () => {
    const story = join(packageRoot, 'dist', 'cli', 'story.js')
    const runs = ['one', 'two', 'three']
    const ended = runs.map(
      (run) =>
        new Promise<number | null>((resolve) => {
          const told = { ...environment(), HUB_URL: `http://127.0.0.1:${port}`, HUB_STORY_RUN: run }
          spawn(process.execPath, [story], { env: told, stdio: 'ignore' }).once('exit', resolve)
        }),
    )
    for (let kill = 0; kill < 2; kill++) {
      await pause(900)
      await stop('SIGKILL')
      await start()
    }
    expect(await Promise.all(ended)).toEqual([0, 0, 0])
    const { conversations } = await send(
      '{ conversations(first: 200) { nodes { id followUps { id } referrals { id status } } } }',
      {},
    )
    const told = conversations.nodes.map((node: { followUps: unknown[]; referrals: { status: string }[] }) => [
      node.followUps.length,
      node.referrals.map(({ status }) => status),
    ])
    expect(told).toEqual(runs.map(() => [1, ['COMPLETED']]))
  }, 120_000)

  it('refuses a second hub on the same data folder with a sentence', async () => {
    const second = spawnSync(process.execPath, [main, 'start'], { env: { ...environment(), PORT: '0' }, encoding: 'utf8' })
    expect(second.status).toBe(1)
    expect(second.stderr).toContain(`The data folder ${data} is in use by another hub (process ${hub?.pid}).`)
  })

  it('refuses a taken port with a sentence', async () => {
    const other = mkdtempSync(join(tmpdir(), 'hub-kill-'))
    const second = spawnSync(process.execPath, [main, 'start'], { env: { ...environment(), HUB_DATA: other }, encoding: 'utf8' })
    rmSync(other, { recursive: true, force: true })
    expect(second.status).toBe(1)
    expect(second.stderr).toContain(`Port ${port} on 127.0.0.1 is taken.`)
  })

  it('refuses a bad setting and an unreachable database with a sentence', () => {
    const told = (settings: Record<string, string>) => {
      const { status, stderr } = spawnSync(process.execPath, [main, 'start'], {
        env: { ...environment(), ...settings },
        encoding: 'utf8',
      })
      return [status, stderr.trim()]
    }
    expect(told({ PORT: 'eighty' })).toEqual([1, 'PORT is "eighty": expected a port number from 0 to 65535.'])
    expect(told({ DATABASE_URL: 'postgres://hub@127.0.0.1:1/hub' })).toEqual([
      1,
      'The database at DATABASE_URL cannot be reached (ECONNREFUSED).',
    ])
    expect(told({ NODE_ENV: 'production' })[0]).toBe(1)
  })
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
