import fc from 'fast-check'
import { type Attempt, unfitAttempt } from '../../subgraphs/conversations/domain/attempt'

const now = new Date('2026-07-01T15:00:00Z')
const today = '2026-07-01'
const reached: Attempt = { outcome: 'REACHED', residentId: 'r', needs: ['EVICTION'], occurredAt: now }
const judge = (attempt: Partial<Attempt>) => unfitAttempt({ ...reached, ...attempt }, now, today)
const refused = (field: string, message: string) => ({ refused: 'BAD_USER_INPUT', field, message })
const outcomes = [
  'NOT_HOME',
  'REFUSED',
  'MOVED',
  'DECEASED',
  'WRONG_CONTACT',
  'LEFT_MESSAGE',
  'CALL_BACK',
  'LANGUAGE_BARRIER',
  'INACCESSIBLE',
  'DO_NOT_CONTACT',
]
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds)

describe('an attempt', () => {
  it('that reached a resident is taken', () => {
    expect(judge({})).toBeUndefined()
  })

  it('may be ten minutes ahead, by a clock that runs fast', () => {
    expect(judge({ occurredAt: later(600_000) })).toBeUndefined()
  })

  it('may not lie further in the future', () => {
    expect(judge({ occurredAt: later(600_001) })).toEqual(refused('occurredAt', 'expected an instant that is not in the future'))
  })

  it('may lie years back: a phone synchronizes when it can', () => {
    expect(judge({ occurredAt: new Date('1900-01-01T00:00:00Z') })).toBeUndefined()
  })

  it('carries at most 20 needs', () => {
    expect(judge({ needs: Array<string>(20).fill('EVICTION') })).toBeUndefined()
    expect(judge({ needs: Array<string>(21).fill('EVICTION') })).toEqual(refused('needs', 'expected at most 20 needs'))
  })

  it.each(outcomes)('that ended with %s carries no needs', (outcome) => {
    expect(judge({ outcome })).toEqual(refused('needs', 'expected none: only an attempt that REACHED somebody carries needs'))
    expect(judge({ outcome, needs: [] })).toBeUndefined()
  })

  it('that reached somebody says whom', () => {
    for (const residentId of [null, undefined])
      expect(judge({ residentId })).toEqual(refused('residentId', 'expected the resident who was reached'))
  })

  it('that reached nobody need not say whose door it was', () => {
    expect(judge({ outcome: 'NOT_HOME', needs: [], residentId: null })).toBeUndefined()
  })

  it('promises nothing to nobody', () => {
    expect(judge({ outcome: 'NOT_HOME', needs: [], residentId: null, followUp: { due: today } })).toEqual(
      refused('residentId', 'expected the resident to get back to'),
    )
  })

  it('promises something for today or later', () => {
    expect(judge({ followUp: { due: '2026-07-01' } })).toBeUndefined()
    expect(judge({ followUp: { due: '2026-06-30' } })).toEqual(refused('followUp.due', 'expected a day not before 2026-07-01'))
  })

  it('that is taken never carries needs of somebody who was not reached', () => {
    const attempts = fc.record({
      outcome: fc.constantFrom('REACHED', ...outcomes),
      residentId: fc.option(fc.constant('r')),
      needs: fc.array(fc.constantFrom('EVICTION', 'REPAIRS'), { maxLength: 22 }),
      occurredAt: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(later),
      followUp: fc.option(fc.record({ due: fc.constantFrom('2026-06-30', '2026-07-01', '2026-07-02') })),
    })
    fc.assert(
      fc.property(attempts, (attempt) => {
        if (unfitAttempt(attempt, now, today) !== undefined) return true
        return attempt.outcome === 'REACHED' ? attempt.residentId !== null : attempt.needs.length === 0
      }),
    )
  })
})
