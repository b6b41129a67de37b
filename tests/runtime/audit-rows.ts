import { generateKeyPairSync } from 'node:crypto'
import type { AuditEntry } from '../../runtime/audit/entry'
import type { Caller } from '../../runtime/caller'
import { type KnownKeys, type SealKey, sealKey } from '../../runtime/audit/keys'
import type { Logged } from '../../runtime/audit/logged'
import { beginning, makeSeal, type Seal } from '../../runtime/audit/seal'

/** A key to seal with, and the key set by which its seals are checked. */
export function newKey(): { readonly key: SealKey; readonly known: KnownKeys } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = sealKey(privateKey.export({ format: 'jwk' }))
  return { key, known: new Map([[key.kid, publicKey]]) }
}

export const worker: Caller = { sub: 'worker', city: 'nyc', agency: 'peu', roles: ['outreach'], request: 'request 1' }

export const look = (residentId: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'LOOK',
  operation: 'query',
  subjectType: 'Resident',
  subjectId: residentId,
  residentId,
  purpose: 'SERVICE',
  ground: 'STEWARDSHIP',
  fields: ['Resident.givenName', 'Resident.birthDate'],
  ...more,
})

/** What the owner of a log who means it can do first: no trigger fires any more, and the owner sees every row. */
export function unprotected(schema: string): string[] {
  return ['audit', 'audit_seal'].map((table) => `alter table ${schema}.${table} disable trigger all, no force row level security`)
}

const uuid = (kind: number, id: number) => `0193a1f0-0000-7000-800${kind}-${String(id).padStart(12, '0')}`

/** A plain row of a log; every third has no resident, no purpose and no ground. */
export function loggedRow(id: number): Logged {
  const isBare = id % 3 === 0
  return {
    id: String(id),
    at: `2026-06-01T12:${String(Math.floor(id / 60) % 60).padStart(2, '0')}:${String(id % 60).padStart(2, '0')}.000000Z`,
    city: 'nyc',
    agency: 'peu',
    sub: `worker-${id % 7}`,
    roles: ['outreach', 'supervisor'],
    request: uuid(0, id),
    action: isBare ? 'CHANGE' : 'LOOK',
    operation: 'query',
    subject_type: 'Resident',
    subject_id: isBare ? null : uuid(1, id),
    resident_id: isBare ? null : uuid(1, id),
    purpose: isBare ? null : 'SERVICE',
    ground: isBare ? null : 'CONSENT',
    ground_id: isBare ? null : uuid(2, id),
    fields: ['Resident.givenName', 'Resident.birthDate'],
  }
}

/** The rows sealed in batches of these sizes. */
export function sealed(rows: readonly Logged[], sizes: readonly number[], key: SealKey): Seal[] {
  const seals: Seal[] = []
  let from = 0
  for (const size of sizes) {
    seals.push(makeSeal('residents', seals.at(-1) ?? beginning, rows.slice(from, from + size), new Date(1_780_000_000_000), key))
    from += size
  }
  return seals
}
