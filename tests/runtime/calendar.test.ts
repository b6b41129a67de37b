import { isWorkingDay } from '../../runtime/city/calendar'

const calendar = { workingWeekdays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const, holidays: ['2026-11-26'] }

describe("a city's calendar", () => {
  it.each([
    ['2026-11-23', true],
    ['2026-11-26', false],
    ['2026-11-27', true],
    ['2026-11-28', false],
    ['2026-11-29', false],
  ])('says whether %s is a working day', (day, works) => {
    expect(isWorkingDay(calendar, day)).toBe(works)
  })
})
