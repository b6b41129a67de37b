import { StartError } from '../../runtime/errors'
import { erase } from './erase'
import { exportResident } from './export'

const tasks: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { export: exportResident, erase }

/** What a resident has a right to: a copy of everything about them, and that it goes. */
export async function resident([task = '', ...args]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined
  if (run === undefined) throw new StartError(`hub resident: expected one of ${Object.keys(tasks).join(', ')}; --help says more.`)
  await run(args)
}
