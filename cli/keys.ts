import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../runtime/config'
import { keyIn, publicOf } from '../runtime/trust/keys'
import { openDevelopmentIssuer } from '../runtime/trust/issuer'

export const usage = 'hub keys                                           makes the keys of a distributed hub in HUB_DATA/keys'

/** Where the processes of a distributed hub find the keys by which subgraphs know the gateway. */
export function keyFiles(data: string): { readonly forward: string; readonly forwardPublic: string } {
  return { forward: join(data, 'keys', 'gateway.jwk'), forwardPublic: join(data, 'keys', 'gateway.jwks.json') }
}

/** Makes what is not there yet: the gateway's key, its public half for the subgraphs and, outside production, the development issuer's. */
export async function makeKeys(): Promise<void> {
  const settings = readSettings(process.env)
  const { forward, forwardPublic } = keyFiles(settings.data)
  const key = await keyIn(forward, 'gateway')
  writeFileSync(forwardPublic, `${JSON.stringify({ keys: [publicOf(key)] })}\n`)
  if (!settings.production) await openDevelopmentIssuer(settings.data, false)
  console.log(`keys in ${join(settings.data, 'keys')}`)
}
