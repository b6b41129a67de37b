import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Processes } from './process'

export interface Postgres {
  readonly url: string
  readonly pid: number
  /** Gathers the statistics that plans rest on, once the data are in. */
  settle(): Promise<void>
}

/** A cluster of its own in the folder, on a free port, gone with the bench. */
export async function openPostgres(folder: string, processes: Processes): Promise<Postgres> {
  const programs = findPrograms()
  const data = join(folder, 'postgres')
  mkdirSync(data, { mode: 0o700 })
  const owner = ownerFor(folder, data)
  const port = await freePort()
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await processes.run([join(programs, 'initdb'), '-D', data, '-U', 'hub', '-A', 'trust', ...locale], owner)
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${data}`, 'fsync=off', 'autovacuum=off', 'jit=off']
  const { pid } = await processes.start(
    [join(programs, 'postgres'), '-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    owner,
    /ready to accept connections/,
  )
  const url = `postgres://hub@127.0.0.1:${port}/postgres`
  return {
    url,
    pid,
    settle: async () => {
      const client = new Client({ connectionString: url })
      await client.connect()
      await client.query('vacuum analyze')
      await client.end()
    },
  }
}

/** The newest installed version. */
export function findPrograms(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root) : []
  const newest = versions.sort((a, b) => Number(b) - Number(a)).find((one) => existsSync(join(root, one, 'bin', 'initdb')))
  if (newest === undefined) throw new Error(`no PostgreSQL in ${root}: install the package postgresql`)
  return join(root, newest, 'bin')
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
export function ownerFor(folder: string, data: string): { readonly uid?: number; readonly gid?: number; readonly cwd: string } {
  if (process.getuid?.() !== 0) return { cwd: folder }
  const [uid, gid] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' })))
  for (const path of [folder, data]) chownSync(path, uid as number, gid as number)
  return { uid: uid as number, gid: gid as number, cwd: data }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
