import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { ask, type Asked } from './gateway/ask'
import { mintCallers } from './gateway/callers'
import { addCases } from './gateway/cases'
import { load } from './gateway/load'
import { cpuOf } from './gateway/meter'
import { openPostgres } from './gateway/postgres'
import type { Processes, Running } from './gateway/process'
import { median } from './gateway/rounds'
import { prepare } from './gateway/setting'
import { withProcesses } from './stopping'
import { analyze, copyDatabase, databaseAt, makeDatabase, openRows } from './trust/databases'
import type { Call } from './trust/hub'
import { type TrustOperation, trustOperations } from './trust/operations'

const usage = `npm run bench:trust -- [options]
  --rounds 10       how often each of the two hubs is measured on each query, in turn
  --seconds 2       length of one measurement
  --connections 4   kept-open connections, one request under way on each
  --profile folder  CPU profiles of both hubs, written as they end
  --json            the numbers as JSON`

const modes = ['on', 'off'] as const
type Mode = (typeof modes)[number]
const program = join(__dirname, 'peers', 'trust-hub.js')

/** Aims: how many times the CPU, and how many statements more a call of a subgraph may send. */
const mostTimes = 2
const mostMore = 3

interface Measured {
  readonly name: TrustOperation['name']
  readonly on: number
  readonly off: number
  /** The median of the ratios round by round: what disturbs a round disturbs both of its measurements. */
  readonly ratio: number
  readonly postgresOn: number
  readonly postgresOff: number
}

/** The statements of one subgraph's calls for one request, beyond the opening and the end of a transaction. */
interface Counted {
  readonly query: string
  readonly subgraph: string
  readonly on: readonly number[]
  readonly off: readonly number[]
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '2' },
      connections: { type: 'string', default: '4' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const [rounds, seconds, connections] = [values.rounds, values.seconds, values.connections].map(positive) as [
    number,
    number,
    number,
  ]
  await withProcesses(values.profile, run)

  async function run(folder: string, processes: Processes): Promise<void> {
    tell('PostgreSQL, keys and data ...')
    const { url: server, pid: postgres } = await openPostgres(folder, processes)
    await makeDatabase(server, 'on')
    const setting = await prepare(folder, databaseAt(server, 'on'), processes)
    const environmentOf = (mode: Mode) => ({ ...setting.environment, DATABASE_URL: databaseAt(server, mode) })
    const callers = await mintCallers(setting, 100)
    const hubs = { on: await processes.serve(program, ['on'], environmentOf('on')) } as Record<Mode, Running>
    tell('cases of 100 residents, made by the mutations of the hub ...')
    const residents = await addCases([{ name: 'hub', origin: hubs.on.origin, gateway: hubs.on.pid, subgraphs: [] }], callers)
    await copyDatabase(server, 'on', 'off')
    hubs.off = await processes.serve(program, ['off'], environmentOf('off'))
    await openRows(databaseAt(server, 'off'))
    for (const mode of modes) await analyze(databaseAt(server, mode))

    const headers = callers.map((token) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` }))
    const asked = ({ query, name }: TrustOperation, turn: number, first = 100): Asked => {
      const variables = name === 'list' ? { first } : { id: residents[turn % residents.length] }
      return { body: JSON.stringify({ query, variables }), headers: headers[turn % headers.length] as Asked['headers'] }
    }
    await checkAlike(hubs, (turn) => trustOperations.map((operation) => asked(operation, turn)))
    const [department, list] = trustOperations as [TrustOperation, TrustOperation]
    const requests = { department: asked(department, 0), 'list of 1': asked(list, 0, 1), 'list of 100': asked(list, 0, 100) }
    const counted = await countStatements(Object.entries(requests), environmentOf)

    tell('warm-up ...')
    for (const operation of trustOperations)
      for (const mode of modes) await load(hubs[mode].origin, inTurn(operation), connections, 5)
    const measured: Measured[] = []
    for (const operation of trustOperations) measured.push(await measure(operation))
    console.log(values.json ? JSON.stringify({ machine: machine(), measured, counted }, null, 2) : report(measured, counted))

    function inTurn(operation: TrustOperation): () => Asked {
      let turn = 0
      return () => asked(operation, turn++)
    }

    async function measure(operation: TrustOperation): Promise<Measured> {
      const found: Record<Mode, number[]> = { on: [], off: [] }
      const below: Record<Mode, number[]> = { on: [], off: [] }
      for (let round = 0; round < rounds; round++) {
        for (const mode of round % 2 === 0 ? modes : modes.toReversed()) {
          const { origin, pid } = hubs[mode]
          const before = [cpuOf([pid]), cpuOf([postgres])] as const
          const { latencies } = await load(origin, inTurn(operation), connections, seconds)
          found[mode].push((cpuOf([pid]) - before[0]) / latencies.length)
          below[mode].push((cpuOf([postgres]) - before[1]) / latencies.length)
        }
        tell(
          `${operation.name} ${round + 1}/${rounds}: ${found.on.at(-1)?.toFixed(2)} ms with, ${found.off.at(-1)?.toFixed(2)} ms without`,
        )
      }
      const ratio = median(found.on.map((one, index) => one / (found.off[index] as number)))
      const [on, off, postgresOn, postgresOff] = [found.on, found.off, below.on, below.off].map(median) as [
        number,
        number,
        number,
        number,
      ]
      return { name: operation.name, on, off, ratio, postgresOn, postgresOff }
    }
  }
}

/** Where the two answer differently, one of them has done something else. */
async function checkAlike(hubs: Readonly<Record<Mode, Running>>, asked: (turn: number) => readonly Asked[]): Promise<void> {
  for (const turn of [0, 1, 2]) {
    for (const one of asked(turn)) {
      const [on, off] = await Promise.all(modes.map((mode) => ask(hubs[mode].origin, one)))
      if (!isDeepStrictEqual(on, off)) throw new Error(`the two hubs differ\n${JSON.stringify(on)}\n${JSON.stringify(off)}`)
    }
  }
}

async function countStatements(
  requests: readonly (readonly [string, Asked])[],
  environmentOf: (mode: Mode) => Readonly<Record<string, string>>,
): Promise<Counted[]> {
  const input = JSON.stringify(requests.map(([, one]) => one))
  const calls = modes.map((mode) => {
    const told = execFileSync(process.execPath, [program, mode, 'count'], { env: environmentOf(mode), input, encoding: 'utf8' })
    return JSON.parse(told) as Call[][]
  }) as [Call[][], Call[][]]
  return requests.flatMap(([query], index) => {
    const of = (mode: 0 | 1, subgraph: string) =>
      (calls[mode][index] ?? [])
        .filter((call) => call.subgraph === subgraph)
        .map(({ statements }) => statements.filter(isWork).length)
    const subgraphs = [...new Set((calls[0][index] ?? []).map(({ subgraph }) => subgraph))]
    return subgraphs.map((subgraph) => ({ query, subgraph, on: of(0, subgraph), off: of(1, subgraph) }))
  })
}

/** Neither the opening of a transaction nor its end. */
function isWork(statement: string): boolean {
  return !/^begin;|^rollback$|^select 1; commit$/i.test(statement)
}

function report(measured: readonly Measured[], counted: readonly Counted[]): string {
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)
  return [
    machine(),
    '',
    'CPU ms per request             with   without   ratio    PostgreSQL: with   without',
    ...measured.map(({ name, on, off, ratio, postgresOn, postgresOff }) => {
      const verdict = ratio <= mostTimes ? 'holds' : 'DOES NOT HOLD'
      const cells = [on.toFixed(2).padStart(9), off.toFixed(2).padStart(9), ratio.toFixed(2).padStart(7)]
      const below = [postgresOn.toFixed(2).padStart(16), postgresOff.toFixed(2).padStart(9)]
      return `${name.padEnd(26)}${cells.join(' ')}${below.join(' ')}   at most ${mostTimes} times: ${verdict}`
    }),
    '',
    'statements beyond BEGIN and COMMIT, of each call of a subgraph',
    ...counted.map(({ query, subgraph, on, off }) => {
      const more = Math.max(...on.map((count, index) => count - (off[index] ?? 0)))
      const verdict = more <= mostMore ? 'holds' : 'DOES NOT HOLD'
      return `${query.padEnd(12)} ${subgraph.padEnd(14)} with ${on.join('+')} = ${sum(on)}, without ${off.join('+')} = ${sum(off)}; at most ${mostMore} more a call: ${verdict}`
    }),
  ].join('\n')
}

function machine(): string {
  return `${cpus().length} cores of ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 600)) throw new Error(`expected a number above 0, not ${text}`)
  return value
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    tell(`bench:trust: ${(error as Error).message}`)
    process.exit(1)
  },
)
