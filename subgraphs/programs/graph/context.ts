import type { CallContext } from '../../../schema/shared/context'
import type { Catalogue, Catalogues } from '../catalogue'

/** The call with the catalogue of the caller's city, and the others for anonymous screening. */
export interface ProgramsContext extends CallContext {
  readonly catalogue: Catalogue
  readonly catalogues: Catalogues
}

export function programsContext(catalogues: Catalogues): (call: CallContext) => ProgramsContext {
  return (call) => {
    const catalogue = catalogues.get(call.caller.city)
    if (!catalogue) throw new Error(`no catalogue for the city ${call.caller.city}`)
    return { ...call, catalogue, catalogues }
  }
}
