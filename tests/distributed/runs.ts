import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { packageRoot } from '../../runtime/root'
import { pause } from './local'

/** One run of the story, as a process of its own. */
export interface Run {
  readonly name: string
  readonly child: ChildProcess
  /** The steps it has told so far. */
  readonly told: string[]
  /** Its exit code; the text it ended with where that is not 0. */
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>
}

export interface Play {
  (name?: string): Run
  /** Ends what still runs. */
  stop(): void
}

/** Plays `npm run story` against the address, with the keys of the data folder. */
export function player(url: string, data: string): Play {
  const under = new Set<ChildProcess>()
  const play = (name = randomBytes(4).toString('hex')): Run => {
    const env = { PATH: process.env['PATH'], HUB_URL: url, HUB_DATA: data, HUB_STORY_RUN: name }
    const child = spawn(process.execPath, ['dist/cli/story.js'], { cwd: packageRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
    under.add(child)
    const told: string[] = []
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString('utf8')
      told.splice(0, told.length, ...[...text.matchAll(/^ {2}(\S+)/gm)].map(([, step]) => step as string))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
      child.once('close', (code) => {
        under.delete(child)
        resolve({ code, text })
      }),
    )
    return { name, child, told, ended }
  }
  return Object.assign(play, { stop: () => under.forEach((child) => child.kill('SIGKILL')) })
}

/** Runs one after the other in several lanes at once, until it is told to stop and there have been enough. */
export interface Lanes {
  /** Waits until a run is in the middle of the story, and tells which one is where. */
  middle(): Promise<string>
  finish(): Promise<readonly Run[]>
}

export function playInLanes(play: Play, lanes: number, atLeast: number): Lanes {
  const runs: Run[] = []
  const under = new Set<Run>()
  let going = true
  const lane = async () => {
    while (going || runs.length < atLeast) {
      const run = play()
      runs.push(run)
      under.add(run)
      const { code } = await run.ended
      under.delete(run)
      if (code !== 0) going = false
    }
  }
  const all = Promise.all(Array.from({ length: lanes }, lane))
  return {
    middle: async () => {
      for (;;) {
        const found = [...under].filter((run) => run.told.length > 2 && run.told.length < 20)
        if (found.length > 0) return found.map((run) => `${run.name} after "${run.told.at(-1)}"`).join(', ')
        if (!going) return 'none: a run has failed'
        await pause(10)
      }
    },
    finish: async () => {
      going = false
      await all
      return runs
    },
  }
}
