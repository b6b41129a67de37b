/** Loads a city's intake queues, strictly: every finding is reported, and with one finding nothing is loaded. */
import { loadCalendar } from '../../runtime/city/calendar'
import { cityError, type CityFault } from '../../runtime/city/city-fault'
import { fault, inside, startOf } from '../../runtime/city/place'
import type { CityFiles } from '../../runtime/city/read-city'
import { id, list, localText, optionalList, record, text } from '../../runtime/city/shape'
import { idOfData } from '../../runtime/ids'
import type { QueueRow } from './store/rows'

/** What the queues may name: the codes of the city's agencies and programs. */
export interface Known {
  readonly agencies: ReadonlySet<string>
  readonly programs: ReadonlySet<string>
}

export const queueKeys = ['id', 'agency', 'name', 'programs', 'needs?', 'languages?']

/** @throws CityError listing everything that is wrong with `queues.yaml` */
export function loadQueues(files: CityFiles, known: Known): QueueRow[] {
  const file = files.get('queues.yaml')
  if (!file) throw cityError([{ file: `${files.id}/queues.yaml`, line: 1, path: '', reason: 'the file is missing' }])
  const faults: CityFault[] = []
  const place = startOf(file, faults)
  const calendar = loadCalendar(files)
  const taken = new Set<string>()
  const queues = list(file.data, place).map((value, index): QueueRow => {
    const here = inside(place, index)
    const at = (key: string, ...more: number[]) => inside(here, key, ...more)
    const entries = record(value, here, queueKeys) ?? {}
    const code = id(entries['id'], at('id'))
    if (taken.has(code)) fault(at('id'), `there is another queue ${code}`)
    taken.add(code)
    const agency = id(entries['agency'], at('agency'))
    if (!known.agencies.has(agency)) fault(at('agency'), `there is no agency ${agency}`)
    const programs = list(entries['programs'], at('programs')).map((program, position) => {
      const name = id(program, at('programs', position))
      if (!known.programs.has(name)) fault(at('programs', position), `there is no program ${name}`)
      return name
    })
    return {
      id: idOfData(files.id, 'queue', code),
      city: files.id,
      code,
      agency,
      agencyId: idOfData(files.id, 'agency', agency),
      name: localText(entries['name'], at('name')),
      programIds: programs.map((program) => idOfData(files.id, 'program', program)),
      languages: optionalList(entries['languages'], at('languages')).map((language, position) =>
        text(language, at('languages', position)),
      ),
      calendar,
    }
  })
  const served = new Set(queues.flatMap((queue) => queue.programIds))
  for (const program of known.programs) {
    if (!served.has(idOfData(files.id, 'program', program))) fault(place, `no queue takes referrals to ${program}`)
  }
  if (faults.length > 0) throw cityError(faults)
  return queues
}
