import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { packageRoot } from '../../runtime/root'
import { ask, type Asked } from './ask'
import type { Peer } from './peers'

export interface Operation {
  readonly name: 'department' | 'light'
  readonly query: string
}

/** The story's query that all four subgraphs answer together, and one field of one resident from one of them. */
export const operations: readonly Operation[] = [
  { name: 'department', query: storyText('department') },
  { name: 'light', query: 'query($id: UUID!) { resident(id: $id) { id givenName } }' },
]

function storyText(name: string): string {
  const folder = join(packageRoot, 'schema', 'story')
  const file = readdirSync(folder).find((one) => one.endsWith(`-${name}.graphql`))
  if (file === undefined) throw new Error(`schema/story has no query named ${name}`)
  return readFileSync(join(folder, file), 'utf8')
}

/** The requests for an operation, one after the other: every caller and every resident in turn. */
export function requestsInTurn({ query }: Operation, residents: readonly string[], callers: readonly string[]): () => Asked {
  const bodies = residents.map((id) => JSON.stringify({ query, variables: { id } }))
  const headers = callers.map((token) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` }))
  let count = 0
  return () => {
    const turn = count++
    return { body: bodies[turn % bodies.length] as string, headers: headers[turn % headers.length] as Asked['headers'] }
  }
}

/** Before anything is measured: all peers must answer the same, word for word. */
export async function checkAgreement(
  operation: Operation,
  residents: readonly string[],
  peers: readonly Peer[],
  callers: readonly string[],
): Promise<void> {
  const next = requestsInTurn(operation, residents, callers)
  for (const resident of residents.slice(0, 10)) {
    const asked = next()
    const [first, ...others] = await Promise.all(peers.map(async ({ origin }) => ask(origin, asked)))
    const differs = others.findIndex((answer) => !isDeepStrictEqual(answer, first))
    if (differs >= 0) {
      const [one, other] = [first, others[differs]].map((answer) => JSON.stringify(answer))
      throw new Error(
        `${operation.name}, resident ${resident}: ${peers[0]?.name} and ${peers[differs + 1]?.name} differ\n${one}\n${other}`,
      )
    }
  }
}
