import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import type { Service } from './compose'
import { type Place, put } from './places'
import type { Programs } from './programs'

/** The services of a compose file as processes of this machine. */
export interface Local {
  /** Starts all in the order their `depends_on` says, each condition waited for. */
  up(): Promise<void>
  start(name: string): void
  healthy(name: string): Promise<void>
  /** Sends the signal and waits for the end. */
  stop(name: string, signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>
  log(name: string): string
  close(): Promise<void>
}

interface Parts {
  readonly services: ReadonlyMap<string, Service>
  readonly table: readonly Place[]
  readonly folder: string
  readonly programs: Programs
  /** The commands of images that have their own, already in place. */
  readonly own: Readonly<Record<string, readonly string[]>>
  readonly say: (line: string) => void
}

const patience = 60_000

export function openLocal({ services, table, folder, programs, own, say }: Parts): Local {
  const running = new Map<string, ChildProcess>()
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  const fileOf = (name: string) => join(logs, `${name}.log`)
  const log = (name: string) => readFileSync(fileOf(name), 'utf8')
  const serviceOf = (name: string) => services.get(name) as Service
  const environmentOf = ({ name, environment }: Service) => {
    const placed = Object.entries(environment).map(([key, value]) => put(table, name, `${key}=${value}`))
    const pairs = placed.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
    return { ...Object.fromEntries(pairs), PATH: programs.path }
  }

  function start(name: string): ChildProcess {
    const service = serviceOf(name)
    const [command = '', ...args] = own[name] ?? service.command
    const out = openSync(fileOf(name), 'a')
    const child = spawn(command, args, {
      cwd: packageRoot,
      env: environmentOf(service),
      stdio: ['ignore', out, out],
      ...(name === 'postgres' ? { ...programs.owner, cwd: folder } : {}),
    })
    child.once('error', (error) => say(`${name} cannot be started: ${error.message}`))
    running.set(name, child)
    return child
  }

  async function healthy(name: string): Promise<void> {
    const until = Date.now() + patience
    while (!(await check(name))) {
      const { exitCode, signalCode } = running.get(name) as ChildProcess
      if (exitCode !== null || signalCode !== null) throw new Error(`${name} ended (${exitCode ?? signalCode}):\n${log(name)}`)
      if (Date.now() > until) throw new Error(`${name} is not healthy after ${patience / 1000} s:\n${log(name)}`)
      await pause(300)
    }
  }

  /** The service's own health check. The images' wget is not on every machine: the same address is asked here. */
  async function check(name: string): Promise<boolean> {
    const service = serviceOf(name)
    const [command = '', ...args] = (service.check ?? []).map((part) => put(table, name, part))
    if (command === 'wget') {
      return fetch(args.at(-1) as string).then(
        (reply) => reply.ok,
        () => false,
      )
    }
    const port = /-p (\d+)/.exec((own[name] ?? []).join(' '))?.[1]
    const env = { ...environmentOf(service), ...(port === undefined ? {} : { PGPORT: port }) }
    return new Promise((resolve) => execFile(command, args, { env, timeout: 5_000 }, (error) => resolve(error === null)))
  }

  async function completed(name: string): Promise<void> {
    const { code } = await ended(running.get(name) as ChildProcess)
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${log(name)}`)
    say(`${name} has done its work`)
  }

  async function up(): Promise<void> {
    const begun = new Map<string, Promise<void>>()
    const done = new Map<string, Promise<void>>()
    const begin = (name: string): Promise<void> => {
      const known = begun.get(name)
      if (known) return known
      const beginning = Promise.all(serviceOf(name).after.map((other) => ready(other.name))).then(() => void start(name))
      begun.set(name, beginning)
      return beginning
    }
    // A service with a health check is waited for until it is healthy, one without until it has ended well.
    const ready = (name: string): Promise<void> => {
      const known = done.get(name)
      if (known) return known
      const state = begin(name).then(() =>
        serviceOf(name).check ? healthy(name).then(() => say(`${name} is healthy`)) : completed(name),
      )
      done.set(name, state)
      return state
    }
    const settled = await Promise.allSettled([...services.keys()].map(ready))
    const failed = settled.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason as Error
  }

  return {
    up,
    start: (name) => void start(name),
    healthy,
    log,
    stop: async (name, signal) => {
      const began = performance.now()
      const child = running.get(name) as ChildProcess
      child.kill(signal)
      const { code } = await ended(child)
      return { code, ms: Math.round(performance.now() - began) }
    },
    close: async () => {
      // The reverse of how they came up: nobody is asked for what is gone already. SIGINT is the quick stop of PostgreSQL and of
      // nginx, and both must be asked: killed, they leave their own processes behind.
      for (const [name, child] of [...running].reverse()) {
        child.kill(name === 'postgres' || name === 'nginx' ? 'SIGINT' : 'SIGKILL')
        const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000)
        await ended(child)
        clearTimeout(giveUp)
      }
    },
  }
}

function ended(child: ChildProcess): Promise<{ readonly code: number | null }> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve({ code: child.exitCode })
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code })))
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
