import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DocumentNode, execute, type ExecutionResult, parse, validate } from 'graphql'
import { Pool } from 'pg'
import { loadCities } from '../../cli/cities'
import { readSettings } from '../../runtime/config'
import { dayIn } from '../../runtime/days'
import { office } from '../gateway/callers'
import { floorSchema, residentRoot } from './floor-schema'

/**
 * The floor: what a program written for these two queries alone would cost. One process, the hub's tables and rules, one plain
 * statement for each kind of row; no identity, no transaction, no limits, no federation.
 */
function main(): void {
  const settings = readSettings(process.env)
  const city = loadCities(settings.cities, { only: office.city }).get(office.city)
  if (!city) throw new Error(`there is no city ${office.city}`)
  const pool = new Pool({ connectionString: settings.databaseUrl, max: 10 })
  const today = dayIn(city.settings.timeZone, new Date())
  const rootValue = residentRoot(pool, city.catalogue, office.city, today)
  const parsed = new Map<string, DocumentNode>()

  function prepare(query: string): DocumentNode {
    const known = parsed.get(query)
    if (known) return known
    const document = parse(query, { noLocation: true })
    const [error] = validate(floorSchema, document)
    if (error) throw error
    parsed.set(query, document)
    return document
  }

  async function answer(body: string): Promise<ExecutionResult> {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }
    return execute({ schema: floorSchema, document: prepare(query), rootValue, variableValues: variables })
  }

  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      void answer(body)
        .catch((error: Error) => ({ errors: [{ message: error.message }] }))
        .then((result) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result)))
    })
  })
  server.listen(0, '127.0.0.1', () => console.log(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
}

main()
