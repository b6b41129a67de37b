import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { JWK } from 'jose'
import { StartError } from '../errors'
import { writeWhole } from '../files'
import { keyIn, publicOf } from '../trust/keys'

/** Signs seals; `kid` is the thumbprint of the key (RFC 7638), so that another key never has the name of this one. */
export interface SealKey {
  readonly kid: string
  readonly sign: (text: string) => string
}

/** The public halves of all keys that ever sealed, by their thumbprints. */
export type KnownKeys = ReadonlyMap<string, KeyObject>

/**
 * The private key in the file, made on first use and readable by its owner only. Its public half is added to the key set in `known`, which keeps
 * those of earlier keys: a new key is made by removing the file of the old one, and what the old one sealed stays valid.
 */
export async function openSealKey(file: string, known: string): Promise<SealKey> {
  const jwk = await keyIn(file, 'audit')
  const kid = thumbprint(jwk)
  const keys = readJwks(known)
  if (!keys.some((one) => thumbprint(one) === kid))
    writeWhole(known, `${JSON.stringify({ keys: [...keys, { ...publicOf(jwk), kid }] })}\n`)
  return sealKey(jwk)
}

export function sealKey(jwk: JWK): SealKey {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  return { kid: thumbprint(jwk), sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') }
}

/** @throws StartError where the file is there and is no key set */
export function readKnownKeys(known: string): KnownKeys {
  return new Map(readJwks(known).map((jwk) => [thumbprint(jwk), createPublicKey({ key: jwk, format: 'jwk' })]))
}

/** Whether one of the known keys, the one it names, has signed the text. */
export function isSignedBy(keys: KnownKeys, kid: string, text: string, signature: string): boolean {
  const key = keys.get(kid)
  return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}

function thumbprint({ crv, kty, x }: JWK): string {
  return hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url')
}

function readJwks(file: string): readonly JWK[] {
  if (!existsSync(file)) return []
  try {
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { readonly keys?: readonly JWK[] }
    if (Array.isArray(keys)) return keys as readonly JWK[]
  } catch {
    // falls through
  }
  throw new StartError(`${file} is not a readable JSON Web Key Set.`)
}
