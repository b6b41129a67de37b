import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { StartError } from '../errors'

/** The algorithm of the keys the hub makes itself. */
export const ownAlgorithm = 'EdDSA'

/** A private key that has not been before. */
export async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ownAlgorithm, { crv: 'Ed25519', extractable: true })
  return { ...(await exportJWK(privateKey)), alg: ownAlgorithm, use: 'sig', kid }
}

/** The private key in the file, the first where there are several; made on first use. Only its owner may read it. */
export async function keyIn(file: string, kid: string): Promise<JWK> {
  if (existsSync(file)) return readKeys(file)[0]
  const jwk = await newKey(kid)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Two processes that start together: the first one's key stands.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readKeys(file)[0]
    throw error
  }
  return jwk
}

/**
 * The keys in a file: a JSON Web Key Set, or a single key.
 *
 * @throws StartError where the file holds none
 */
export function readKeys(file: string): readonly [JWK, ...JWK[]] {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<JWK> & { readonly keys?: unknown }
    const keys: unknown = read.keys ?? [read]
    if (Array.isArray(keys) && keys.length > 0 && keys.every(isKey)) return keys as [JWK, ...JWK[]]
  } catch {
    // falls through
  }
  throw new StartError(`${file} holds no readable JSON Web Key.`)
}

function isKey(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as JWK).kty === 'string'
}

/** The public half, as it may be handed out. */
export function publicOf({ d: _private, ...rest }: JWK): JWK {
  return rest
}
