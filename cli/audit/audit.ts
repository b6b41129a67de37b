import { StartError } from '../../runtime/errors'
import { exportLogs } from './export'
import { head } from './head'
import { verify } from './verify'

const tasks: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { verify, head, export: exportLogs }

/** What an auditor or a privacy officer does with the audit logs: check them, keep their heads, hand out what they hold. */
export async function audit([task = '', ...args]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined
  if (run === undefined) throw new StartError(`hub audit: expected one of ${Object.keys(tasks).join(', ')}; --help says more.`)
  await run(args)
}
