import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { JWK } from 'jose'
import { openSealKey } from '../runtime/audit/keys'
import { readSettings, subgraphNames, type Settings } from '../runtime/config'
import { lockFile } from '../runtime/database/lock'
import { StartError } from '../runtime/errors'
import { writeWhole } from '../runtime/files'
import { openDevelopmentIssuer } from '../runtime/trust/issuer'
import { subgraphKey } from '../runtime/trust/forward'
import { keyIn, newKey, readKeys } from '../runtime/trust/keys'

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

/** `hub keys` makes what is not there yet, `hub keys rotate` a new key for the gateways; both while the hub runs. */
export async function keys(args: readonly string[]): Promise<void> {
  const settings = readSettings(process.env)
  const { forward, ofSubgraph } = keyFiles(settings.data)
  const [what, ...more] = args
  if ((what !== undefined && what !== 'rotate') || more.length > 0)
    throw new StartError('hub keys: expected nothing more, or rotate.')
  try {
    await (what === 'rotate' ? rotate(settings) : make(settings))
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
      throw new StartError(`HUB_DATA: ${path ?? settings.data} cannot be written (${code}).`)
    throw error
  }
  console.log(`keys in ${dirname(forward)}, for each subgraph in ${dirname(dirname(ofSubgraph('')))}`)
}

/** Makes what is not there yet: the gateways' key, two keys for each subgraph and, outside production, the development issuer's. */
async function make({ data, production }: Settings): Promise<void> {
  const { forward } = keyFiles(data)
  await keyIn(forward, 'gateway')
  giveSubgraphs(data, readKeys(forward))
  const seals = sealKeyFiles(data)
  for (const name of subgraphNames) await openSealKey(seals.ofSubgraph(name), seals.known)
  if (!production) await openDevelopmentIssuer(data, false)
}

/** How long a process may take to see its new file, in milliseconds: it looks once a second. */
const untilSeen = 2_000

/**
 * The new key comes first, and is what the gateways sign with; the one before it is still known by the subgraphs, the ones before that are not.
 * The subgraphs are given it first, so that no gateway signs with a key that they do not know; and no second rotation takes away the one before
 * until the gateways have seen the new one.
 */
async function rotate({ data }: Settings): Promise<void> {
  const { forward } = keyFiles(data)
  const [current] = readKeys(forward)
  const unlock = lockFile(
    join(dirname(forward), 'rotate.lock'),
    (pid) => `The keys in ${data} are being rotated by process ${pid}.`,
    `The keys in ${data} are being rotated at this moment. Try again.`,
  )
  try {
    const kept = [await newKey(`gateway-${randomBytes(4).toString('hex')}`), current]
    giveSubgraphs(data, kept)
    await setTimeout(untilSeen)
    writeWhole(forward, `${JSON.stringify({ keys: kept })}\n`)
    await setTimeout(untilSeen)
  } finally {
    unlock()
  }
}

/** A subgraph that reads at this moment reads the old file or the new one. */
function giveSubgraphs(data: string, gateway: readonly JWK[]): void {
  const { ofSubgraph } = keyFiles(data)
  for (const name of subgraphNames) {
    const own = { keys: gateway.map((key) => subgraphKey(key, name)) }
    writeWhole(ofSubgraph(name), `${JSON.stringify(own)}\n`)
  }
}
