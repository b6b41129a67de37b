import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { destinations } from '../../gateway/destinations'
import { passOn } from '../../gateway/pass-on'
import type { Relay } from '../../gateway/relay'
import { readSupergraph } from '../../schema/supergraph'

const supergraphSdl = readSupergraph()
const operationIn = (document: DocumentNode) =>
  document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)

/** Answers an operation with this data, and tells at which departments the relay was sent to look. */
async function answered(query: string, data: object | null, deliver: () => Promise<void>): Promise<string[]> {
  const looked: string[] = []
  const relay: Relay = {
    deliver: (departments) => {
      looked.push(...departments)
      return deliver()
    },
    close: () => Promise.resolve(),
  }
  const document = parse(query)
  const hooks = await passOn({ relay, destinations, supergraphSdl, patience: 1 }).requestDidStart?.({} as never)
  const response = { body: { kind: 'single', singleResult: { data } } }
  await hooks?.willSendResponse?.({ document, operation: operationIn(document), response } as never)
  return looked
}
const done = () => Promise.resolve()
const never = () => new Promise<void>(() => undefined)
const talk = 'recordConversation(input: {}) { id }'

describe('the reply of a mutation', () => {
  it.each<[string, string, object | null, string[]]>([
    ['a conversation', `mutation { ${talk} }`, { recordConversation: {} }, ['conversations']],
    ['one under another name', `mutation { a: ${talk} }`, { a: {} }, ['conversations']],
    ['one in a fragment', `mutation { ...F } fragment F on Mutation { ${talk} }`, { recordConversation: {} }, ['conversations']],
    ['a resident', 'mutation { updateResident(input: {}) { id } }', { updateResident: {} }, ['residents']],
    [
      'two departments',
      `mutation { refer(input: {}) { id } ${talk} }`,
      { refer: {}, recordConversation: {} },
      ['referrals', 'conversations'],
    ],
    [
      'one department twice',
      'mutation { updateResident(input: {}) { id } revokeConsent(input: {}) { id } }',
      { updateResident: {}, revokeConsent: {} },
      ['residents'],
    ],
    ['what was refused', `mutation { ${talk} }`, { recordConversation: null }, []],
    ['nothing at all', `mutation { ${talk} }`, null, []],
    ['a question', '{ residents { nodes { id } } }', { residents: {} }, []],
  ])('sends the relay to look where an event was written: %s', async (_, query, data, departments) => {
    expect(await answered(query, data, done)).toEqual(departments)
  })

  it('is sent though the relay never comes to an end', async () => {
    expect(await answered(`mutation { ${talk} }`, { recordConversation: {} }, never)).toEqual(['conversations'])
  })
})
