import type { Wall } from './model'

/** A resident who calls for themselves sees the rows about themselves alone; `column` holds whom a row is about. */
export function ownRows(table: string, column: string): Wall {
  return {
    table,
    name: 'own',
    rows: `current_setting('hub.resident', true) = '' or ${column}::text = current_setting('hub.resident', true)`,
  }
}

/** Likewise what they asked for before. */
const ownCaller: Wall = {
  table: 'idempotency',
  name: 'own',
  rows: `current_setting('hub.resident', true) = '' or
    caller = current_setting('hub.city', true) || '/' || current_setting('hub.resident', true)`,
}

/** What every subgraph keeps besides its records: what was asked for, looked at and passed on. */
export const ownTraces: readonly Wall[] = [ownCaller, ownRows('audit', 'resident_id'), ownRows('outbox', 'resident_id')]
