/** A city's working days. */
import { isDay } from '../days'
import { cityError, type CityFault } from './city-fault'
import { fault, inside, startOf } from './place'
import type { CityFiles } from './read-city'
import { list, oneOf, record } from './shape'

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
export type Weekday = (typeof weekdays)[number]

export interface Calendar {
  readonly workingWeekdays: readonly Weekday[]
  /** ISO days on which nobody works. */
  readonly holidays: readonly string[]
}

export const calendarKeys = ['workingWeekdays', 'holidays']

/** @throws CityError listing everything that is wrong with `calendar.yaml` */
export function loadCalendar(files: CityFiles): Calendar {
  const file = files.get('calendar.yaml')
  if (!file) throw cityError([{ file: `${files.id}/calendar.yaml`, line: 1, path: '', reason: 'the file is missing' }])
  const faults: CityFault[] = []
  const place = startOf(file, faults)
  const entries = record(file.data, place, calendarKeys) ?? {}
  const workingWeekdays = list(entries['workingWeekdays'], inside(place, 'workingWeekdays')).flatMap(
    (value, index) => oneOf(value, inside(place, 'workingWeekdays', index), weekdays) ?? [],
  )
  const holidays = list(entries['holidays'], inside(place, 'holidays')).map((value, index) => {
    if (typeof value !== 'string' || !isDay(value)) fault(inside(place, 'holidays', index), 'expected a day as YYYY-MM-DD')
    return String(value)
  })
  if (faults.length > 0) throw cityError(faults)
  return { workingWeekdays, holidays }
}

/** Whether anybody works on the day. */
export function isWorkingDay({ workingWeekdays, holidays }: Calendar, day: string): boolean {
  const weekday = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday
  return workingWeekdays.includes(weekday) && !holidays.includes(day)
}
