import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { type SubgraphName, subgraphNames } from '../../runtime/config'
import { packageRoot } from '../../runtime/root'
import { findPrograms, freePort, ownerFor } from '../gateway/postgres'
import { hubProgram } from '../gateway/setting'
import { type Kept, keep } from './kept'

export const gatewayNames = ['gateway-1', 'gateway-2'] as const
export type GatewayName = (typeof gatewayNames)[number]
export type ProcessName = 'postgres' | SubgraphName | GatewayName

/** A distributed hub of its own on a PostgreSQL of its own: two gateways, four subgraphs, all on this machine. */
export interface Town {
  readonly gateways: readonly string[]
  /** As the superuser, who sees every row whatever the policies say. */
  readonly adminUrl: string
  /** What `hub ...` is run with. */
  readonly environment: Readonly<Record<string, string>>
  /** The folder of keys, and that of what the processes have printed. */
  readonly data: string
  readonly logs: string
  readonly processes: ReadonlyMap<ProcessName, Kept>
  close(): Promise<void>
}

/**
 * Starts one in an empty folder. Closing ends every process of it by its id and leaves the folder.
 *
 * @param more settings for the processes of the hub, such as HUB_LOG
 */
export async function openTown(folder: string, more: Readonly<Record<string, string>> = {}): Promise<Town> {
  const [data, logs] = [join(folder, 'data'), join(folder, 'logs')]
  for (const each of [data, logs]) mkdirSync(each, { mode: 0o700 })
  const processes = new Map<ProcessName, Kept>()
  const close = async () => {
    // The last one first: nobody is asked for what is gone. PostgreSQL takes SIGINT as: end now, and do not wait for clients.
    for (const [name, process] of [...processes].reverse()) await process.close(name === 'postgres' ? 'SIGINT' : 'SIGKILL')
  }
  try {
    const { url, adminUrl, server } = await openServer(folder, logs)
    processes.set('postgres', server)
    const environment = { PATH: process.env['PATH'] ?? '', HUB_DATA: data, DATABASE_URL: url, HUB_IDE: 'off', ...more }
    for (const args of [['keys'], ['migrate']])
      execFileSync(process.execPath, [hubProgram, ...args], { env: environment, stdio: 'pipe' })
    const ports = new Map<ProcessName, number>()
    for (const name of [...subgraphNames, ...gatewayNames]) ports.set(name, await freePort())
    const addresses = subgraphNames.map((name) => [
      `HUB_${name.toUpperCase()}_URL`,
      `http://127.0.0.1:${ports.get(name)}/graphql`,
    ])
    const start = async (name: SubgraphName | GatewayName) => {
      const port = ports.get(name) as number
      const isGateway = name === 'gateway-1' || name === 'gateway-2'
      const own = { ...environment, PORT: String(port), ...(isGateway ? Object.fromEntries(addresses) : {}) }
      const command = [process.execPath, hubProgram, 'serve', isGateway ? 'gateway' : name] as const
      const answers = () => isReady(`http://127.0.0.1:${port}/health/ready`)
      processes.set(name, await keep({ command, environment: own, cwd: packageRoot, log: join(logs, `${name}.log`), answers }))
    }
    await Promise.all(subgraphNames.map(start))
    await Promise.all(gatewayNames.map(start))
    const gateways = gatewayNames.map((name) => `http://127.0.0.1:${ports.get(name)}`)
    return { gateways, adminUrl, environment, data, logs, processes, close }
  } catch (error) {
    await close()
    throw error
  }
}

function isReady(address: string): Promise<boolean> {
  return fetch(address, { signal: AbortSignal.timeout(2_000) }).then(
    (reply) => reply.ok,
    () => false,
  )
}

/** A cluster with PostgreSQL's own settings, above all its own fsync. The hub's user owns its database and is no superuser. */
async function openServer(folder: string, logs: string): Promise<{ url: string; adminUrl: string; server: Kept }> {
  const bin = findPrograms()
  const data = join(folder, 'postgres')
  mkdirSync(data, { mode: 0o700 })
  const { cwd, ...owner } = ownerFor(folder, data)
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', ...locale], { cwd, stdio: 'pipe', ...owner })
  const port = await freePort()
  const address = (user: string, database: string) => `postgres://${user}@127.0.0.1:${port}/${database}`
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${data}`, 'max_connections=150']
  const server = await keep({
    command: [join(bin, 'postgres'), '-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    environment: { PATH: process.env['PATH'] ?? '' },
    owner,
    cwd,
    log: join(logs, 'postgres.log'),
    answers: () => answersAt(address('postgres', 'postgres')),
  })
  const client = new Client({ connectionString: address('postgres', 'postgres') })
  await client.connect()
  await client.query('create user hub createdb createrole')
  await client.query('create database hub owner hub')
  await client.end()
  return { url: address('hub', 'hub'), adminUrl: address('postgres', 'hub'), server }
}

async function answersAt(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
