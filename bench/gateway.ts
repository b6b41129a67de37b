import { parseArgs } from 'node:util'
import { addCases } from './gateway/cases'
import { mintCallers } from './gateway/callers'
import { checkAgreement, operations, requestsInTurn } from './gateway/operations'
import { openPeers, peerNames } from './gateway/peers'
import { openPostgres } from './gateway/postgres'
import type { Processes } from './gateway/process'
import { measureRounds } from './gateway/rounds'
import { prepare } from './gateway/setting'
import { report } from './gateway/table'
import { withProcesses } from './stopping'

const usage = `npm run bench:gateway -- [options]
  --rounds 12       how often every peer is measured on each query
  --seconds 1       length of one measurement
  --connections 8   kept-open connections, one request under way on each
  --peers hub,http  only these of ${peerNames.join(', ')}
  --queries light   only these of ${operations.map(({ name }) => name).join(', ')}
  --profile folder  CPU profiles of every Node process, written as each one ends
  --json            the numbers as JSON`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '12' },
      seconds: { type: 'string', default: '1' },
      connections: { type: 'string', default: '8' },
      peers: { type: 'string', default: peerNames.join(',') },
      queries: { type: 'string', default: operations.map(({ name }) => name).join(',') },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const plan = {
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    connections: positive('--connections', values.connections),
  }
  const wanted = some('--peers', values.peers, peerNames)
  const queries = some(
    '--queries',
    values.queries,
    operations.map(({ name }) => name),
  )

  await withProcesses(values.profile, run)

  async function run(folder: string, processes: Processes): Promise<void> {
    tell('PostgreSQL, keys and data ...')
    const postgres = await openPostgres(folder, processes)
    const setting = await prepare(folder, postgres.url, processes)
    const callers = await mintCallers(setting, 500)
    const { peers, missing } = await openPeers(setting, processes, wanted, tell)
    tell('cases of 100 residents, made by the mutations of the hub ...')
    const residents = await addCases(peers, callers)
    await postgres.settle()
    const asked = operations
      .filter(({ name }) => queries.includes(name))
      .map((operation) => ({ operation, next: requestsInTurn(operation, residents, callers) }))
    for (const { operation } of asked) await checkAgreement(operation, residents, peers, callers)
    const measured = await measureRounds(peers, asked, plan, tell)
    console.log(report({ measured, missing, peers, plan, asJson: values.json }))
  }
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 600)) throw new Error(`${option}: expected a number above 0, not ${text}`)
  return value
}

function some<Name extends string>(option: string, text: string, known: readonly Name[]): readonly Name[] {
  return text.split(',').map((name) => {
    const found = known.find((one) => one === name)
    if (found === undefined) throw new Error(`${option}: expected some of ${known.join(', ')}, not ${name}`)
    return found
  })
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    tell(`bench:gateway: ${(error as Error).message}`)
    process.exit(1)
  },
)
