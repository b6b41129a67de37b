/** Whether a program takes applications on a day. */
import type { LocalText } from '../../../../runtime/facts'
import { covers } from './figure-on-day'
import type { OpenWindow, ProgramDefinition, ProgramStatus } from './rule'

export interface StatusOnDay {
  readonly status: ProgramStatus
  readonly open: boolean
  readonly note?: LocalText
}

export function statusOn(program: ProgramDefinition, day: string): StatusOnDay {
  const dated = program.status.find((candidate) => covers(candidate, day))
  if (dated === undefined) return { status: 'CLOSED', open: false }
  const open =
    dated.state === 'ACTIVE' || (dated.state === 'SEASONAL' && (dated.open ?? []).some((window) => isOpen(window, day)))
  return dated.note === undefined ? { status: dated.state, open } : { status: dated.state, open, note: dated.note }
}

/** A window written as MM-DD comes again every year and may run over New Year. */
export function isOpen({ from, to }: OpenWindow, day: string): boolean {
  const moment = from.length === 5 ? day.slice(5) : day
  return from <= to ? from <= moment && moment <= to : moment >= from || moment <= to
}
