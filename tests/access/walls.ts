import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { subgraphsOver } from '../../cli/subgraphs'
import { localDepartment } from '../../gateway/forward/local'
import { startGateway } from '../../gateway/gateway'
import type { Caller } from '../../runtime/caller'
import { subgraphNames, type SubgraphName } from '../../runtime/config'
import { openLog } from '../../runtime/log'
import { executor, type Execute, type Leave, type Operation, type Subgraph } from '../../schema/shared/execute'
import { readSupergraph } from '../../schema/supergraph'
import { openTestHub, type GraphReply, type TestHub } from '../hub'

/** A hub whose gateway tells what it asks of each subgraph, and whose subgraphs answer without a gateway too. */
export interface Walls {
  readonly test: TestHub
  readonly subgraphs: Readonly<Record<SubgraphName, Subgraph>>
  readonly execute: Readonly<Record<SubgraphName, Execute>>
  /** Every operation that the gateway has sent to a subgraph. */
  readonly asked: { readonly name: SubgraphName; readonly query: string }[]
  /** What answers the gateway in a subgraph's place. */
  readonly instead: Map<SubgraphName, Execute>
  /** Sends an operation through the gateway as anybody: roles, agency and `sub` are as the test says. */
  ask(caller: Caller, operation: Operation): Promise<GraphReply>
  close(): Promise<void>
}

/** A request that is used once alone, and so may change something. */
export const once: Leave = { mayChange: true }

const issuer = 'https://issuer.example'
const audience = 'city-program-hub'

export async function openWalls(): Promise<Walls> {
  const test = await openTestHub()
  const { cities, database } = test.hub
  const log = openLog('test', 'silent')
  const now = () => new Date()
  const subgraphs = subgraphsOver(() => cities)
  const terms = new Map([...cities].map(([id, city]) => [id, city.settings]))
  const execute = Object.fromEntries(
    subgraphNames.map((name) => [name, executor(subgraphs[name], { database, log, now, cities: terms })]),
  ) as Record<SubgraphName, Execute>
  const asked: Walls['asked'] = []
  const instead: Walls['instead'] = new Map()
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    log,
    now,
    supergraphSdl: readSupergraph(),
    departments: subgraphNames.map((name) => ({
      ...localDepartment(name, execute[name], () => Promise.resolve(true)),
      ask: (operation: Operation, caller: Caller) => {
        // The relay asks too, in the hub's own name: that is no caller's request.
        if (caller.roles.includes('hub')) return execute[name](operation, caller, once)
        asked.push({ name, query: operation.query })
        return (instead.get(name) ?? execute[name])(operation, caller, once)
      },
    })),
    trust: { issuer, audience, keys: { keys: [await exportJWK(publicKey)] }, cities: new Set(cities.keys()) },
    // Passed on when a mutation has been answered, never by the clock.
    relay: { every: 3_600_000 },
  })
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = ({ sub, city, agency, roles }: Caller): Promise<string> => {
    const claims = { city, agency, roles }
    const name = JSON.stringify([sub, claims])
    const known =
      tokens.get(name) ??
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256' })
        .setSubject(sub)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey)
    tokens.set(name, known)
    return known
  }
  return {
    test,
    subgraphs,
    execute,
    asked,
    instead,
    ask: async (caller, operation) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(caller)}` }
      const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify(operation),
      })
      const { data, errors = [] } = (await response.json()) as Partial<GraphReply>
      return { status: response.status, data, errors }
    },
    close: async () => {
      await gateway.close()
      await test.close()
    },
  }
}
