import type { Manager } from '../database/work'

/**
 * Takes the hashes of their inputs from the keys by which these records were made or changed: an input with few possible values can be
 * guessed from its hash. The key itself stays for its period, so that a phone that sends again is refused and makes nothing anew.
 */
export async function blankHashes(manager: Manager, schema: string, city: string, recordIds: readonly string[]): Promise<void> {
  await manager.query(
    `update "${schema}".idempotency set input_hash = 'erased' where city = $1 and outcome->>'id' = any($2::text[])`,
    [city, recordIds],
  )
}
