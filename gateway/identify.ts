import { hash } from 'node:crypto'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose'
import { LRUCache } from 'lru-cache'
import { type Caller, isRole } from '../runtime/caller'

/** Whom the hub believes. */
export interface Trust {
  readonly issuer: string
  readonly audience: string
  readonly keys: JSONWebKeySet | URL
  /** The codes of the cities this hub serves. */
  readonly cities: ReadonlySet<string>
}

/** Why nobody is known to call; in an outage the token may be good. */
export interface Unknown {
  readonly refused: string
  readonly outage?: true
}

/** Tells who calls from the Authorization header, or why nobody does. Identity comes from nowhere else. */
export type Identify = (authorization: string | undefined, now: Date) => Promise<Caller | Unknown>

interface Known {
  readonly caller: Caller
  readonly expires: number
}

/** In seconds: how far clocks may differ, and how old a token may be. */
const leeway = 30
const oldest = 3_600

/**
 * Checks a token once and remembers its caller by the token's hash until it expires: the signature is the dearest step of a small
 * request, and what was signed does not change.
 */
export function identifier(trust: Trust): Identify {
  const keys: JWTVerifyGetKey =
    trust.keys instanceof URL ? createRemoteJWKSet(trust.keys, { timeoutDuration: 5_000 }) : createLocalJWKSet(trust.keys)
  const known = new LRUCache<string, Known>({ max: 10_000 })

  return async (authorization, now) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return { refused: 'send the header Authorization: Bearer <token>' }
    const digest = hash('sha256', token, 'base64')
    const remembered = known.get(digest)
    if (remembered && remembered.expires > now.getTime() / 1000) return remembered.caller
    const payload = await check(token, keys, trust, now)
    if ('refused' in payload) return payload as Unknown
    const caller = callerIn(payload, trust.cities)
    // A token may say that it ends later than it may be old: an hour counts from its issue, remembered or not.
    const expires = Math.min(payload.exp as number, (payload.iat as number) + oldest)
    if (!('refused' in caller)) known.set(digest, { caller, expires })
    return caller
  }
}

async function check(token: string, keys: JWTVerifyGetKey, trust: Trust, now: Date): Promise<JWTPayload | Unknown> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['ES256', 'EdDSA', 'RS256'],
      issuer: trust.issuer,
      audience: trust.audience,
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: oldest,
      clockTolerance: leeway,
      currentDate: now,
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { refused: 'the token has expired' }
    if (error instanceof errors.JWTClaimValidationFailed)
      return { refused: `the token's claim ${error.claim} is not what this hub takes` }
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError))
      return { refused: 'the issuer of tokens cannot be reached now', outage: true }
    return { refused: 'the token is not valid here' }
  }
}

const code = /^[a-z][a-z0-9-]{0,40}$/

function callerIn({ sub, city, agency, roles }: JWTPayload, cities: ReadonlySet<string>): Caller | { refused: string } {
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > 200)
    return { refused: "the token's claim sub is empty or too long" }
  if (typeof city !== 'string' || !cities.has(city)) return { refused: "the token's claim city is no city of this hub" }
  if (typeof agency !== 'string' || !code.test(agency)) return { refused: "the token's claim agency is no code of an agency" }
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole))
    return { refused: "the token's claim roles names no role of this hub" }
  return { sub, city, agency, roles }
}
