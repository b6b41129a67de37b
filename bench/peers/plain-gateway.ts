import { readFileSync } from 'node:fs'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { untilStopped } from '../../cli/until-stopped'

/** A gateway as its documentation sets one up: no identity, no limits, nothing of the hub's. */
async function main(): Promise<void> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1'
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(process.argv[2] as string, 'utf8'),
    buildService: ({ url }) => new RemoteGraphQLDataSource({ url: url as string }),
  })
  const server = new ApolloServer({ gateway })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } })
  console.log(`listens on ${url}`)
  await untilStopped({ close: () => server.stop() })
  process.exit(0)
}

void main()
