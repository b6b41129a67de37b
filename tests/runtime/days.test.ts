import fc from 'fast-check'
import { addDays, dayIn, isDay } from '../../runtime/days'

const days = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 11, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10))

describe('a day', () => {
  it.each(['1900-01-01', '2100-12-31', '2024-02-29', '2000-02-29'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true)
  })

  it.each([
    '1899-12-31',
    '2101-01-01',
    '2023-02-29',
    '2023-02-30',
    '1900-02-29',
    '2023-04-31',
    '2023-13-01',
    '2023-00-10',
    '2023-01-00',
    '20000-01-01',
    '+020000-01-01',
    '-000001-01-01',
    '2023-1-1',
    '2023-01-01T00:00:00Z',
    ' 2023-01-01',
    '2023-01-01\n',
    '٢٠٢٣-٠١-٠١',
    '',
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false)
  })

  it('of the calendar between 1900 and 2100 is always one', () => {
    fc.assert(fc.property(days, (day) => isDay(day)))
  })

  it('is another one tomorrow and the same one a day back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
        const there = addDays(day, count)
        return addDays(there, -count) === day && (count === 0 || (count > 0 ? there > day : there < day))
      }),
    )
  })

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-08', 0, '2026-03-08'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %d is %s', (day, count, there) => {
    expect(addDays(day, count)).toBe(there)
  })
})

describe('the day in a city', () => {
  it.each([
    ['America/New_York', '2026-07-01T03:59:59Z', '2026-06-30'],
    ['America/New_York', '2026-07-01T04:00:00Z', '2026-07-01'],
    ['America/New_York', '2026-01-01T04:59:59Z', '2025-12-31'],
    ['America/New_York', '2026-01-01T05:00:00Z', '2026-01-01'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01'],
  ])('%s at %s is %s', (timeZone, instant, day) => {
    expect(dayIn(timeZone, new Date(instant))).toBe(day)
  })
})
