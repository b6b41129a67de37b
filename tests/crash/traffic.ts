import { randomUUID } from 'node:crypto'
import { getNamedType, type GraphQLInputType } from 'graphql'
import type { Role } from '../../runtime/caller'
import type { Issuer } from '../../runtime/trust/issuer'
import { everythingIn } from '../http/everything'
import { apiSchema } from '../schema/api'
import type { Planted } from './planted'

const schema = apiSchema()
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})

export type Who = readonly [Role, string]

/** What was answered, and where something of a person stood in it that should not. */
export interface Traffic {
  /** Sends every mutation, right and wrong, and every odd request, as somebody of an agency. */
  everything(who: Who): Promise<void>
  /** The right ones alone. */
  rightOnes(who: Who): Promise<void>
  readonly leaks: readonly string[]
  /** The mutations that have made something. */
  readonly made: ReadonlySet<string>
  readonly codes: ReadonlyMap<string, number>
}

interface Reply {
  readonly data?: any
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

/** Whoever may read nothing of the people that others have met. */
const strangers: readonly Who[] = [
  ['caseworker', 'hpd'],
  ['developer', 'hra-ocj'],
  ['auditor', 'hra-ocj'],
  ['program_admin', 'hra-ocj'],
  ['resident', 'hra-ocj'],
]

export function openTraffic(url: () => string, issuer: Issuer, planted: Planted): Traffic {
  const leaks: string[] = []
  const codes = new Map<string, number>()
  const done = new Set<string>()
  const note = (what: string, text: string) =>
    leaks.push(...planted.foundIn(text).flatMap((value) => (value.startsWith('Zn') ? [] : [`${what}: ${value}`])))

  async function post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Reply> {
    try {
      const response = await fetch(`${url()}${path}`, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) })
      const reply = (await response.json()) as Reply
      for (const { extensions } of reply.errors ?? [])
        codes.set(String(extensions?.code), (codes.get(String(extensions?.code)) ?? 0) + 1)
      return reply
    } catch {
      return {}
    }
  }

  async function headersOf([as, agency]: Who): Promise<Readonly<Record<string, string>>> {
    const { token } = await issuer.mint({ as, city: 'nyc', agency }, 'city-program-hub', new Date())
    return { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  }

  async function ask(who: Who, query: string, variables: object = {}): Promise<Reply> {
    const reply = await post('/graphql', await headersOf(who), JSON.stringify({ query, variables }))
    note(`an error for ${who[0]} on ${query.slice(0, 60)}`, JSON.stringify(reply.errors ?? []))
    return reply
  }

  async function change(who: Who, name: string, input: unknown): Promise<any> {
    const mutation = mutations.find((one) => one.name === name)
    const shown = everythingIn(getNamedType(mutation?.type) as never, 0)
    const query = `mutation($input: ${String(mutation?.args[0]?.type)}) { ${name}(input: $input) ${shown} }`
    const made = (await ask(who, query, { input })).data?.[name]
    if (made != null) done.add(name)
    return made
  }

  /** Every mutation on records of their own, filled to the brim. */
  async function inputs(who: Who): Promise<readonly (readonly [string, unknown])[]> {
    const [member, residentId, householdId, conversationId, followUpId, referralId, consentId] = Array.from({ length: 7 }, () =>
      randomUUID(),
    )
    const agency = (await ask(who, `{ agency(code: "${who[1]}") { id } }`)).data?.agency?.id as string | undefined
    const program = (await ask(who, '{ program(code: "right-to-counsel") { id } }')).data?.program?.id as string | undefined
    const common = {
      residentId,
      conversationId,
      campaignId: undefined,
      screeningId: undefined,
      queueId: undefined,
      age: undefined,
    }
    const filled = (name: string, given: object) => {
      const type = mutations.find((one) => one.name === name)?.args[0]?.type as GraphQLInputType
      const fresh = {
        idempotencyKey: randomUUID(),
        validFrom: undefined,
        validTo: undefined,
        occurredAt: undefined,
        asOf: undefined,
      }
      return [name, planted.fill(type, { id: member, ...common, ...fresh, ...given })] as const
    }
    const due = { due: '2100-12-31' }
    const free = { householdId: undefined, memberId: member, newHouseholdId: householdId }
    const consent = { recipientIds: [agency], discloserIds: [], categories: ['HOUSEHOLD'], purposes: ['SERVICE'], sensitive: [] }
    const register = filled('registerResident', free)
    return [
      ['registerResident', { ...(register[1] as object), id: residentId }],
      [
        'updateResident',
        { ...(filled('updateResident', { contactPolicy: undefined })[1] as object), id: residentId, expectedVersion: 1 },
      ],
      filled('recordFacts', { householdId, expectedVersion: 1 }),
      ['screenResident', { ...(filled('screenResident', { id: undefined })[1] as object) }],
      filled('recordConsent', { id: consentId, ...consent }),
      filled('revokeConsent', { id: consentId }),
      filled('acknowledgeNotices', { ids: [randomUUID()] }),
      filled('startCampaign', { id: undefined, startsOn: '2026-01-01', endsOn: undefined }),
      filled('recordConversation', {
        id: conversationId,
        outcome: 'REACHED',
        followUp: { id: followUpId, ...due, task: planted.word() },
      }),
      filled('planFollowUp', { followUp: { ...due, task: planted.word() } }),
      filled('closeFollowUp', { id: followUpId, expectedVersion: 1, status: 'DONE' }),
      filled('breakGlass', { id: undefined, minutes: 5, reason: `${planted.word()} is in danger.` }),
      filled('refer', { id: referralId, programId: program, draft: false }),
      filled('advanceReferral', { id: referralId, expectedVersion: 1, step: 'ACCEPT', reason: undefined, outcome: undefined }),
    ]
  }

  async function rightOnes(who: Who): Promise<void> {
    for (const [name, input] of await inputs(who)) {
      await change(who, name, input)
      if (name === 'revokeConsent') await acknowledge(who)
    }
  }

  /** The notice that a revocation has sent, where it has come. */
  async function acknowledge(who: Who): Promise<void> {
    const notices = (await ask(who, '{ revocationNotices { nodes { id receivedAt } } }')).data?.revocationNotices?.nodes as
      readonly { readonly id: string; readonly receivedAt: string | null }[] | undefined
    const ids = notices?.filter(({ receivedAt }) => receivedAt === null).map(({ id }) => id) ?? []
    if (ids.length > 0) await change(who, 'acknowledgeNotices', { idempotencyKey: randomUUID(), ids })
  }

  async function wrongOnes(who: Who): Promise<void> {
    for (const [name, input] of await inputs(who)) {
      const type = mutations.find((one) => one.name === name)?.args[0]?.type as GraphQLInputType
      const spoilt = planted.spoil(type, input)
      for (let start = 0; start < spoilt.length; start += 8)
        await Promise.all(spoilt.slice(start, start + 8).map((wrong) => change(who, name, wrong)))
    }
  }

  async function searches(who: Who): Promise<void> {
    const { word } = planted
    const cursor = Buffer.from(JSON.stringify([word(), randomUUID()])).toString('base64url')
    const search =
      'query($filter: ResidentFilter, $after: String) { residents(filter: $filter, after: $after) { nodes { familyName } } }'
    const variables = [
      { filter: { familyName: word() } },
      { filter: { contact: word() } },
      { filter: { birthDate: word() } },
      { after: word() },
      { after: cursor },
      { filter: { [planted.name()]: word() } },
    ]
    for (const one of variables) await ask(who, search, one)
    await ask(who, '{ program(code: "x") { id } }')
    for (const field of ['program', 'agency'])
      await ask(who, `query($code: Line) { ${field}(code: $code) { id } }`, { code: word() })
    const facts = planted.fill(schema.getType('HouseholdFactsInput') as GraphQLInputType, { id: randomUUID(), age: undefined })
    await ask(
      who,
      'query($facts: HouseholdFactsInput!) { screen(facts: $facts) { outcome } interview(facts: $facts) { next { fact } } }',
      {
        facts,
      },
    )
  }

  /** Names in a document are told back to whoever wrote them; they must go nowhere else. */
  async function oddOnes(who: Who): Promise<void> {
    const { word } = planted
    const headers = await headersOf(who)
    const post1 = (body: unknown, more: Readonly<Record<string, string>> = {}, path = '/graphql') =>
      post(path, { ...headers, ...more }, typeof body === 'string' ? body : JSON.stringify(body))
    const [alias, variable, name] = [word(), word(), word()]
    await post1({ query: `query ${word()} { ${alias}: residents(first: 1) { nodes { familyName } } }` })
    await post1({ query: `query($${variable}: Line) { program(code: $${variable}) { id } }`, variables: { [variable]: word() } })
    await post1({ query: `{ residents { nodes { ${name} } } }` })
    await post1({ query: `{ residents(filter: { familyName: "${word()}", contact: ${word()} }) { nodes { id } } }` })
    await post1({ query: `# ${word()}\n{ residents(first: 1) { nodes { id } } }`, operationName: word() })
    await post1({ query: `{ residents( ${word()} "${word()}` })
    await post1({ query: '{ programs { nodes { id } } }', extensions: { [word()]: word() }, variables: { [word()]: word() } })
    await post1({ query: `query { ...${word()} } fragment ${word()} on ${word()} { id }` })
    await post1(`{"query": ${word()}`)
    await post1(JSON.stringify([word()]))
    await post1({ query: word() }, { 'content-type': 'text/plain' })
    await post1({ query: '{ programs { nodes { id } } }' }, { authorization: `Bearer ${word()}` })
    await post1({ query: '{ programs { nodes { id } } }' }, { authorization: word() })
    const carried = {
      'user-agent': word(),
      cookie: `a=${word()}`,
      referer: `http://x/${word()}`,
      'x-request-id': word(),
      traceparent: word(),
    }
    await post1({ query: '{ residents(first: 1) { nodes { id } } }' }, carried)
    await post1({ query: '{ __typename }' }, {}, `/${word()}?name=${word()}`)
    await post1({ query: '{ __typename }' }, {}, `/graphql?query=${word()}`)
  }

  /** What somebody else's residents look like to whoever has no ground. */
  async function peek(resident: string): Promise<void> {
    const shown =
      'givenName familyName birthDate address { line1 } contactPoints { value } facts { rentMonthly } conversations { nodes { note place } } referrals { nodes { note } }'
    for (const who of strangers)
      note(`a reply to ${who.join(' of ')}`, JSON.stringify(await ask(who, `{ resident(id: "${resident}") { ${shown} } }`)))
  }

  return {
    leaks,
    made: done,
    codes,
    rightOnes,
    everything: async (who) => {
      await rightOnes(who)
      await wrongOnes(who)
      await searches(who)
      await oddOnes(who)
      const [registered] = await inputs(who)
      const made = await change(who, 'registerResident', registered?.[1])
      if (made?.id !== undefined) await peek(made.id as string)
    },
  }
}
