import type { Wall } from '../../../runtime/database/model'
import { ownRows, ownTraces } from '../../../runtime/database/own-rows'

export const walls: readonly Wall[] = [ownRows('conversation', 'resident_id'), ownRows('follow_up', 'resident_id'), ...ownTraces]
