import type { Caller } from '../../../runtime/caller'
import type { CallContext } from '../../../schema/shared/context'
import type { Catalogue, Catalogues } from '../catalogue'
import { openJudging, type Judging } from './judging'

/** The call with the catalogue of the caller's city, the others for anonymous screening, and what has been judged so far. */
export interface ProgramsContext extends CallContext {
  readonly judging: Judging
  readonly catalogue: Catalogue
  readonly catalogues: Catalogues
}

/**
 * Rules may change while the hub runs. A request ends by those it began with, and what it has judged is counted over all its calls: the
 * gateway makes one caller for each request, and in one process hands it to every call of its plan.
 */
export function programsContext(current: () => Catalogues): (call: CallContext) => ProgramsContext {
  const begunWith = new WeakMap<Caller, { readonly catalogues: Catalogues; readonly judging: Judging }>()
  return (call) => {
    const request = begunWith.get(call.caller) ?? { catalogues: current(), judging: openJudging() }
    begunWith.set(call.caller, request)
    return {
      ...call,
      ...request,
      get catalogue() {
        const catalogue = request.catalogues.get(call.caller.city)
        if (!catalogue) throw new Error(`no catalogue for the city ${call.caller.city}`)
        return catalogue
      },
    }
  }
}
