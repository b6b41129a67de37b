import { isSignedBy, type KnownKeys } from './keys'
import { digestOf, type Logged } from './logged'
import { beginning, digestBytes, type Head, hashOf, type Link, type Seal, signedText } from './seal'

/** What can be wrong with a log, each with what it says. */
export const faults = {
  CHANGED: 'the row is not as it was sealed',
  REMOVED: 'the row is gone',
  UNKNOWN: 'the row is in no batch and does not wait for one: it was put in past the hub, or its batch is gone',
  BATCH_CHANGED: 'the batch does not follow from its rows and the batch before',
  BATCH_REMOVED: 'the batch is gone, with all up to the next one that is there',
  SIGNATURE: 'the batch is not signed by a known key',
  HEAD_SIGNATURE: 'the kept head is not signed by a known key',
  HEAD_REMOVED: 'the batch of the kept head is gone: the log was cut off',
  HEAD_CHANGED: 'the batch of the kept head has another hash: the log was written anew',
} as const

export type Fault = keyof typeof faults

export interface Finding {
  readonly schema: string
  /** None where it is about rows outside the chain. */
  readonly batch: number | null
  readonly fault: Fault
  /** The ids of the rows it is about, at most 1,000 of them. */
  readonly rows: readonly string[]
}

/**
 * Checks one batch after another: its rows, its place after the batch before, its signature. What is wrong with one is told of that one
 * alone: the next is held against what stands in the database.
 */
export interface ChainCheck {
  batch(seal: Seal, rowById: (id: string) => Logged | undefined): readonly Finding[]
  /** After the last batch: whether the chain reaches the kept head. */
  end(): readonly Finding[]
}

export function checkChain(schema: string, keys: KnownKeys, head: Head | undefined): ChainCheck {
  let last: Link = beginning
  let atHead: Link | undefined
  return {
    batch: (seal, rowById) => {
      const { batch } = seal
      const told: Fault[] = []
      if (!follows(last, seal)) told.push('BATCH_CHANGED')
      if (!isSigned(keys, seal)) told.push('SIGNATURE')
      const gap = batch === last.batch + 1 ? [] : [{ schema, batch: last.batch + 1, fault: 'BATCH_REMOVED' as const, rows: [] }]
      last = seal
      if (batch === head?.batch) atHead = seal
      return [...gap, ...told.map((fault) => ({ schema, batch, fault, rows: [] })), ...checkRows(seal, rowById)]
    },
    end: () => {
      if (head === undefined) return []
      const of = (fault: Fault): readonly Finding[] => [{ schema, batch: head.batch, fault, rows: [] }]
      if (head.schema !== schema || !isSigned(keys, head)) return of('HEAD_SIGNATURE')
      if (atHead === undefined) return of('HEAD_REMOVED')
      return atHead.hash === head.hash ? [] : of('HEAD_CHANGED')
    },
  }
}

/** The rows of a log in memory with what is kept beside them; `waiting` are the ids of those that no batch covers yet. */
export interface WholeLog {
  readonly schema: string
  readonly rows: readonly Logged[]
  readonly seals: readonly Seal[]
  readonly waiting: readonly string[]
}

/** Everything that is wrong with a log that is held in memory. */
export function verifyChain({ schema, rows, seals, waiting }: WholeLog, keys: KnownKeys, head?: Head): readonly Finding[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const known = new Set([...waiting, ...seals.flatMap(({ ids }) => ids)])
  const chain = checkChain(schema, keys, head)
  const inOrder = seals.toSorted((a, b) => a.batch - b.batch)
  return [
    ...inOrder.flatMap((seal) => chain.batch(seal, (id) => byId.get(id))),
    ...chain.end(),
    ...outside(
      schema,
      'REMOVED',
      waiting.filter((id) => !byId.has(id)),
    ),
    ...outside(
      schema,
      'UNKNOWN',
      rows.map(({ id }) => id).filter((id) => !known.has(id)),
    ),
  ]
}

/** A finding about rows outside the chain, where there are any. */
export function outside(schema: string, fault: Fault, rows: readonly string[]): readonly Finding[] {
  return rows.length === 0 ? [] : [{ schema, batch: null, fault, rows }]
}

function checkRows({ schema, batch, ids, digests }: Seal, rowById: (id: string) => Logged | undefined): readonly Finding[] {
  const gone: string[] = []
  const changed: string[] = []
  for (const [at, id] of ids.entries()) {
    const row = rowById(id)
    if (row === undefined) gone.push(id)
    else if (digests.compare(digestOf(row), 0, digestBytes, at * digestBytes, (at + 1) * digestBytes) !== 0) changed.push(id)
  }
  return [...outside(schema, 'REMOVED', gone), ...outside(schema, 'CHANGED', changed)].map((found) => ({ ...found, batch }))
}

/** After a gap in the chain only the batch itself can be checked. */
function follows(last: Link, seal: Seal): boolean {
  const isLinked = seal.batch !== last.batch + 1 || seal.previous === last.hash
  return isLinked && seal.hash === hashOf(seal) && seal.count === seal.ids.length
}

function isSigned(keys: KnownKeys, head: Head): boolean {
  return isSignedBy(keys, head.kid, signedText(head), head.signature)
}
