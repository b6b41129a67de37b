import { createHash, randomBytes } from 'node:crypto'

/** An API key as an outreach tool sends it: `hubk_<id>_<secret>`. The id finds it, the secret proves it. */
export interface KeyText {
  readonly id: string
  readonly secret: string
}

/** What tells an API key from a token; also what those look for who search code and logs for keys. */
export const keyPrefix = 'hubk_'

const written = /^hubk_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([\w-]{43})$/

export function formatKey({ id, secret }: KeyText): string {
  return `${keyPrefix}${id}_${secret}`
}

export function parseKey(text: string): KeyText | undefined {
  const [, id, secret] = written.exec(text) ?? []
  return id === undefined || secret === undefined ? undefined : { id, secret }
}

/** 256 random bits, so that a plain hash of it tells nothing: there is no list of likely ones to try. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 of the text of the secret: another spelling of the same bytes is another secret. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
