import type { AuditEntry } from '../../runtime/audit/entry'
import type { Caller } from '../../runtime/caller'
import type { CityTerms } from '../../runtime/city/settings'
import type { Work } from '../../runtime/database/work'
import type { Looks } from './access/looks'

/** What every resolver of a subgraph is given: who asks, the call's one transaction, and what time it is. */
export interface CallContext {
  readonly caller: Caller
  readonly work: Work
  /** What of residents' data the call looks at. */
  readonly looks: Looks
  /** What the call has changed, to be recorded with it. */
  readonly changes: AuditEntry[]
  readonly now: Date
  /** The calendar day it is in the caller's city. */
  readonly today: string
  readonly city: CityTerms
}

/** A loader for each page that a reply asks for: the same page of many parents is one statement. */
export function loaderPerPage<Loader, Page extends object>(
  make: (page: Page) => Loader,
): ((page: Page) => Loader) & { clearAll(): void } {
  const loaders = new Map<string, Loader>()
  const loaderFor = (page: Page): Loader => {
    const key = JSON.stringify(page)
    const known = loaders.get(key)
    if (known) return known
    const loader = make(page)
    loaders.set(key, loader)
    return loader
  }
  return Object.assign(loaderFor, { clearAll: () => loaders.clear() })
}
