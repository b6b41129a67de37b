import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Head } from '../../runtime/audit/seal'
import { readHead } from '../../runtime/audit/verify'
import { readSettings, subgraphNames } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import { withLogs } from './open-logs'

/** Prints the newest seal of each log as JSON. */
export async function head(args: readonly string[]): Promise<void> {
  parseArgs({ args: [...args], options: {} })
  await withLogs(readSettings(process.env), async (run) => {
    const heads: Head[] = []
    for (const schema of subgraphNames) {
      const found = await readHead(run, schema)
      if (found) heads.push(found)
    }
    console.log(JSON.stringify({ heads }, null, 2))
  })
}

/**
 * The heads that were printed into the file, by their schemas.
 *
 * @throws StartError where it holds none
 */
export function readHeads(file: string): ReadonlyMap<string, Head> {
  try {
    const { heads } = JSON.parse(readFileSync(file, 'utf8')) as { readonly heads?: readonly Head[] }
    if (Array.isArray(heads)) return new Map((heads as readonly Head[]).map((one) => [one.schema, one]))
  } catch {
    // falls through
  }
  throw new StartError(`--head: ${file} is not what hub audit head prints.`)
}
