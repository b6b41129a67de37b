/** Days are ISO strings (`2026-07-01`) and compare as text. Years 1900 to 2100: beyond lies a typing error, not a birth date. */
const dayPattern = /^(19\d\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export const dayExpected = 'a day as YYYY-MM-DD between 1900-01-01 and 2100-12-31'

export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return date.toISOString().slice(0, 10) === text
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day it is at `now` in the city's own time zone. Making a format costs far more than using it, so each zone's is kept. */
export function dayIn(timeZone: string, now: Date): string {
  const known = formats.get(timeZone)
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (!known) formats.set(timeZone, format)
  return format.format(now)
}

/** The day `days` after `day`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
