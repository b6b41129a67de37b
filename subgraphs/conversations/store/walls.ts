import type { Wall } from '../../../runtime/database/model'
import { ownCaller, ownRows } from '../../../runtime/database/own-rows'

export const walls: readonly Wall[] = [ownRows('conversation', 'resident_id'), ownRows('follow_up', 'resident_id'), ownCaller]
