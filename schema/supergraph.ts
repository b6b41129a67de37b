import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../runtime/root'

/** The supergraph as it is committed: a test holds it against the code. */
export function readSupergraph(): string {
  return readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8')
}
