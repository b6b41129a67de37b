import { AsyncLocalStorage } from 'node:async_hooks'
import { Client } from 'pg'
import { loadCities } from '../../cli/cities'
import { allModels, subgraphsOver } from '../../cli/subgraphs'
import { openTrust } from '../../cli/trust'
import { localDepartment } from '../../gateway/forward/local'
import { startGateway } from '../../gateway/gateway'
import { type Settings, subgraphNames } from '../../runtime/config'
import { openDatabase } from '../../runtime/database/open'
import { openLog } from '../../runtime/log'
import { readSupergraph } from '../../schema/supergraph'
import type { Looks } from '../../schema/shared/access/looks'
import type { CallContext } from '../../schema/shared/context'
import { type Execute, executor, type Subgraph } from '../../schema/shared/execute'
import { withoutGrounds } from './without-grounds'

/** The SQL statements of one call of a subgraph, in their order. */
export interface Call {
  readonly subgraph: string
  readonly statements: string[]
}

export interface TrustHub {
  readonly port: number
  /** The calls of subgraphs since this was last asked. */
  taken(): readonly Call[]
  close(): Promise<void>
}

/** Everything may be looked at, and nobody is told of it. */
const openEyes: Looks = { take: () => ({ sensitive: [] }), may: () => true, groundFor: () => 'STEWARDSHIP', taken: [] }

/**
 * The hub in one process as `hub start` composes it, without sealing and following files. Without walls it is composed of parts that do not
 * decide and do not record; bench/trust/unguarded.ts has to be loaded before this file then.
 */
export async function openTrustHub(
  settings: Settings,
  { walls, counting }: { walls: boolean; counting: boolean },
): Promise<TrustHub> {
  const log = openLog('hub', settings.logLevel)
  const now = () => new Date()
  const cities = loadCities(settings.cities, { data: settings.data })
  const database = await openDatabase({ url: settings.databaseUrl as string }, allModels)
  const { trust } = await openTrust({ settings, cities: new Set(cities.keys()), log, findKey: undefined })
  const subgraphs = subgraphsOver(() => cities)
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const calls: Call[] = []
  const departments = subgraphNames.map((name) => {
    const subgraph = walls ? subgraphs[name] : withOpenEyes(subgraphs[name])
    const execute = executor(subgraph, { database, log, now, cities: terms })
    return localDepartment(name, counting ? counted(name, execute, calls) : execute, () => database.ready())
  })
  const gateway = await startGateway({
    host: settings.host,
    port: settings.port,
    log,
    now,
    supergraphSdl: walls ? readSupergraph() : withoutGrounds(readSupergraph()),
    departments,
    trust,
    relay: { every: 3_600_000 },
  })
  return {
    port: gateway.port,
    taken: () => calls.splice(0),
    close: async () => {
      await gateway.close()
      await database.close()
    },
  }
}

function withOpenEyes(subgraph: Subgraph): Subgraph {
  // No loader of grounds either: a list of residents asks for them by itself, past the guards.
  const nothing = { load: () => Promise.resolve(undefined) }
  const contextFor = (call: CallContext) => {
    const context = subgraph.contextFor({ ...call, looks: openEyes })
    return { ...context, ...('grounds' in context ? { grounds: nothing, residentsIn: { load: () => Promise.resolve([]) } } : {}) }
  }
  return { ...subgraph, contextFor }
}

const current = new AsyncLocalStorage<Call>()

function counted(subgraph: string, execute: Execute, calls: Call[]): Execute {
  return (operation, caller, leave) => {
    const call: Call = { subgraph, statements: [] }
    calls.push(call)
    return current.run(call, () => execute(operation, caller, leave))
  }
}

/** Notes every statement at the call that sent it. */
export function noteStatements(): void {
  const plain = { ...Object.getOwnPropertyDescriptor(Client.prototype, 'query') }
  const query = plain.value as (this: Client, ...args: unknown[]) => unknown
  Object.defineProperty(Client.prototype, 'query', {
    ...plain,
    value(this: Client, ...args: unknown[]) {
      const [text] = args
      current.getStore()?.statements.push(typeof text === 'string' ? text : String((text as { text?: string } | null)?.text))
      return query.apply(this, args)
    },
  })
}
