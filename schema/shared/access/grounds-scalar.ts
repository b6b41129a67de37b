import { GraphQLScalarType } from 'graphql'
import type { Grounds as GroundsValue } from '../../../runtime/consent/grounds'

/**
 * What a decision about a resident rests on, as JSON: it travels from residents to other subgraphs by `@requires`, and no client can
 * name it.
 */
export const Grounds = new GraphQLScalarType<GroundsValue, GroundsValue>({
  name: 'Grounds',
  description: 'What a decision about a resident rests on. It stays between the departments.',
  serialize: (value) => value as GroundsValue,
})
