import { setTimeout } from 'node:timers/promises'
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

/** A process of the bench that answers HTTP. */
export interface Running {
  readonly pid: number
  readonly origin: string
}

export interface Processes {
  /** Runs a command to its end. */
  run(command: readonly [string, ...string[]], options: SpawnOptions): Promise<void>
  /** Starts what stays, and waits until it has printed what `ready` looks for, on either output. */
  start(command: readonly [string, ...string[]], options: SpawnOptions, ready: RegExp): Promise<{ pid: number; found: string }>
  /** Starts a Node program that prints its address once it listens. */
  serve(file: string, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Running>
  /** Stops everything. */
  stop(): Promise<void>
}

const patience = 60_000

/** Every process that the bench starts is in here, and is stopped by its id. */
export function openProcesses(profileFolder?: string): Processes {
  const children: ChildProcess[] = []
  let stopping = false

  function launch([file, ...args]: readonly [string, ...string[]], options: SpawnOptions) {
    if (stopping) throw new Error('stopped')
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)))
    const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
    const failure = (what: string) => new Error(`${file} ${args.join(' ')} ${what}\n${output}`)
    return { child, ended, failure, output: () => output }
  }

  const start: Processes['start'] = async (command, options, ready) => {
    const { child, ended, failure, output } = launch(command, options)
    let alive = true
    void ended.then(
      (code) => {
        alive = false
        if (!stopping) process.stderr.write(`${failure(`ended with ${code}`).message}\n`)
      },
      () => (alive = false),
    )
    for (const until = Date.now() + patience; Date.now() < until && alive; await setTimeout(20)) {
      const found = ready.exec(output())?.[0]
      if (found !== undefined) return { pid: child.pid as number, found }
    }
    throw failure('did not become ready')
  }

  return {
    start,
    run: async (command, options) => {
      const { ended, failure } = launch(command, options)
      const code = await ended
      if (code !== 0) throw failure(`ended with ${code}`)
    },
    serve: async (file, args, environment) => {
      const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]
      const command = [process.execPath, ...profiling, file, ...args] as const
      const { pid, found } = await start(command, { env: environment }, /http:\/\/(127\.0\.0\.1|localhost):\d+/)
      return { pid, origin: found }
    },
    stop: async () => {
      stopping = true
      await Promise.all(children.map(end))
    },
  }
}

/** Asks a process to end, and makes it when it does not. PostgreSQL takes SIGINT as: end now, and do not wait for clients. */
async function end(child: ChildProcess): Promise<void> {
  const ended = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  if (ended()) return
  child.kill('SIGINT')
  for (const until = Date.now() + 5_000; Date.now() < until && !ended();) await setTimeout(20)
  if (!ended()) child.kill('SIGKILL')
}
