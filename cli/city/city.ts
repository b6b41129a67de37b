import { StartError } from '../../runtime/errors'
import { check } from './check'
import { explain } from './explain'
import { preview } from './preview'

const tasks: Readonly<Record<string, (args: readonly string[]) => void | Promise<void>>> = { check, explain, preview }

/** What a program officer does with a city's files: look for mistakes, read a rule in plain words, see what a change would do. */
export async function city([task = '', ...args]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined
  if (run === undefined) throw new StartError(`hub city: expected one of ${Object.keys(tasks).join(', ')}; --help says more.`)
  await run(args)
}
