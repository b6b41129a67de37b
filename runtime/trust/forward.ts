import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { JWK } from 'jose'
import { type Caller, isCallerRole } from '../caller'

/**
 * What the gateway sends with every request to a subgraph: who calls, bound to this one body and subgraph, for thirty seconds.
 * A compact JWS under a key that only the gateways and this one subgraph have: whoever takes it from a subgraph can speak to that
 * subgraph alone, whose database it has then anyway. Ed25519 took 0.04 ms to sign and 0.11 ms to check, a sixth of a small request.
 */
export const forwardHeader = 'x-hub-caller'

const issuer = 'gateway'
const lifetime = 30
const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'hub-caller' })).toString('base64url')

interface Claims extends Caller {
  readonly iss: string
  readonly aud: string
  readonly iat: number
  readonly exp: number
  readonly body: string
}

export type Sign = (caller: Caller, audience: string, body: string | Buffer) => string

/** The key of one subgraph, from the gateways' own: one cannot be told from another, nor the gateways' from any. */
export function subgraphKey({ d }: JWK, subgraph: string): JWK {
  const key = hkdfSync('sha256', Buffer.from(d as string, 'base64url'), '', `hub-caller/${subgraph}`, 32)
  return { kty: 'oct', alg: 'HS256', use: 'sig', kid: subgraph, k: Buffer.from(key).toString('base64url') }
}

export function signer(gateway: JWK, now: () => number): Sign {
  const keys = new Map<string, KeyObject>()
  const keyFor = (audience: string) => {
    const known = keys.get(audience) ?? secretIn(subgraphKey(gateway, audience))
    keys.set(audience, known)
    return known
  }
  return ({ sub, city, agency, roles }, audience, body) => {
    const iat = Math.floor(now() / 1000)
    const claims: Claims = { iss: issuer, aud: audience, iat, exp: iat + lifetime, body: digest(body), sub, city, agency, roles }
    const payload = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    return `${payload}.${mac(keyFor(audience), payload).toString('base64url')}`
  }
}

/** Tells the caller of a forwarded request, or undefined where it was not signed by the gateway for this subgraph and body just now. */
export type Unseal = (token: string | undefined, audience: string, body: Buffer) => Caller | undefined

export function unsealer(jwks: readonly JWK[], now: () => number): Unseal {
  const keys = jwks.map(secretIn)
  return (token, audience, body) => {
    const [head, payload, signature, ...more] = token?.split('.') ?? []
    if (head !== header || payload === undefined || signature === undefined || more.length > 0) return undefined
    if (!signedByOne(keys, `${head}.${payload}`, signature)) return undefined
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
    const seconds = Math.floor(now() / 1000)
    const fresh = claims.iss === issuer && claims.aud === audience && claims.iat <= seconds + lifetime && claims.exp > seconds
    if (!fresh || claims.body !== digest(body) || !claims.roles.every(isCallerRole)) return undefined
    const { sub, city, agency, roles } = claims
    return { sub, city, agency, roles }
  }
}

function signedByOne(keys: readonly KeyObject[], text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'base64url')
  return keys.some((key) => {
    const expected = mac(key, text)
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
}

function mac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function secretIn({ k }: JWK): KeyObject {
  return createSecretKey(Buffer.from(k as string, 'base64url'))
}

function digest(body: string | Buffer): string {
  return hash('sha256', body, 'base64url')
}
