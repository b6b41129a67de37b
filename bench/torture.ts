import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stopOnSignal } from './stopping'
import { type Outcome, torture } from './torture/run'
import { openTown } from './torture/town'

const usage = `npm run torture -- [options]
  --kills 50     how many processes are killed
  --seed N       the same seed kills the same processes in the same order; otherwise by the clock, and printed
  --writers 6    workers who write at the same time
  --json         what was found as JSON`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      writers: { type: 'string', default: '6' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const plan = {
    kills: whole('--kills', values.kills, 1),
    seed: whole('--seed', values.seed, 0),
    writers: whole('--writers', values.writers, 1),
  }
  const folder = mkdtempSync(join(tmpdir(), 'hub-torture-'))
  const stopped = stopOnSignal()
  tell(`seed ${plan.seed}; a hub of two gateways and four subgraphs on a PostgreSQL of its own, in ${folder} ...`)
  const opening = openTown(folder)
  try {
    const town = await Promise.race([opening, stopped])
    const outcome = await Promise.race([torture(town, plan, tell), stopped])
    console.log(values.json ? JSON.stringify(outcome, null, 2) : report(outcome))
    return outcome.findings.length === 0 ? 0 : 1
  } finally {
    await opening.then((town) => town.close()).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ seed, acknowledged, retries, recovery, findings }: Outcome): string {
  return [
    `seed ${seed}: ${acknowledged} changes acknowledged, ${retries} times sent again`,
    ...recovery.map(
      ({ kind, kills, median, worst }) =>
        `${kind.padEnd(9)} ${String(kills).padStart(3)} kills, back after ${Math.round(median)} ms (median), ${Math.round(worst)} ms (worst)`,
    ),
    ...(findings.length === 0 ? ['nothing lost, nothing doubled, every change recorded and passed on'] : findings),
  ].join('\n')
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least || text.trim() === '')
    throw new Error(`${option}: expected a whole number of at least ${least}, not ${text}`)
  return value
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    tell(`torture: ${(error as Error).message}`)
    process.exit(1)
  },
)
