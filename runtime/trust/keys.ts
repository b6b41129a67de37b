import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { StartError } from '../errors'

/** The algorithm of the keys the hub makes itself. */
export const ownAlgorithm = 'EdDSA'

/** The private key in the file, made on first use; only its owner may read it. */
export async function keyIn(file: string, kid: string): Promise<JWK> {
  if (existsSync(file)) return readJwk(file)
  const { privateKey } = await generateKeyPair(ownAlgorithm, { crv: 'Ed25519', extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), alg: ownAlgorithm, use: 'sig', kid }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Two processes that start together: the first one's key stands.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readJwk(file)
    throw error
  }
  return jwk
}

/** @throws StartError where the file is no key */
export function readJwk(file: string): JWK {
  try {
    const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK
    if (typeof jwk.kty === 'string') return jwk
  } catch {
    // falls through
  }
  throw new StartError(`${file} is not a readable JSON Web Key.`)
}

/** The public half, as it may be handed out. */
export function publicOf({ d: _private, ...rest }: JWK): JWK {
  return rest
}
