import type { Caller } from '../runtime/caller'

/** What the hooks and the datasources know about the request they work for. */
export interface RequestContext {
  readonly caller: Caller
}
