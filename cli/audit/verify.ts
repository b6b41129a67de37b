import { parseArgs } from 'node:util'
import { faults, type Finding } from '../../runtime/audit/check'
import { readKnownKeys } from '../../runtime/audit/keys'
import { type Verified, verifyLog } from '../../runtime/audit/verify'
import { readSettings, subgraphNames } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import { sealKeyFiles } from '../keys'
import { readHeads } from './head'
import { withLogs } from './open-logs'

/**
 * Checks every log from its first record to its newest.
 *
 * @throws StartError where anything is wrong with one
 */
export async function verify(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' }, json: { type: 'boolean' } } })
  const settings = readSettings(process.env)
  const heads = values.head === undefined ? undefined : readHeads(values.head)
  const keys = readKnownKeys(sealKeyFiles(settings.data).known)
  const logs: Verified[] = []
  await withLogs(settings, async (run) => {
    for (const schema of subgraphNames) logs.push(await verifyLog(run, schema, keys, heads?.get(schema)))
  })
  console.log(values.json ? JSON.stringify({ logs }) : logs.map(tell).join('\n'))
  const found = logs.reduce((sum, { findings }) => sum + findings.length, 0)
  if (found > 0)
    throw new StartError(`The audit logs are not as they were recorded: ${found === 1 ? '1 finding' : `${found} findings`}.`)
}

function tell({ schema, batches, rows, unsealed, findings }: Verified): string {
  const tail =
    unsealed.count === 0
      ? 'none waits'
      : `${unsealed.count} ${unsealed.count === 1 ? 'waits' : 'wait'}, the oldest since ${unsealed.oldest}`
  return [`${schema.padEnd(14)} ${rows} records sealed in ${batches} batches, ${tail}`, ...findings.map(tellFinding)].join('\n')
}

const mostTold = 10

function tellFinding({ batch, fault, rows }: Finding): string {
  const place = batch === null ? 'outside the batches' : `batch ${batch}`
  const more = rows.length > mostTold ? ` and ${rows.length - mostTold} more` : ''
  const which = rows.length === 0 ? '' : `: rows ${rows.slice(0, mostTold).join(', ')}${more}`
  return `  ${fault.padEnd(14)} ${place}${which}\n${' '.repeat(17)}${faults[fault]}`
}
