import { createPrivateKey, createPublicKey, hash, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto'
import type { JWK } from 'jose'
import { type Caller, isRole } from '../caller'

/**
 * What the gateway sends with every request to a subgraph: who calls, bound to this one body and subgraph, for thirty seconds.
 * A compact JWS with Ed25519, signed in the same turn: at several requests a call, jose's asynchronous signing was measurable.
 */
export const forwardHeader = 'x-hub-caller'

const issuer = 'gateway'
const lifetime = 30
const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'hub-caller' })).toString('base64url')

interface Claims extends Caller {
  readonly iss: string
  readonly aud: string
  readonly iat: number
  readonly exp: number
  readonly body: string
}

export type Sign = (caller: Caller, audience: string, body: string | Buffer) => string

export function signer(jwk: JWK, now: () => number): Sign {
  const key = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' })
  return ({ sub, city, agency, roles }, audience, body) => {
    const iat = Math.floor(now() / 1000)
    const claims: Claims = { iss: issuer, aud: audience, iat, exp: iat + lifetime, body: digest(body), sub, city, agency, roles }
    const payload = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    return `${payload}.${sign(null, Buffer.from(payload), key).toString('base64url')}`
  }
}

/** Tells the caller of a forwarded request, or undefined where it was not signed by the gateway for this subgraph and body just now. */
export type Unseal = (token: string | undefined, audience: string, body: Buffer) => Caller | undefined

export function unsealer(jwks: readonly JWK[], now: () => number): Unseal {
  const keys = jwks.map((jwk) => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }))
  return (token, audience, body) => {
    const [head, payload, signature, ...more] = token?.split('.') ?? []
    if (head !== header || payload === undefined || signature === undefined || more.length > 0) return undefined
    if (!signedByOne(keys, `${head}.${payload}`, signature)) return undefined
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
    const seconds = Math.floor(now() / 1000)
    const fresh = claims.iss === issuer && claims.aud === audience && claims.iat <= seconds + lifetime && claims.exp > seconds
    if (!fresh || claims.body !== digest(body) || !claims.roles.every(isRole)) return undefined
    const { sub, city, agency, roles } = claims
    return { sub, city, agency, roles }
  }
}

function signedByOne(keys: readonly KeyObject[], text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  return keys.some((key) => verify(null, Buffer.from(text), key, bytes))
}

function digest(body: string | Buffer): string {
  return hash('sha256', body, 'base64url')
}
