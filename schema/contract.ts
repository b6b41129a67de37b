import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import type { SubgraphSchema } from './bridge'

interface Named extends SubgraphSchema {
  readonly name: string
}

/**
 * The supergraph over the subgraphs' contracts. The addresses in it are names only: the gateway's own datasources decide where a
 * subgraph is.
 *
 * @throws one error that lists everything composition objects to
 */
export function compose(subgraphs: readonly Named[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `hub://${name}`, typeDefs: parse(sdl) })),
  )
  if (errors && errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'))
  return `${supergraphSdl}\n`
}
