import fc from 'fast-check'
import { addDays } from '../../../runtime/days'
import { type Held, type HeldKind, isPast, judge } from '../../../runtime/retention/judge'
import { type Retention, type RetentionKind, retentionKinds } from '../../../runtime/retention/kinds'

const periods = (days: number) =>
  Object.fromEntries((Object.keys(retentionKinds) as RetentionKind[]).map((kind) => [kind, days])) as unknown as Retention

const today = '2026-11-24'

/** All that is held about one resident: each record cites the resident, and some of the others besides. */
const caseFiles = fc
  .record({
    period: fc.integer({ min: 1, max: 30 }),
    ages: fc.array(fc.option(fc.integer({ min: 0, max: 60 })), { minLength: 9, maxLength: 9 }),
    lastContact: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ period, ages, lastContact }) => {
    const since = (age: number | null | undefined) => (age == null ? null : addDays(today, -age))
    const [screening, conversation, followUp, referral, consent, notice, breakGlass, event, second] = ages
    const about = (kind: HeldKind, age: number | null | undefined, ...cites: string[]): Held => ({
      kind,
      id: kind,
      residentId: 'residents',
      since: since(age),
      cites: ['residents', ...cites],
    })
    const held: Held[] = [
      { kind: 'residents', id: 'residents', residentId: 'residents', since: since(lastContact), cites: ['households'] },
      { kind: 'households', id: 'households', residentId: null, since: null, cites: [], yields: true },
      about('screenings', screening ?? 0, 'households'),
      about('conversations', conversation ?? 0),
      about('followUps', followUp, 'conversations'),
      about('referrals', referral, 'screenings', 'conversations'),
      { ...about('consents', consent), ...(consent === null ? { yields: true as const } : {}) },
      about('revocationNotices', notice ?? 0, 'consents'),
      about('breakGlass', breakGlass ?? 0),
      { ...about('screenings', second ?? 0, 'households'), id: 'second' },
      ...(event === null ? [about('outbox', null)] : []),
    ]
    return { held, retention: periods(period), period }
  })

const idsOf = (held: readonly Held[]) => held.map(({ id }) => id)

describe('a period', () => {
  it('counts whole days after the day of the instant: the last of them is still in it', () => {
    expect(isPast('2026-11-17', 7, '2026-11-24')).toBe(false)
    expect(isPast('2026-11-17', 7, '2026-11-25')).toBe(true)
    expect(isPast('2024-02-28', 1, '2024-02-29')).toBe(false)
    expect(isPast('2024-02-28', 1, '2024-03-01')).toBe(true)
  })
})

describe('what goes', () => {
  it('is nothing that has not ended, and nothing within its period', () => {
    fc.assert(
      fc.property(caseFiles, ({ held, retention, period }) => {
        for (const { since, yields } of judge(held, retention, today).goes)
          expect(yields === true || (since !== null && today > addDays(since, period))).toBe(true)
      }),
    )
  })

  it('is nothing that a record which stays cites: nothing is left that names what is gone', () => {
    fc.assert(
      fc.property(caseFiles, ({ held, retention }) => {
        const gone = new Set(idsOf(judge(held, retention, today).goes))
        for (const { id, cites } of held) if (!gone.has(id)) expect(cites.filter((cited) => gone.has(cited))).toEqual([])
      }),
    )
  })

  it('is everything that is over and that nothing which stays needs', () => {
    fc.assert(
      fc.property(caseFiles, ({ held, retention, period }) => {
        const { goes, kept } = judge(held, retention, today)
        const over = held.filter(({ since }) => since !== null && isPast(since, period, today))
        const staying = held.filter((one) => !goes.includes(one))
        const needed = over.filter(({ id }) => staying.some(({ cites }) => cites.includes(id)))
        expect(idsOf(kept)).toEqual(idsOf(needed))
        expect(goes.filter((one) => over.includes(one)).length).toBe(over.length - needed.length)
      }),
    )
  })

  it('is nothing more the second time', () => {
    fc.assert(
      fc.property(caseFiles, ({ held, retention }) => {
        const { goes } = judge(held, retention, today)
        const left = held.filter((one) => !goes.includes(one))
        expect(judge(left, retention, today).goes).toEqual([])
      }),
    )
  })

  it('only grows with the days: what goes today goes tomorrow as well', () => {
    fc.assert(
      fc.property(caseFiles, ({ held, retention }) => {
        const tomorrow = idsOf(judge(held, retention, addDays(today, 1)).goes)
        expect(idsOf(judge(held, retention, today).goes).filter((id) => !tomorrow.includes(id))).toEqual([])
      }),
    )
  })

  it('does not hang on the order of the records', () => {
    fc.assert(
      fc.property(caseFiles, ({ held, retention }) => {
        const sorted = (list: readonly Held[]) => idsOf(judge(list, retention, today).goes).toSorted()
        expect(sorted(held.toReversed())).toEqual(sorted(held))
      }),
    )
  })
})

describe('one resident whom nobody has met for long', () => {
  const old = '2019-01-01'
  const resident: Held = { kind: 'residents', id: 'r', residentId: 'r', since: old, cites: ['h'] }
  const home: Held = { kind: 'households', id: 'h', residentId: null, since: null, cites: [], yields: true }
  const about = (kind: HeldKind, since: string | null, ...cites: string[]): Held => ({
    kind,
    id: kind,
    residentId: 'r',
    since,
    cites: ['r', ...cites],
  })
  const goes = (...more: Held[]) => idsOf(judge([resident, home, ...more], periods(2_555), today).goes)

  it.each([
    ['goes with the household', [], ['r', 'h']],
    [
      'stays with an open referral, and so does what it cites',
      [about('referrals', null, 'screenings'), about('screenings', old, 'h')],
      [],
    ],
    ['stays with an open follow-up', [about('followUps', null)], []],
    [
      'goes with a consent that nobody has ended',
      [{ ...about('consents', null), yields: true as const }],
      ['r', 'h', 'consents'],
    ],
    ['stays while a consent that has ended stays', [about('consents', '2026-01-01')], []],
    ['stays while an event about them waits', [about('outbox', null)], []],
    ['stays while somebody of the household does', [{ ...about('screenings', '2026-01-01', 'h') }], []],
    [
      'goes with a case that has ended as long ago',
      [about('referrals', old, 'screenings'), about('screenings', old, 'h')],
      ['r', 'h', 'referrals', 'screenings'],
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(goes(...more)).toEqual(expected)
  })

  it('leaves the household to whoever else lives in it', () => {
    const other: Held = { kind: 'residents', id: 's', residentId: 's', since: today, cites: ['h'] }
    expect(goes(other)).toEqual(['r'])
  })
})
