import { type DefinitionNode, Kind, parse } from 'graphql'
import { StartError } from '../../runtime/errors'
import { hubSpecUrl } from '../../schema/shared/directives'
import { readsTooMuch } from './required'
import { ruleOf, type Rule, type Rules } from '../../schema/shared/access/rule'

/**
 * The rules as the supergraph carries them.
 *
 * @throws StartError where the directive is not there under its own name, or a query or mutation has no rule: a renamed directive would
 *   leave every field open
 */
export function rulesIn(supergraphSdl: string): Rules {
  const { definitions } = parse(supergraphSdl, { noLocation: true })
  if (!isLinked(definitions))
    throw new StartError(
      `The supergraph does not link @access of ${hubSpecUrl} under its own name: nothing would say who may read what.`,
    )
  const rules = new Map<string, Rule>()
  const unruled: string[] = []
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    const isRoot = definition.name.value === 'Query' || definition.name.value === 'Mutation'
    for (const field of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${field.name.value}`
      const rule = ruleOf(field)
      if (rule) rules.set(coordinate, rule)
      else if (isRoot) unruled.push(coordinate)
    }
  }
  const tooMuch = readsTooMuch(definitions, rules)
  if (tooMuch.length > 0) throw new StartError(`The supergraph lets fields read more than they say: ${tooMuch.join('; ')}.`)
  if (unruled.length > 0) throw new StartError(`The supergraph has fields that no rule says who may use: ${unruled.join(', ')}.`)
  return rules
}

function isLinked(definitions: readonly DefinitionNode[]): boolean {
  const defined = definitions.some((one) => one.kind === Kind.DIRECTIVE_DEFINITION && one.name.value === 'access')
  const links = definitions.flatMap((one) => (one.kind === Kind.SCHEMA_DEFINITION ? (one.directives ?? []) : []))
  const url = links.some((link) =>
    link.arguments?.some(({ value }) => value.kind === Kind.STRING && value.value.startsWith(hubSpecUrl)),
  )
  return defined && url
}
