import type { Log } from '../runtime/log'
import { judgeKey } from '../runtime/trust/api-keys/judge'
import { parseKey } from '../runtime/trust/api-keys/key-text'
import type { FindKey } from '../runtime/trust/api-keys/store'
import type { Identity, Unknown } from './identity'

const refusals = {
  UNKNOWN: 'the API key is not valid here',
  REVOKED: 'the API key has been revoked',
  EXPIRED: 'the API key has expired',
} as const

interface Keyring {
  readonly findKey?: FindKey | undefined
  readonly cities: ReadonlySet<string>
}

/** How the `sub` of an API key begins; its id follows. */
export const keySubject = 'key:'

/** Tells whose API key this is, or why it opens nothing. It is looked up at every request: one that is revoked opens nothing from then on. */
export async function identifyKey(text: string, { findKey, cities }: Keyring, log: Log, now: Date): Promise<Identity | Unknown> {
  if (!findKey) return { refused: 'this hub takes no API keys: its gateway has no database to look them up in' }
  const given = parseKey(text)
  if (!given) return { refused: refusals.UNKNOWN }
  const found = await findKey(given.id).catch((error: unknown) => {
    log.error({ code: (error as { code?: string }).code }, 'an API key cannot be looked up')
    return 'outage' as const
  })
  if (found === 'outage') return { refused: 'API keys cannot be looked up now', outage: true }
  const standing = judgeKey(found, given.secret, now)
  if (!found || standing !== 'LIVE') return { refused: standing === 'LIVE' ? refusals.UNKNOWN : refusals[standing] }
  const { id, city, agency, scopes } = found
  if (!cities.has(city)) return { refused: "the API key's city is no city of this hub" }
  return { sub: `${keySubject}${id}`, city, agency, roles: ['tool'], scopes }
}
