import { hash } from 'node:crypto'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWK, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { LRUCache } from 'lru-cache'
import { isRole } from '../runtime/caller'
import type { Log } from '../runtime/log'
import { keyPrefix } from '../runtime/trust/api-keys/key-text'
import type { FindKey } from '../runtime/trust/api-keys/store'
import { identifyKey, keySubject } from './identify-key'
import type { Identity, Unknown } from './identity'
import { IssuerDown, remoteKeys } from './issuer-keys'

interface KeySet {
  readonly keys: readonly JWK[]
}

/** The issuer's keys: as they are, as they are at the time, or where they are to be had. */
export type KeySource = KeySet | (() => KeySet) | URL

/** Whom the hub believes. */
export interface Trust {
  readonly issuer: string
  readonly audience: string
  readonly keys: KeySource
  /** The codes of the cities this hub serves. */
  readonly cities: ReadonlySet<string>
  /** Finds an API key; a hub without it takes none. */
  readonly findKey?: FindKey | undefined
}

/** Tells who calls from the Authorization header, or why nobody does. Identity comes from nowhere else. */
export type Identify = (authorization: string | undefined, now: Date) => Promise<Identity | Unknown>

interface Known {
  readonly caller: Identity
  readonly expires: number
}

/** In seconds: how far clocks may differ, and how old a token may be. */
const leeway = 30
const oldest = 3_600

/**
 * Checks a token once and remembers its caller by the token's hash until it expires: the signature is the dearest step of a small
 * request, and what was signed does not change. An API key is never remembered, since it may be revoked at any moment.
 */
export function identifier(trust: Trust, log: Log): Identify {
  const known = new LRUCache<string, Known>({ max: 10_000 })
  const keys = keysOf(trust.keys, () => known.clear())

  return async (authorization, now) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return { refused: 'send the header Authorization: Bearer <token>' }
    if (token.startsWith(keyPrefix)) return identifyKey(token, trust, log, now)
    const [key, digest] = [keys(), hash('sha256', token, 'base64')]
    const remembered = known.get(digest)
    if (remembered && remembered.expires > now.getTime() / 1000) return remembered.caller
    const payload = await check(token, key, trust, now)
    if ('refused' in payload) return payload as Unknown
    const caller = callerIn(payload, trust.cities)
    // A token may say that it ends later than it may be old: an hour counts from its issue, remembered or not.
    const expires = Math.min(payload.exp as number, (payload.iat as number) + oldest)
    if (!('refused' in caller)) known.set(digest, { caller, expires })
    return caller
  }
}

/** The keys as they are at the time. Where the operator has taken a key out of a file, what was signed by it is forgotten. */
function keysOf(source: KeySource, changed: () => void): () => JWTVerifyGetKey {
  if (source instanceof URL) {
    const keys = remoteKeys(source, Date.now)
    return () => keys
  }
  const current = typeof source === 'function' ? source : () => source
  let of = current()
  let keys = createLocalJWKSet(of as JSONWebKeySet)
  return () => {
    const found = current()
    if (found === of) return keys
    of = found
    keys = createLocalJWKSet(of as JSONWebKeySet)
    changed()
    return keys
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
    if (error instanceof IssuerDown) return { refused: 'the issuer of tokens cannot be reached now', outage: true }
    return { refused: 'the token is not valid here' }
  }
}

const code = /^[a-z][a-z0-9-]{0,40}$/

function callerIn({ sub, city, agency, roles }: JWTPayload, cities: ReadonlySet<string>): Identity | Unknown {
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > 200)
    return { refused: "the token's claim sub is empty or too long" }
  // What is recorded of a key must be its own: an issuer that lets people choose their sub would let them choose a key's.
  if (sub.startsWith(keySubject)) return { refused: "the token's claim sub is that of an API key" }
  if (typeof city !== 'string' || !cities.has(city)) return { refused: "the token's claim city is no city of this hub" }
  if (typeof agency !== 'string' || !code.test(agency)) return { refused: "the token's claim agency is no code of an agency" }
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole))
    return { refused: "the token's claim roles names no role of this hub" }
  return { sub, city, agency, roles }
}
