import fc from 'fast-check'
import { type Finding, verifyChain } from '../../runtime/audit/check'
import { columns, digestOf, type Logged } from '../../runtime/audit/logged'
import { beginning, headOf, makeSeal, type Seal } from '../../runtime/audit/seal'
import { loggedRow, newKey, sealed } from './audit-rows'

const { key, known } = newKey()
const size = 100
const rows = Array.from({ length: 1_000 }, (_, index) => loggedRow(index + 1))
const seals = sealed(
  rows,
  Array.from({ length: 10 }, () => size),
  key,
)

interface Parts {
  readonly rows?: readonly Logged[]
  readonly seals?: readonly Seal[]
  readonly waiting?: readonly string[]
}
const verify = ({ rows: now = rows, seals: over = seals, waiting = [] }: Parts, head?: Seal) =>
  verifyChain({ schema: 'residents', rows: now, seals: over, waiting }, known, head && headOf(head))

const batchOf = (index: number) => Math.floor(index / size) + 1
const finding = (fault: Finding['fault'], batch: number | null, ids: readonly string[] = []): Finding => ({
  schema: 'residents',
  batch,
  fault,
  rows: ids,
})
const replaced = <Item>(list: readonly Item[], index: number, ...items: readonly Item[]) =>
  list.toSpliced(index, items.length, ...items)
/** Each record once, in rounds of one record of each batch: what is found of one batch says nothing of another. */
const rounds = Array.from({ length: size }, (_, place) => seals.map((_seal, batch) => batch * size + place))
const idOf = (index: number) => rows[index]!.id

/** The value of a column with as little changed as can be. */
function flipped(row: Logged, column: (typeof columns)[number]): Logged {
  const value = row[column]
  if (column === 'at') return { ...row, at: row.at.replace('0Z', '1Z') }
  if (column === 'id') return { ...row, id: `${row.id}000000` }
  if (value === null) return { ...row, [column]: '' }
  return { ...row, [column]: typeof value === 'string' ? value.replace(/.$/, 'x') : value.toReversed() }
}

/** What a verification says of these rows, batch by batch. */
const inBatches = (fault: Finding['fault'], indices: readonly number[]) =>
  [...new Set(indices.map(batchOf))].map((batch) =>
    finding(fault, batch, indices.filter((index) => batchOf(index) === batch).map(idOf)),
  )

describe('a chain of a thousand records', () => {
  it('has nothing to tell where it is as it was sealed', () => {
    expect(verify({}, seals.at(-1))).toEqual([])
  })

  it('tells of each record that is flipped, in whichever column', () => {
    for (const indices of rounds) {
      // Shifted by one each time, so that each column meets the rows with values and those without.
      const column = (index: number) => columns[(index + Math.floor(index / columns.length)) % columns.length]!
      const now = [...rows]
      for (const index of indices) now[index] = flipped(rows[index]!, column(index))
      const moved = indices.filter((index) => column(index) === 'id').map((index) => `${idOf(index)}000000`)
      expect(verify({ rows: now })).toEqual([
        ...indices.map((index) => finding(column(index) === 'id' ? 'REMOVED' : 'CHANGED', batchOf(index), [idOf(index)])),
        ...(moved.length === 0 ? [] : [finding('UNKNOWN', null, moved)]),
      ])
    }
  })

  it('tells of each column of one record, whether it has a value or none', () => {
    for (const index of [1, 2]) {
      const found = columns.map((column) => verify({ rows: replaced(rows, index, flipped(rows[index]!, column)) })[0]?.fault)
      expect(found).toEqual(columns.map((column) => (column === 'id' ? 'REMOVED' : 'CHANGED')))
    }
  })

  it('tells of each record that is removed', () => {
    for (const indices of rounds) {
      const left = rows.filter((_, index) => !indices.includes(index))
      expect(verify({ rows: left })).toEqual(indices.map((index) => finding('REMOVED', batchOf(index), [idOf(index)])))
    }
  })

  it('tells of each record that has changed contents with its neighbour, in its batch or in the next', () => {
    for (const indices of rounds) {
      const now = [...rows]
      const swapped = indices.filter((index) => index + 1 < rows.length)
      for (const index of swapped) {
        const [one, next] = [rows[index]!, rows[index + 1]!]
        now.splice(index, 2, { ...next, id: one.id }, { ...one, id: next.id })
      }
      expect(verify({ rows: now })).toEqual(
        inBatches(
          'CHANGED',
          swapped.flatMap((index) => [index, index + 1]),
        ),
      )
    }
  })

  it('tells of each record that has changed places with its neighbour in a batch', () => {
    for (let place = 0; place + 1 < size; place++) {
      const now = seals.map((seal) => ({ ...seal, ids: replaced(seal.ids, place, seal.ids[place + 1]!, seal.ids[place]!) }))
      expect(verify({ seals: now })).toEqual(
        now.flatMap(({ batch, ids }) => [
          finding('BATCH_CHANGED', batch),
          finding('CHANGED', batch, ids.slice(place, place + 2)),
        ]),
      )
    }
  })

  it('tells of a record that is put in, wherever', () => {
    for (const id of ['0', '500.5', '1001']) {
      const inserted = { ...loggedRow(1), id }
      expect(verify({ rows: [...rows, inserted] })).toEqual([finding('UNKNOWN', null, [id])])
    }
  })

  it('tells of a record that is put into a batch as well, with all that needs no key', () => {
    const inserted = { ...loggedRow(1), id: '5000' }
    const seal = seals[2]!
    const digests = Buffer.concat([seal.digests, digestOf(inserted)])
    const forged = { ...seal, ids: [...seal.ids, inserted.id], digests, count: seal.count + 1 }
    expect(verify({ rows: [...rows, inserted], seals: replaced(seals, 2, forged) })).toEqual([
      finding('BATCH_CHANGED', 3),
      finding('SIGNATURE', 3),
    ])
  })

  it('tells which records are gone where the end is cut off, at each point, with the batches that were wholly in it', () => {
    for (let left = 0; left < rows.length; left++) {
      const begun = Math.ceil(left / size)
      const gone = rows.map((_, index) => index).slice(left, begun * size)
      expect(verify({ rows: rows.slice(0, left), seals: seals.slice(0, begun) })).toEqual(inBatches('REMOVED', gone))
    }
  })

  it('tells which records are gone where the end is cut off at each point of the last batch and of the one before, and the batches are not', () => {
    for (let left = 8 * size; left < rows.length; left++) {
      const gone = rows.map((_, index) => index).slice(left)
      expect(verify({ rows: rows.slice(0, left) })).toEqual(inBatches('REMOVED', gone))
    }
  })

  it('tells by a kept head that whole batches are cut off with their records, which without one is not to be seen', () => {
    for (let batches = 0; batches < seals.length; batches++) {
      const cut = { rows: rows.slice(0, batches * size), seals: seals.slice(0, batches) }
      expect(verify(cut)).toEqual([])
      expect(verify(cut, seals.at(-1))).toEqual([finding('HEAD_REMOVED', 10)])
    }
  })

  it('tells that a batch is gone, and that its records are in none', () => {
    seals.forEach(({ ids }, index) => {
      const isLast = index === seals.length - 1
      expect(verify({ seals: seals.toSpliced(index, 1) })).toEqual([
        ...(isLast ? [] : [finding('BATCH_REMOVED', index + 1)]),
        finding('UNKNOWN', null, ids),
      ])
    })
  })

  it('tells of each column of a seal that is flipped', () => {
    const seal = seals[3]!
    const other: { readonly [Column in Exclude<keyof Seal, 'schema' | 'batch'>]: Seal[Column] } = {
      previous: seals[1]!.hash,
      ids: seal.ids.toReversed(),
      digests: seals[4]!.digests,
      count: 99,
      hash: seals[4]!.hash,
      sealedAt: '2026-06-01T00:00:00.000001Z',
      kid: 'another',
      signature: seals[4]!.signature,
    }
    for (const [column, value] of Object.entries(other)) {
      const found = verify({ seals: replaced(seals, 3, { ...seal, [column]: value }) })
      expect([column, found.some(({ batch }) => batch === 4)]).toEqual([column, true])
    }
    const renumbered = verify({ seals: replaced(seals, 9, { ...seals[9]!, batch: 12 }) })
    expect(renumbered.map(({ fault, batch }) => [fault, batch])).toEqual([
      ['BATCH_REMOVED', 10],
      ['BATCH_CHANGED', 12],
      ['SIGNATURE', 12],
    ])
  })

  it('tells of a chain that was written anew from a batch on with another key, batch for batch', () => {
    const stranger = newKey().key
    const forged = sealed(
      rows.map((row) => ({ ...row, sub: 'nobody' })),
      Array.from({ length: 10 }, () => size),
      stranger,
    )
    const anew = rows.map((row) => ({ ...row, sub: 'nobody' }))
    expect(verify({ rows: anew, seals: forged })).toEqual(forged.map(({ batch }) => finding('SIGNATURE', batch)))
  })

  it('tells by a kept head of a chain that was written anew with the right key', () => {
    const anew = rows.map((row) => ({ ...row, sub: 'nobody' }))
    const forged = sealed(
      anew,
      Array.from({ length: 10 }, () => size),
      key,
    )
    expect(verify({ rows: anew, seals: forged })).toEqual([])
    expect(verify({ rows: anew, seals: forged }, seals[2])).toEqual([finding('HEAD_CHANGED', 3)])
  })

  it('takes no head that nobody signed, that was changed, or that is of another log', () => {
    const { key: stranger } = newKey()
    const last = seals.at(-1)!
    const other = makeSeal('referrals', beginning, rows, new Date(), key)
    for (const head of [{ ...last, batch: 4 }, { ...last, signature: stranger.sign('') }, other])
      expect(verify({}, head)).toEqual([finding('HEAD_SIGNATURE', head.batch)])
  })

  it('is not another log, though its rows be the same', () => {
    const found = verifyChain(
      { schema: 'referrals', rows, seals: seals.map((seal) => ({ ...seal, schema: 'referrals' })), waiting: [] },
      known,
    )
    expect(found.filter(({ fault }) => fault === 'SIGNATURE')).toHaveLength(10)
  })

  it('tells of a row that waited to be sealed and is gone, and of none that waits', () => {
    const waits = loggedRow(1_001)
    expect(verify({ rows: [...rows, waits], waiting: [waits.id] })).toEqual([])
    expect(verify({ waiting: [waits.id] })).toEqual([finding('REMOVED', null, [waits.id])])
  })
})

describe('any chain', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 8 })

  it('verifies, in whatever order its rows became visible and however they were batched', () => {
    fc.assert(
      fc.property(
        sizes.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(rows, { minLength: 160, maxLength: 160 }))),
        ([all, some]) => {
          const over = sealed(some, all, key)
          const covered = some.slice(
            0,
            all.reduce((sum, one) => sum + one, 0),
          )
          expect(verify({ rows: covered.toReversed(), seals: over.toReversed() }, over.at(-1))).toEqual([])
        },
      ),
    )
  })

  it('has another digest for any two rows that are not the same', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 6 })
    const row = fc.record({
      ...(Object.fromEntries(columns.map((column) => [column, fc.option(text)])) as Record<string, fc.Arbitrary<unknown>>),
      roles: fc.array(text, { maxLength: 3 }),
      fields: fc.array(text, { maxLength: 3 }),
    }) as fc.Arbitrary<unknown> as fc.Arbitrary<Logged>
    fc.assert(
      fc.property(row, row, fc.constantFrom(...columns), (one, other, column) => {
        const changed = { ...one, [column]: other[column] }
        const isSame = JSON.stringify(one[column]) === JSON.stringify(other[column])
        expect(digestOf(one).equals(digestOf(changed))).toBe(isSame)
      }),
    )
  })
})
