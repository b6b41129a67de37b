import * as reading from '../../gateway/access/rules'
import * as guarding from '../../schema/shared/access/guard'

const replace = (loaded: object, parts: object) => Object.assign(loaded, parts)

/**
 * Imported before gateway and subgraphs are, it leaves the resolvers without the guards of `@access` and the gateway without rules. Nothing
 * in the hub can be told to do so: this replaces two functions in the memory of a process of the bench.
 */
replace(guarding, { guard: () => undefined })
replace(reading, { rulesIn: () => new Map() })
