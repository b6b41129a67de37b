import { composeServices } from '@apollo/composition'
import { Kind, parse } from 'graphql'
import type { SubgraphSchema } from './bridge'
import { ruleOf } from './shared/access/rule'

interface Named extends SubgraphSchema {
  readonly name: string
}

/** The fields that several subgraphs have under rules that differ: composition would keep one of them. */
function differingRules(subgraphs: readonly Named[]): string[] {
  const rules = new Map<string, Set<string>>()
  for (const { sdl } of subgraphs) {
    for (const type of parse(sdl, { noLocation: true }).definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
      for (const field of type.fields ?? []) {
        if (field.directives?.some(({ name }) => name.value === 'external')) continue
        const coordinate = `${type.name.value}.${field.name.value}`
        rules.set(coordinate, (rules.get(coordinate) ?? new Set()).add(JSON.stringify(ruleOf(field) ?? null)))
      }
    }
  }
  return [...rules]
    .filter(([, known]) => known.size > 1)
    .map(([coordinate]) => `${coordinate}: its rules differ between subgraphs`)
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
  const faults = differingRules(subgraphs)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return `${supergraphSdl}\n`
}
