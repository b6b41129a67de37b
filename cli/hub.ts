#!/usr/bin/env node
import 'reflect-metadata'
import { subgraphNames } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { sentence } from './sentence'

/** A line of a command as it is typed, and what it does. */
type Usage = readonly [command: string, does: string]

interface Verb {
  readonly usage: readonly Usage[]
  readonly run: (args: readonly string[]) => Promise<void>
}

/** A verb's modules are loaded when it is run: a token waits for no gateway. */
const verbs: Readonly<Record<string, Verb>> = {
  start: {
    usage: [['hub start [--fresh] [--city nyc] [--port 4000]', 'everything in one process, on the embedded database']],
    run: async (args) => (await import('./start.js')).start(args),
  },
  serve: {
    usage: [[`hub serve gateway|${subgraphNames.join('|')}`, 'one process of a distributed hub']],
    run: async (args) => (await import('./serve.js')).serveOne(args),
  },
  migrate: {
    usage: [['hub migrate [--synthetic]', 'brings DATABASE_URL up to date with the code and the cities']],
    run: async (args) => (await import('./migrate.js')).migrateAll(args),
  },
  screen: {
    usage: [
      [
        'hub screen --city nyc --in households.jsonl --out results.jsonl [--format hub|accessnyc]',
        'judges a file of households, one a line',
      ],
      [
        'hub screen --city nyc --residents --agency peu --out results.jsonl',
        'judges the residents who may be contacted and whom the agency may read; both take --as-of 2026-06-01, --programs snap,scrie, --explain, --json, --fresh',
      ],
    ],
    run: async (args) => (await import('./screen.js')).screen(args),
  },
  keys: {
    usage: [
      ['hub keys', 'makes the keys of a distributed hub in HUB_DATA'],
      ['hub keys rotate', 'a new key for what its gateways send to its subgraphs, while it runs'],
    ],
    run: async (args) => (await import('./keys.js')).keys(args),
  },
  key: {
    usage: [
      [
        'hub key create --city nyc --agency peu --name "Door app" --scopes conversation:write,... --days 90 [--json]',
        'an API key for an outreach tool, told once',
      ],
      ['hub key list [--json]', 'the API keys on record, without their secrets'],
      ['hub key rotate <id> [--json]', 'a second key of the same name; a third ends the oldest'],
      ['hub key revoke <id> [--json]', 'ends a key at once'],
    ],
    run: async (args) => (await import('./key.js')).key(args),
  },
  audit: {
    usage: [
      [
        'hub audit verify [--head head.json] [--json]',
        'whether any record of the audit logs was changed, removed, put in or cut off; exit code 1 where one was',
      ],
      ['hub audit head', 'the newest seal of each log, to be kept outside the database'],
      [
        'hub audit export --city nyc --out audit.jsonl [--resident ID] [--from 2026-06-01] [--to 2026-07-01]',
        "a city's audit log, or what it holds of one resident, one record a line; the export is recorded first",
      ],
    ],
    run: async (args) => (await import('./audit/audit.js')).audit(args),
  },
  city: {
    usage: [
      ['hub city check [nyc ...] [--json]', 'every mistake in the files of the cities, or what is in them'],
      ['hub city explain nyc scrie [--as-of 2026-07-01] [--lang en|es] [--json]', 'a rule of a day in plain words'],
      [
        'hub city preview nyc --with draft --residents [--as-of 2027-01-01] [--json]',
        'whom a change of the rules would gain and lose, before it is made',
      ],
      [
        'hub city preview nyc --with draft --in households.jsonl [--format hub|accessnyc] [...]',
        'the same for a file that hub screen reads',
      ],
    ],
    run: async (args) => (await import('./city/city.js')).city(args),
  },
  purge: {
    usage: [
      [
        'hub purge --city nyc [--dry-run] [--as-of 2026-06-01] [--json]',
        "deletes what the city's retention.yaml says must go, and puts it on record; --dry-run tells what would go",
      ],
    ],
    run: async (args) => (await import('./retention/purge.js')).purgeCity(args),
  },
  resident: {
    usage: [
      ['hub resident export <id> --city nyc --out file.json', 'everything the hub holds about one resident, for them to have'],
      [
        'hub resident erase <id> --city nyc --reason "..." [--dry-run] [--force]',
        'takes everything personal of one resident out; an open referral is in the way unless it is to be cancelled by force',
      ],
    ],
    run: async (args) => (await import('./resident/resident.js')).resident(args),
  },
  outbox: {
    usage: [
      ['hub outbox list [--dead] [--json]', 'the events that are not passed on yet, or those that were given up'],
      ['hub outbox replay --dead | <id> ...', 'lets events that were given up be tried again, all or these'],
    ],
    run: async (args) => (await import('./outbox.js')).outbox(args),
  },
  token: {
    usage: [['hub token --as caseworker --city nyc --agency hra [--json]', 'a development token, for an hour']],
    run: async (args) => (await import('./token.js')).token(args),
  },
}

async function main([verb = 'help', ...args]: readonly string[]): Promise<void> {
  const found = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (found && args.some((arg) => arg === '--help' || arg === '-h')) return console.log(tellUsage(found.usage))
  if (found) return found.run(args)
  console.log(`The city program hub.\n\n${tellUsage(Object.values(verbs).flatMap(({ usage }) => usage))}`)
  if (!['help', '--help', '-h'].includes(verb)) throw new StartError(`hub ${verb}: there is no such verb.`)
}

function tellUsage(usage: readonly Usage[]): string {
  return usage.map(([command, does]) => `  ${command}\n      ${does}`).join('\n')
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${sentence(error)}`)
    process.exit(1)
  },
)
