#!/usr/bin/env node
import 'reflect-metadata'
import { StartError } from '../runtime/errors'
import * as keys from './keys'
import * as migrate from './migrate'
import * as serve from './serve'
import * as start from './start'
import * as token from './token'

interface Verb {
  readonly usage: string
  readonly run: (args: readonly string[]) => Promise<void>
}

const verbs: Readonly<Record<string, Verb>> = {
  start: { usage: start.usage, run: start.start },
  serve: { usage: serve.usage, run: serve.serveOne },
  migrate: { usage: migrate.usage, run: migrate.migrateAll },
  keys: { usage: keys.usage, run: keys.makeKeys },
  token: { usage: token.usage, run: token.token },
}

async function main([verb = 'help', ...args]: readonly string[]): Promise<void> {
  const found = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (found) return found.run(args)
  const lines = Object.values(verbs).map(({ usage }) => `  ${usage}`)
  console.log(`The city program hub.\n\n${lines.join('\n')}`)
  if (verb !== 'help' && verb !== '--help') throw new StartError(`hub ${verb}: there is no such verb.`)
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${sentence(error)}`)
    process.exit(1)
  },
)

/** What went wrong, in words; a stack only where it is a mistake of the hub's own. */
function sentence(error: unknown): string {
  if (error instanceof StartError) return error.message
  const { name, code, message, stack } = error as Error & { code?: string }
  if (name === 'CityError') return `The city's files cannot be loaded:\n${message}`
  if (code?.startsWith('ERR_PARSE_ARGS')) return message
  return stack ?? message
}
