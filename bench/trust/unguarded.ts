import reading = require('../../gateway/access/rules')
import guarding = require('../../schema/shared/access/guard')

/**
 * Imported before gateway and subgraphs are, it leaves the resolvers without the guards of `@access` and the gateway without rules. Nothing
 * in the hub can be told to do so: this replaces two functions in the memory of a process of the bench.
 */
Object.assign(guarding, { guard: () => undefined })
Object.assign(reading, { rulesIn: () => new Map() })
