import { localDepartment } from '../gateway/forward/local'
import { startGateway, type RelayTiming } from '../gateway/gateway'
import type { Relay } from '../gateway/relay'
import { openSealKey } from '../runtime/audit/keys'
import { systemRun } from '../runtime/audit/run'
import { startSealer } from '../runtime/audit/sealer'
import { subgraphNames, type Settings } from '../runtime/config'
import { openDatabase, type Database } from '../runtime/database/open'
import { openLog } from '../runtime/log'
import { keyFinder } from '../runtime/trust/api-keys/store'
import { readSupergraph } from '../schema/supergraph'
import { executor, type Execute } from '../schema/shared/execute'
import { type Cities, loadCities } from './cities'
import { followCities } from './follow/follow-cities'
import { openLiveCities } from './follow/live-cities'
import { ideConfig } from './ide'
import { sealKeyFiles } from './keys'
import { loadData, loadPeople } from './load'
import { allModels, subgraphsOver } from './subgraphs'
import { openTrust } from './trust'
import type { Issuer } from '../runtime/trust/issuer'

/** The whole hub in one process. */
export interface Hub {
  readonly port: number
  /** As they are now: they are read anew when their files change. */
  readonly cities: Cities
  readonly database: Database
  readonly issuer: Issuer | undefined
  /** Passes events on by itself, and at once where it is told to. */
  readonly relay: Relay
  close(): Promise<void>
}

export interface HubOptions {
  readonly settings: Settings
  readonly fresh?: boolean
  readonly now?: () => Date
  /** Told what is being done while starting takes its time, and when a city is read anew. */
  readonly tell?: (line: string) => void
  /** Milliseconds between two looks at the files of the cities. */
  readonly lookEvery?: number
  /** How events are passed on, where not as usual. */
  readonly relay?: RelayTiming
  /** Milliseconds between two rounds of sealing the audit logs. */
  readonly sealEvery?: number
}

/**
 * Opens the database (embedded, or PostgreSQL where DATABASE_URL names one), loads the cities and starts the gateway over the four
 * subgraphs in this process.
 */
export async function openHub({
  settings,
  fresh = false,
  now = () => new Date(),
  tell = () => undefined,
  lookEvery,
  relay,
  sealEvery,
}: HubOptions): Promise<Hub> {
  const log = openLog('hub', settings.logLevel)
  const cities = loadCities(settings.cities, { only: settings.onlyCity, data: settings.data })
  tell(
    `cities      ${[...cities.values()].map(({ settings: { name }, catalogue }) => `${name.en} (${catalogue.programs.length} programs)`).join(', ')}`,
  )
  const place = settings.databaseUrl === undefined ? { folder: settings.data, fresh } : { url: settings.databaseUrl }
  tell(`database    ${settings.databaseUrl === undefined ? `embedded, in ${settings.data}` : 'PostgreSQL'} ...`)
  const database = await openDatabase(place, allModels)
  try {
    await loadData(database, cities, now())
    // A real city's database is never filled with people who do not exist.
    if (!settings.production)
      await loadPeople(database, cities, now(), (city, done, of) =>
        tell(`residents   ${city}: ${done} of ${of} synthetic residents`),
      )
    const { trust, issuer } = await openTrust({
      settings,
      cities: new Set(cities.keys()),
      log,
      findKey: keyFinder(database.source),
    })
    const sealKeys = sealKeyFiles(settings.data)
    const sealKey = await openSealKey(sealKeys.own, sealKeys.known)
    const live = openLiveCities(cities)
    const subgraphs = subgraphsOver(live.current)
    const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
    const execute = Object.fromEntries(
      subgraphNames.map((name) => [name, executor(subgraphs[name], { database, log, now, cities: terms })]),
    ) as Record<(typeof subgraphNames)[number], Execute>
    const agencies = new Map(
      [...cities].map(([id, { catalogue }]) => [id, new Set(catalogue.agencies.map((agency) => agency.code))]),
    )
    const gateway = await startGateway({
      host: settings.host,
      port: settings.port,
      log,
      now,
      supergraphSdl: readSupergraph(),
      departments: subgraphNames.map((name) => localDepartment(name, execute[name], () => database.ready())),
      trust,
      ide: settings.ide ? ideConfig(cities, issuer !== undefined) : undefined,
      relay,
      tokens: issuer && settings.ide ? { issuer, audience: settings.audience, agencies, now } : undefined,
    })
    const following = followCities({
      root: settings.cities,
      data: settings.data,
      live,
      log,
      now,
      every: lookEvery,
      load: async (id, city) => {
        await loadData(database, new Map([[id, city]]), now())
        agencies.set(id, new Set(city.catalogue.agencies.map((agency) => agency.code)))
      },
      tell: (line) => tell(`cities      ${line}`),
    })
    const sealer = startSealer({
      run: systemRun(database.source),
      schemas: subgraphNames,
      key: sealKey,
      log,
      now,
      every: sealEvery,
    })
    return {
      port: gateway.port,
      get cities() {
        return live.current()
      },
      database,
      issuer,
      relay: gateway.relay,
      close: async () => {
        await following.close()
        await gateway.close()
        await sealer.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
