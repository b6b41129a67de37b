import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { cpuOf, peakMemoryOf } from './gateway/meter'
import { householdLine } from './households'

const usage = `npm run bench:screen -- [options]
  --households 100000  how many to screen
  --known              every fact of every household is known; else of every other one
  --city nyc           against whose programs
  --json               the numbers as JSON`

const asOf = '2026-06-01'

/** Makes a file of households, screens it with the command itself, and tells how long that took and how much memory it needed at most. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      households: { type: 'string', default: '100000' },
      known: { type: 'boolean', default: false },
      city: { type: 'string', default: 'nyc' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const households = Number(values.households)
  if (!(Number.isInteger(households) && households > 0)) throw new Error('--households: expected a whole number above 0')
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'))
  let child: ChildProcess | undefined
  const leave = () => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (leave(), process.exit(1)))
  try {
    const input = join(folder, 'households.jsonl')
    process.stderr.write(`${households} households ...\n`)
    await pipeline(Readable.from(text(households, values.known)), createWriteStream(input))
    const began = performance.now()
    child = start(values.city, folder)
    const measure = meter(child)
    const [code] = (await once(child, 'exit')) as [number | null]
    const seconds = (performance.now() - began) / 1000
    if (code !== 0) throw new Error(`hub screen ended with ${code}`)
    const megabytes = (file: string) => Math.round(statSync(file).size / 1e6)
    const measured = {
      households,
      seconds: Number(seconds.toFixed(2)),
      householdsPerSecond: Math.round(households / seconds),
      ...measure(),
      cores: availableParallelism(),
      inputMB: megabytes(input),
      outputMB: megabytes(join(folder, 'results.jsonl')),
    }
    console.log(values.json ? JSON.stringify(measured) : lines(measured))
  } finally {
    leave()
  }
}

function* text(households: number, known: boolean): Generator<string> {
  const some = 500
  for (let number = 0; number < households; number += some) {
    const numbers = Array.from({ length: Math.min(some, households - number) }, (_, index) => number + index)
    yield numbers.map((one) => `${householdLine(known ? one * 2 : one, asOf)}\n`).join('')
  }
}

/** The whole command, with the start of its process and the check of the city where it is not kept yet. */
function start(city: string, folder: string): ChildProcess {
  const hub = join(__dirname, '..', 'cli', 'hub.js')
  const [input, out] = [join(folder, 'households.jsonl'), join(folder, 'results.jsonl')]
  const args = ['screen', '--city', city, '--as-of', asOf, '--in', input, '--out', out, '--json']
  const env = { ...process.env, HUB_DATA: join(folder, 'data') }
  return spawn(process.execPath, [hub, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Time on all cores in seconds and the most resident memory in MiB, of the process with its threads, as the kernel counts them. */
function meter({ pid }: ChildProcess): () => { readonly cpuSeconds: number; readonly peakMiB: number } {
  const seen = { cpuSeconds: 0, peakMiB: 0 }
  const timer = setInterval(() => {
    // Of a process that has ended nothing is told.
    seen.cpuSeconds = Math.max(seen.cpuSeconds, cpuOf([pid!]) / 1000)
    seen.peakMiB = Math.max(seen.peakMiB, Math.round(peakMemoryOf([pid!])))
  }, 100)
  return () => (clearInterval(timer), seen)
}

function lines(measured: Readonly<Record<string, number>>): string {
  return Object.entries(measured)
    .map(([name, value]) => `${name.padEnd(20)} ${value.toLocaleString('en-US')}`)
    .join('\n')
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`bench:screen: ${(error as Error).message}\n`)
    process.exit(1)
  },
)
