import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { keyIn, publicOf } from '../../runtime/trust/keys'
import type { Processes } from './process'

/** What all peers share: the database, the keys, and the environment of a hub in production. */
export interface Setting {
  readonly folder: string
  readonly issuer: string
  readonly audience: string
  readonly issuerKey: JWK
  readonly environment: Readonly<Record<string, string>>
}

/** The hub's command line, as it was compiled. */
export const hubProgram = join(__dirname, '..', '..', 'cli', 'hub.js')

/** Migrates the database, loads the cities and their synthetic residents, and makes the keys. */
export async function prepare(folder: string, databaseUrl: string, processes: Processes): Promise<Setting> {
  const issuer = 'urn:city-program-hub:bench'
  const audience = 'city-program-hub'
  const issuerKey = await keyIn(join(folder, 'keys', 'issuer.jwk'), 'bench')
  const jwks = join(folder, 'keys', 'issuer.jwks.json')
  writeFileSync(jwks, JSON.stringify({ keys: [publicOf(issuerKey)] }))
  const environment = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    HUB_DATA: folder,
    HUB_ISSUER: issuer,
    HUB_AUDIENCE: audience,
    HUB_JWKS: jwks,
  }
  // The hub puts no synthetic residents into a database of production.
  const env = { ...environment, NODE_ENV: 'development' }
  for (const args of [['keys'], ['migrate', '--synthetic']]) await processes.run([process.execPath, hubProgram, ...args], { env })
  return { folder, issuer, audience, issuerKey, environment }
}
