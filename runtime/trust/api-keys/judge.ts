import { timingSafeEqual } from 'node:crypto'
import type { Scope } from '../../caller'
import { hashOf } from './key-text'

/** An API key as it is on record. */
export interface ApiKey {
  readonly id: string
  readonly city: string
  readonly agency: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly secretHash: Buffer
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

export type Standing = 'LIVE' | 'REVOKED' | 'EXPIRED'

/** How a key stands: revoked at that instant and for ever, and expired from the instant on that it names. */
export function standingOf({ revokedAt, expiresAt }: ApiKey, now: Date): Standing {
  if (revokedAt !== null) return 'REVOKED'
  return now < expiresAt ? 'LIVE' : 'EXPIRED'
}

const nobodys = Buffer.alloc(32)

/** How the key of this secret stands. Whether the id or the secret is wrong takes the same time and is answered alike. */
export function judgeKey(found: ApiKey | undefined, secret: string, now: Date): Standing | 'UNKNOWN' {
  const isIts = timingSafeEqual(hashOf(secret), found?.secretHash ?? nobodys)
  return found && isIts ? standingOf(found, now) : 'UNKNOWN'
}
