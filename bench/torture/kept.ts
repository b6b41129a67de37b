import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** How a process is started, and how it tells that it is there. */
export interface Recipe {
  readonly command: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly owner?: { readonly uid?: number; readonly gid?: number }
  readonly cwd: string
  /** Where both of its outputs go. */
  readonly log: string
  readonly answers: () => Promise<boolean>
}

/** A process that is started again whenever it ends, until it is closed. */
export interface Kept {
  /** Its id now. */
  pid(): number
  /** Kills it at once, starts it again, and waits until it answers. Answers the milliseconds from the kill. */
  kill(): Promise<number>
  close(signal: NodeJS.Signals): Promise<void>
}

const patience = 60_000

/** Starts a process and waits until it answers. */
export async function keep(recipe: Recipe): Promise<Kept> {
  let closing = false
  let child = launch(recipe)
  const watch = () => {
    // What starts beside a process that is only just ending may fail, as under any supervisor: it is started anew.
    child.once('exit', () => {
      if (!closing) setTimeout(again, 100)
    })
  }
  const again = () => {
    if (closing) return
    child = launch(recipe)
    watch()
  }
  watch()

  async function ready(): Promise<void> {
    for (const until = Date.now() + patience; !closing && !(await recipe.answers()); await pause(20))
      if (Date.now() > until) throw new Error(`${recipe.log}: not ready after ${patience / 1000} s`)
  }

  await ready()
  return {
    pid: () => child.pid as number,
    kill: async () => {
      const began = performance.now()
      const ended = endOf(child)
      child.kill('SIGKILL')
      await ended
      await ready()
      return performance.now() - began
    },
    close: async (signal) => {
      closing = true
      const ended = endOf(child)
      child.kill(signal)
      const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(giveUp)
    },
  }
}

function launch({ command: [file, ...args], environment, owner = {}, cwd, log }: Recipe): ChildProcess {
  const out = openSync(log, 'a')
  return spawn(file, args, { env: environment, cwd, ...owner, stdio: ['ignore', out, out] })
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}
