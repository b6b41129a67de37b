import type { Caller } from '../runtime/caller'

/** Who calls, as a token or an API key says it; the request is not known yet. */
export type Identity = Omit<Caller, 'request'>

/** Why nobody is known to call; in an outage the token or key may be good. */
export interface Unknown {
  readonly refused: string
  readonly outage?: true
}
