import { httpDepartment } from '../gateway/forward/http'
import { startGateway } from '../gateway/gateway'
import { sealKey } from '../runtime/audit/keys'
import { systemRun } from '../runtime/audit/run'
import { startSealer } from '../runtime/audit/sealer'
import { readSettings, subgraphNames, type Settings, type SubgraphName } from '../runtime/config'
import { StartError } from '../runtime/errors'
import type { Listening } from '../runtime/http/listen'
import { openLog } from '../runtime/log'
import { keysModel } from '../runtime/trust/api-keys/model'
import { keyFinder } from '../runtime/trust/api-keys/store'
import { signer, unsealer } from '../runtime/trust/forward'
import { readKeys } from '../runtime/trust/keys'
import { watchFile } from '../runtime/watch-file'
import { readSupergraph } from '../schema/supergraph'
import { executor } from '../schema/shared/execute'
import { serve } from '../schema/shared/serve'
import { loadCities } from './cities'
import { followCities } from './follow/follow-cities'
import { openLiveCities } from './follow/live-cities'
import { ideConfig } from './ide'
import { keyFiles, sealKeyFiles } from './keys'
import { openPostgres } from './open-postgres'
import { loadData } from './load'
import { models, subgraphsOver } from './subgraphs'
import { openTrust } from './trust'
import { untilStopped } from './until-stopped'

/** Runs one process of a distributed hub until it is told to stop. */
export async function serveOne([name]: readonly string[]): Promise<void> {
  const settings = readSettings(process.env)
  const subgraph = subgraphNames.find((one) => one === name)
  if (name !== 'gateway' && subgraph === undefined)
    throw new StartError(`hub serve: expected gateway, ${subgraphNames.join(', ')}.`)
  const running = subgraph === undefined ? await serveGateway(settings) : await serveSubgraph(settings, subgraph)
  console.log(`${name} listens on http://${settings.host}:${running.port}`)
  await untilStopped(running)
}

async function serveGateway(settings: Settings): Promise<Listening> {
  const log = openLog('gateway', settings.logLevel)
  const cities = loadCities(settings.cities, { data: settings.data })
  const keys = watchFile(keyFiles(settings.data).forward, readKeys, log, Date.now)
  const sign = signer(() => keys()[0], Date.now)
  const departments = subgraphNames.map((name) => {
    const url = settings.subgraphUrls[name]
    if (url === undefined)
      throw new StartError(
        `HUB_${name.toUpperCase()}_URL is not set: where the subgraph ${name} listens, such as http://${name}:4001/graphql.`,
      )
    return httpDepartment(name, url, sign)
  })
  // Of its own it keeps the API keys alone. Without a database it takes none.
  const database = settings.databaseUrl === undefined ? undefined : await openPostgres(settings, [keysModel], '')
  const findKey = database && keyFinder(database.source)
  const { trust } = await openTrust({ settings, cities: new Set(cities.keys()), log, findKey })
  const gateway = await startGateway({
    host: settings.host,
    port: settings.port,
    log,
    now: () => new Date(),
    supergraphSdl: readSupergraph(),
    departments,
    trust,
    ide: settings.ide ? ideConfig(cities, false) : undefined,
  })
  return {
    port: gateway.port,
    close: async () => {
      await gateway.close()
      await database?.close()
    },
  }
}

async function serveSubgraph(settings: Settings, name: SubgraphName): Promise<Listening> {
  const log = openLog(name, settings.logLevel)
  const cities = loadCities(settings.cities, { data: settings.data })
  const keys = watchFile(keyFiles(settings.data).ofSubgraph(name), readKeys, log, Date.now)
  const key = sealKey(readKeys(sealKeyFiles(settings.data).ofSubgraph(name))[0])
  const database = await openPostgres(settings, [models[name]], 'the processes of a distributed hub share a PostgreSQL.')
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const live = openLiveCities(cities)
  const execute = executor(subgraphsOver(live.current)[name], { database, log, now: () => new Date(), cities: terms })
  const unseal = unsealer(keys, Date.now)
  const listening = await serve({ host: settings.host, port: settings.port, log, name, execute, unseal, database })
  // The others keep nothing of the files but the time zones, which a start reads.
  const following =
    name === 'programs' || name === 'referrals'
      ? followCities({
          root: settings.cities,
          data: settings.data,
          live,
          log,
          now: () => new Date(),
          load: (id, city) => loadData(database, new Map([[id, city]]), new Date(), [name]),
          tell: console.log,
        })
      : undefined
  const sealer = startSealer({ run: systemRun(database.source), schemas: [name], key, log })
  return {
    port: listening.port,
    close: async () => {
      await following?.close()
      await listening.close()
      await sealer.close()
      await database.close()
    },
  }
}
