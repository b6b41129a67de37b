import type { Settings } from '../runtime/config'
import type { Database } from '../runtime/database/open'
import { model } from '../subgraphs/residents/store/model'
import { openUpToDate } from './open-up-to-date'

/** The database of the residents, to read it. */
export function openResidents(settings: Settings): Promise<Database> {
  return openUpToDate(settings, [model], 'residents')
}
