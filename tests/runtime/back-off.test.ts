import fc from 'fast-check'
import { mostAttempts, waitAfter } from '../../runtime/outbox/back-off'

const attempts = fc.integer({ min: 1, max: mostAttempts })
const luck = fc.double({ min: 0, max: 1, noNaN: true })

describe('the wait after a failed attempt', () => {
  it('is a second that doubles to five minutes, where luck gives all of it', () => {
    const waits = Array.from({ length: mostAttempts }, (_, index) => waitAfter(index + 1, 1) / 1_000)
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  })

  it('is never less than half of that, nor more than all', () => {
    fc.assert(
      fc.property(attempts, luck, (attempt, by) => {
        const whole = waitAfter(attempt, 1)
        expect(waitAfter(attempt, by)).toBeGreaterThanOrEqual(whole / 2)
        expect(waitAfter(attempt, by)).toBeLessThanOrEqual(whole)
      }),
    )
  })

  it('never shrinks with the attempts', () => {
    fc.assert(
      fc.property(attempts, luck, (attempt, by) =>
        expect(waitAfter(attempt + 1, by)).toBeGreaterThanOrEqual(waitAfter(attempt, by)),
      ),
    )
  })
})
