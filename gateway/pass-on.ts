import type { ApolloServerPlugin } from '@apollo/server'
import { Kind, OperationTypeNode, parse } from 'graphql'
import { eventOf } from '../runtime/outbox/events'
import { fieldsAtTop, graphNames, valueIn } from './references'
import type { Relay, RelayParts } from './relay'
import type { RequestContext } from './request'

interface Passing {
  readonly relay: Relay
  readonly destinations: RelayParts['destinations']
  readonly supergraphSdl: string
  /** The longest that a reply is held for it, in milliseconds. */
  readonly patience: number
}

/**
 * After a mutation the relay looks at once. Where the hub itself has something to do with the event, the reply waits for it a moment:
 * a worker who has just recorded a conversation is the resident's steward by the next request. It never fails the reply.
 */
export function passOn({ relay, destinations, supergraphSdl, patience }: Passing): ApolloServerPlugin<RequestContext> {
  const departmentOf = departmentsOfMutations(supergraphSdl)
  const isAwaited = (mutation: string) => (destinations[(eventOf as Record<string, string>)[mutation] ?? ''] ?? []).length > 0
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ document, operation, response }) => {
          if (!document || operation?.operation !== OperationTypeNode.MUTATION || response.body.kind !== 'single') return
          const { data } = response.body.singleResult
          const made = fieldsAtTop(operation.selectionSet, document).filter(
            ({ name, alias }) => data?.[(alias ?? name).value] != null,
          )
          const awaited = new Set<string>()
          const others = new Set<string>()
          for (const { name } of made) {
            const department = departmentOf.get(name.value)
            if (department !== undefined) (isAwaited(name.value) ? awaited : others).add(department)
          }
          void relay.deliver([...others].filter((department) => !awaited.has(department)))
          if (awaited.size > 0) await within(patience, relay.deliver([...awaited]))
        },
      }),
  }
}

function departmentsOfMutations(supergraphSdl: string): ReadonlyMap<string, string> {
  const { definitions } = parse(supergraphSdl, { noLocation: true })
  const graphs = graphNames(definitions)
  const fields = definitions.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Mutation' ? (one.fields ?? []) : [],
  )
  return new Map(
    fields.flatMap(({ name, directives }) => {
      const join = directives?.find((one) => one.name.value === 'join__field')
      const department = join && graphs.get(String(valueIn(join, 'graph')))
      return department === undefined ? [] : [[name.value, department] as const]
    }),
  )
}

/** Waits for the work, but no longer than this; the work goes on. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
