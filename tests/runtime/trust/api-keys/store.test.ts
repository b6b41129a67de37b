import * as fc from 'fast-check'
import { isRefusal, type Refusal } from '../../../../runtime/errors'
import { judgeKey } from '../../../../runtime/trust/api-keys/judge'
import { parseKey } from '../../../../runtime/trust/api-keys/key-text'
import {
  keyFinder,
  listKeys,
  type MadeKey,
  makeKey,
  revokeKey,
  rotateKey,
  type Wish,
} from '../../../../runtime/trust/api-keys/store'
import { openTestHub, sql, type TestHub } from '../../../hub'

let test: TestHub
beforeAll(async () => {
  test = await openTestHub()
})
afterAll(() => test.close())
beforeEach(() => sql(test, 'delete from gateway.api_key'))

const source = () => test.hub.database.source
const day = 86_400_000
const start = new Date('2026-06-01T12:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * day)
const wish = (name = 'Door app', days = 90, now = start): Wish => ({
  city: 'nyc',
  agency: 'peu',
  name,
  scopes: ['conversation:write'],
  expiresAt: new Date(now.getTime() + days * day),
})

function made(outcome: MadeKey | Refusal): MadeKey {
  if (isRefusal(outcome)) throw new Error(outcome.message)
  return outcome
}
const idOf = (key: MadeKey) => key.key.id
/** How the text of a key stands when it is sent. */
async function standing(text: string, now: Date): Promise<string> {
  const { id = '', secret = '' } = parseKey(text) ?? {}
  return judgeKey(await keyFinder(source())(id), secret, now)
}

describe('API keys on record', () => {
  it('are found by their id in one short transaction', async () => {
    const { text, key } = made(await makeKey(source(), wish(), start))
    const before = test.hub.database.statements()
    expect(await keyFinder(source())(key.id)).toEqual(key)
    // Begin with the role, the key, select 1, commit.
    expect(test.hub.database.statements() - before).toBe(3)
    expect(await standing(text, start)).toBe('LIVE')
  })

  it('hold no secret: no text of the row has a part of it', async () => {
    const { text } = made(await makeKey(source(), wish(), start))
    const [row] = await sql<{ row: string }>(test, 'select row_to_json(k)::text as row from gateway.api_key k')
    const { secret = '' } = parseKey(text) ?? {}
    expect(row?.row).not.toContain(secret.slice(0, 8))
    expect(row?.row).not.toContain(Buffer.from(secret, 'base64url').toString('hex').slice(0, 16))
  })

  it('are not there under another id', async () => {
    made(await makeKey(source(), wish(), start))
    expect(await keyFinder(source())('0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61')).toBeUndefined()
  })

  it('have one live key of a name to begin with: a second is made by rotation', async () => {
    const first = made(await makeKey(source(), wish(), start))
    expect(await makeKey(source(), wish(), start)).toEqual({
      refused: 'CONFLICT',
      field: 'name',
      message: `the key ${idOf(first)} of this name is live: rotate it, or revoke it`,
    })
    for (const other of [wish('Phone app'), { ...wish(), agency: 'hra' }, { ...wish(), city: 'charlotte' }])
      made(await makeKey(source(), other, start))
    await revokeKey(source(), idOf(first), start)
    made(await makeKey(source(), wish(), start))
  })

  it('last a year at most, whoever writes them', async () => {
    made(await makeKey(source(), wish('A year', 365), start))
    await expect(makeKey(source(), { ...wish('Longer'), expiresAt: new Date(after(365).getTime() + 1) }, start)).rejects.toThrow(
      'violates check constraint',
    )
    await expect(makeKey(source(), { ...wish('Never live'), expiresAt: start }, start)).rejects.toThrow(
      'violates check constraint',
    )
    await expect(makeKey(source(), { ...wish('Of no use'), scopes: [] }, start)).rejects.toThrow('violates check constraint')
  })

  it('are both live after a rotation, and the older of three is not', async () => {
    const first = made(await makeKey(source(), wish(), start))
    const second = made(await rotateKey(source(), idOf(first), after(1)))
    expect([await standing(first.text, after(1)), await standing(second.text, after(1))]).toEqual(['LIVE', 'LIVE'])
    const third = made(await rotateKey(source(), idOf(second), after(2)))
    const texts = [first, second, third].map(({ text }) => standing(text, after(2)))
    expect(await Promise.all(texts)).toEqual(['REVOKED', 'LIVE', 'LIVE'])
  })

  it('are made by rotation with the same scopes, for as long as the first was made for', async () => {
    const first = made(await makeKey(source(), wish('Door app', 30), start))
    const { key } = made(await rotateKey(source(), idOf(first), after(20)))
    const { id: _, secretHash: __, ...said } = key
    expect(said).toEqual({ ...wish('Door app', 50), createdAt: after(20), revokedAt: null })
  })

  it('that are not live cannot be rotated', async () => {
    const { key } = made(await makeKey(source(), wish(), start))
    const refusal = { refused: 'NOT_ALLOWED_NOW', field: 'id', message: `the key ${key.id} is not live: make a new one` }
    expect(await rotateKey(source(), key.id, after(90))).toEqual(refusal)
    await revokeKey(source(), key.id, after(1))
    expect(await rotateKey(source(), key.id, after(1))).toEqual(refusal)
    const nobody = '0190b0a4-7c1e-7d2a-9f10-3b5c8d2e4f61'
    expect(await rotateKey(source(), nobody, start)).toMatchObject({ refused: 'NOT_FOUND', message: `there is no key ${nobody}` })
    expect(await revokeKey(source(), nobody, start)).toMatchObject({ refused: 'NOT_FOUND' })
  })

  it('that are revoked again keep the instant at which it was first', async () => {
    const { key } = made(await makeKey(source(), wish(), start))
    await revokeKey(source(), key.id, after(1))
    expect(await revokeKey(source(), key.id, after(2))).toMatchObject({ revokedAt: after(1) })
  })

  it('are two live ones where they are rotated ten times at once', async () => {
    const { key } = made(await makeKey(source(), wish(), start))
    await Promise.all(Array.from({ length: 10 }, () => rotateKey(source(), key.id, after(1))))
    const live = (await listKeys(source())).filter(({ revokedAt }) => revokedAt === null)
    expect(live).toHaveLength(2)
  })
})

type Step = { readonly do: 'make' | 'rotate' | 'revoke' | 'wait'; readonly which: number }

describe('whatever is done with the keys of a name', () => {
  const steps = fc.array(
    fc.record({ do: fc.constantFrom('make' as const, 'rotate' as const, 'revoke' as const, 'wait' as const), which: fc.nat(7) }),
    { maxLength: 14 },
  )

  /** What should be: the keys in the order they were made, as a plain list. */
  interface Should {
    readonly key: MadeKey
    readonly ends: number
    revoked: boolean
  }

  it('at most two are live, they are the last ones made that were not revoked, and what was refused once stays refused', async () => {
    const play = async (script: readonly Step[]) => {
      await sql(test, 'delete from gateway.api_key')
      const all: Should[] = []
      let today = 0
      const live = () => all.filter(({ revoked, ends }) => !revoked && ends > today)
      for (const { do: what, which } of script) {
        const chosen = all[which % Math.max(all.length, 1)]
        if (what === 'wait') today += 20
        if (what === 'make') {
          const outcome = await makeKey(source(), wish('Door app', 30, after(today)), after(today))
          expect(isRefusal(outcome)).toBe(live().length > 0)
          if (!isRefusal(outcome)) all.push({ key: outcome, ends: today + 30, revoked: false })
        }
        if (what === 'rotate' && chosen) {
          const wasLive = live().includes(chosen)
          const outcome = await rotateKey(source(), idOf(chosen.key), after(today))
          expect(isRefusal(outcome)).toBe(!wasLive)
          if (!isRefusal(outcome)) all.push({ key: outcome, ends: today + 30, revoked: false })
          for (const old of live().slice(0, -2)) old.revoked = true
        }
        if (what === 'revoke' && chosen) {
          await revokeKey(source(), idOf(chosen.key), after(today))
          chosen.revoked = true
        }
        const expected = all.map(({ revoked, ends }) => (revoked ? 'REVOKED' : ends > today ? 'LIVE' : 'EXPIRED'))
        expect(await Promise.all(all.map(({ key }) => standing(key.text, after(today))))).toEqual(expected)
        expect(live().length).toBeLessThanOrEqual(2)
      }
    }
    await fc.assert(fc.asyncProperty(steps, play), { seed: 20_261_124, numRuns: 60 })
  })
})
