import { pino } from 'pino'

export type Log = ReturnType<typeof openLog>

/** JSON lines on stderr. Nothing about a person is ever handed to it: codes, ids of requests, names of fields, durations. */
export function openLog(name: string, level = 'info') {
  return pino({ name, level, base: { process: name } }, pino.destination({ fd: 2, sync: false }))
}
