import type { Caller } from '../../../runtime/caller'
import type { CallContext } from '../../../schema/shared/context'
import type { Catalogue, Catalogues } from '../catalogue'

/** The call with the catalogue of the caller's city, and the others for anonymous screening. */
export interface ProgramsContext extends CallContext {
  readonly catalogue: Catalogue
  readonly catalogues: Catalogues
}

/**
 * Rules may change while the hub runs. A request ends by those it began with: the gateway makes one caller for each request, and in one
 * process hands it to every call of its plan.
 */
export function programsContext(current: () => Catalogues): (call: CallContext) => ProgramsContext {
  const begunWith = new WeakMap<Caller, Catalogues>()
  return (call) => {
    const catalogues = begunWith.get(call.caller) ?? current()
    begunWith.set(call.caller, catalogues)
    const catalogue = catalogues.get(call.caller.city)
    if (!catalogue) throw new Error(`no catalogue for the city ${call.caller.city}`)
    return { ...call, catalogue, catalogues }
  }
}
