import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the programs of the images are on this machine. */
export interface Programs {
  /** The folders to look in, as PATH has them. */
  readonly path: string
  /** Who runs PostgreSQL: it refuses root. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined
}

/** @throws Error naming what has to be installed: without it nothing is tested here, so that is a failure and no skip */
export function findPrograms(): Programs {
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    : []
  const bin = versions.map((version) => `/usr/lib/postgresql/${version}/bin`).find((folder) => existsSync(join(folder, 'initdb')))
  if (bin === undefined) throw new Error('PostgreSQL is not installed: this test needs a real one (Debian package postgresql).')
  if (!existsSync('/usr/sbin/nginx'))
    throw new Error('nginx is not installed: this test needs a real one (Debian package nginx-light).')
  const number = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return {
    path: [dirname(process.execPath), bin, '/usr/sbin', '/usr/bin', '/bin'].join(':'),
    owner: process.getuid?.() === 0 ? { uid: number('-u'), gid: number('-g') } : undefined,
  }
}

/** Makes an empty cluster with the user and password of the compose file, as the official image does on its first start. */
export function makeCluster(folder: string, environment: Readonly<Record<string, string>>, { path, owner }: Programs): void {
  const { POSTGRES_USER = '', POSTGRES_PASSWORD = '', POSTGRES_DB = '', POSTGRES_INITDB_ARGS = '' } = environment
  mkdirSync(folder, { mode: 0o700 })
  const password = join(folder, 'password')
  writeFileSync(password, POSTGRES_PASSWORD)
  if (owner) for (const one of [folder, password]) chownSync(one, owner.uid, owner.gid)
  const run = (command: string, args: readonly string[], input?: string) =>
    execFileSync('env', [command, ...args], {
      env: { PATH: path },
      cwd: folder,
      stdio: 'pipe',
      ...owner,
      ...(input === undefined ? {} : { input }),
    })
  const data = join(folder, 'cluster')
  const secured = ['--auth-host=scram-sha-256', '--auth-local=trust', `--pwfile=${password}`]
  run('initdb', ['-D', data, '-U', POSTGRES_USER, '--no-sync', ...secured, ...POSTGRES_INITDB_ARGS.split(' ')])
  run('postgres', ['--single', '-D', data, 'postgres'], `create database "${POSTGRES_DB}"\n`)
}

/** The image's own command: a server on the cluster. */
export function postgresCommand(folder: string, port: number): string[] {
  return ['postgres', '-D', join(folder, 'cluster'), '-p', String(port), '-h', '127.0.0.1', '-k', folder]
}

/** The image's own command: nginx in the foreground, on this configuration. */
export function nginxCommand(folder: string, configuration: string): string[] {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration)
  return ['nginx', '-c', file, '-p', folder, '-g', 'daemon off;']
}
