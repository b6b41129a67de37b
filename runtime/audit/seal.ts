import { createHash } from 'node:crypto'
import type { SealKey } from './keys'
import { digestOf, exactly, type Logged } from './logged'

/** What an auditor keeps of a log: which rows there were at that time follows from the hash. */
export interface Head {
  readonly schema: string
  readonly batch: number
  readonly count: number
  readonly hash: string
  /** In UTC, with microseconds. */
  readonly sealedAt: string
  readonly kid: string
  readonly signature: string
}

/** A batch of rows under the chain: the rows in their order in it, and the hash that also covers every batch before. */
export interface Seal extends Head {
  readonly previous: string
  readonly ids: readonly string[]
  /** SHA-256 of each row, one after the other: 32 bytes a row, by which a changed one is told from its neighbours. */
  readonly digests: Buffer
}

/** What the next batch goes on from. */
export interface Link {
  readonly batch: number
  readonly hash: string
}

/** Before the first batch. */
export const beginning: Link = { batch: 0, hash: '0'.repeat(64) }

export const digestBytes = 32

/** The columns of `audit_seal` as {@link Seal} has them; `schema` is a literal of the code. */
export function sealColumns(schema: string): string {
  return `'${schema}' as schema, batch, previous, ids, digests, count, hash, ${exactly('sealed_at')} as "sealedAt", kid, signature`
}

/** Seals the rows as the batch after `last`. */
export function makeSeal(schema: string, last: Link, rows: readonly Logged[], now: Date, key: SealKey): Seal {
  const content = {
    schema,
    batch: last.batch + 1,
    previous: last.hash,
    ids: rows.map(({ id }) => id),
    digests: Buffer.concat(rows.map(digestOf)),
  }
  const unsigned = {
    ...content,
    count: rows.length,
    hash: hashOf(content),
    sealedAt: now.toISOString().replace('Z', '000Z'),
    kid: key.kid,
  }
  return { ...unsigned, signature: key.sign(signedText(unsigned)) }
}

/** SHA-256 over the hash of the batch before, and each row's id and digest. */
export function hashOf({
  schema,
  batch,
  previous,
  ids,
  digests,
}: Omit<Seal, 'count' | 'hash' | 'sealedAt' | 'kid' | 'signature'>): string {
  return createHash('sha256')
    .update(JSON.stringify(['hub audit batch 1', schema, batch, previous, ids]))
    .update(digests)
    .digest('hex')
}

/** What is signed. The rows stand in it by the hash, so a head can be checked without them. */
export function signedText({ schema, batch, count, hash, sealedAt, kid }: Omit<Head, 'signature'>): string {
  return JSON.stringify(['hub audit seal 1', schema, batch, count, hash, sealedAt, kid])
}

export function headOf({ schema, batch, count, hash, sealedAt, kid, signature }: Seal): Head {
  return { schema, batch, count, hash, sealedAt, kid, signature }
}
