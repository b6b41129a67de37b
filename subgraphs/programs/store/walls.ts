import type { Wall } from '../../../runtime/database/model'
import { ownRows } from '../../../runtime/database/own-rows'

export const walls: readonly Wall[] = [ownRows('audit', 'resident_id'), ownRows('outbox', 'resident_id')]
