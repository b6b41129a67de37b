import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { JWK } from 'jose'
import { loadCities } from '../../cli/cities'
import { keyFiles } from '../../cli/keys'
import { models, subgraphsOver } from '../../cli/subgraphs'
import { untilStopped } from '../../cli/until-stopped'
import type { Caller } from '../../runtime/caller'
import { readSettings, subgraphNames } from '../../runtime/config'
import { openDatabase } from '../../runtime/database/open'
import { openLog } from '../../runtime/log'
import { type Sealed, unsealer } from '../../runtime/trust/forward'
import { executor } from '../../schema/shared/execute'
import { serve } from '../../schema/shared/serve'
import { office } from '../gateway/callers'

/** Whoever asks without a signature: the gateways that are no hub cannot make one. */
const unsigned: Caller = { sub: 'unsigned', ...office, roles: ['caseworker'], request: 'bench' }

/** A change costs the record of its id, whoever sends it. */
function taken(body: Buffer): Sealed {
  const once = { id: randomUUID(), expires: Math.floor(Date.now() / 1000) + 30 }
  return body.includes('mutation') ? { caller: unsigned, once } : { caller: unsigned }
}

/** One subgraph as `hub serve` runs it, which besides the hub's signed requests also answers those of the other gateways. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const name = subgraphNames.find((one) => one === process.argv[2])
  if (name === undefined || settings.databaseUrl === undefined) throw new Error('expected a subgraph and DATABASE_URL')
  const log = openLog(name, settings.logLevel)
  const cities = loadCities(settings.cities)
  const { keys } = JSON.parse(readFileSync(keyFiles(settings.data).ofSubgraph(name), 'utf8')) as { keys: JWK[] }
  const database = await openDatabase({ url: settings.databaseUrl }, [models[name]])
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const execute = executor(subgraphsOver(() => cities)[name], { database, log, now: () => new Date(), cities: terms })
  const signed = unsealer(() => keys, Date.now)
  const unseal: typeof signed = (token, audience, body) => (token === undefined ? taken(body) : signed(token, audience, body))
  const { host, port } = settings
  const listening = await serve({ host, port, log, name, execute, unseal, database })
  console.log(`${name} listens on http://${host}:${listening.port}`)
  await untilStopped({ close: () => listening.close().then(() => database.close()) })
  process.exit(0)
}

void main()
