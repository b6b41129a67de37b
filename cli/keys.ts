import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JWK } from 'jose'
import { openSealKey } from '../runtime/audit/keys'
import { readSettings, subgraphNames } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { writeWhole } from '../runtime/files'
import { openDevelopmentIssuer } from '../runtime/trust/issuer'
import { subgraphKey } from '../runtime/trust/forward'
import { keyIn } from '../runtime/trust/keys'

/**
 * Where the processes of a distributed hub find the keys by which subgraphs know the gateway. A folder for each subgraph, so that it can be
 * given its own alone: who can read the gateways' key can speak to every subgraph, for anybody.
 */
export function keyFiles(data: string): { readonly forward: string; readonly ofSubgraph: (name: string) => string } {
  return {
    forward: join(data, 'keys', 'gateway.jwk'),
    ofSubgraph: (name) => join(data, 'subgraphs', name, 'gateway.jwks.json'),
  }
}

/**
 * Where the keys are that sign the seals of the audit logs: one for a hub in one process, one for each subgraph that is a process of its own,
 * and the public halves of all that ever signed, by which seals are checked.
 */
export function sealKeyFiles(data: string): {
  readonly own: string
  readonly ofSubgraph: (name: string) => string
  readonly known: string
} {
  return {
    own: join(data, 'keys', 'audit.jwk'),
    ofSubgraph: (name) => join(data, 'subgraphs', name, 'audit.jwk'),
    known: join(data, 'keys', 'audit.jwks.json'),
  }
}

/** Makes what is not there yet: the gateways' key, two keys for each subgraph and, outside production, the development issuer's. */
export async function makeKeys(): Promise<void> {
  const settings = readSettings(process.env)
  const { forward, ofSubgraph } = keyFiles(settings.data)
  const seals = sealKeyFiles(settings.data)
  try {
    const key = await keyIn(forward, 'gateway')
    // A subgraph that starts at this moment reads the old file or the new one.
    for (const name of subgraphNames) writeWhole(ofSubgraph(name), `${JSON.stringify({ keys: [subgraphKey(key, name)] })}\n`)
    for (const name of subgraphNames) await openSealKey(seals.ofSubgraph(name), seals.known)
    if (!settings.production) await openDevelopmentIssuer(settings.data, false)
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
      throw new StartError(`HUB_DATA: ${path ?? settings.data} cannot be written (${code}).`)
    throw error
  }
  console.log(`keys in ${dirname(forward)}, for each subgraph in ${dirname(dirname(ofSubgraph('')))}`)
}

/** @throws StartError where there are none yet */
export function readSubgraphKeys(file: string): readonly JWK[] {
  try {
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { readonly keys?: readonly JWK[] }
    if (Array.isArray(keys) && keys.length > 0) return keys as readonly JWK[]
  } catch {
    // falls through
  }
  throw new StartError(`${file} is not a readable JSON Web Key Set: hub keys makes it.`)
}
