import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { openTestHub, sql, type TestHub } from '../hub'
import { key } from './world'

const keys = 1_000
const sends = 20
/** Changes in one document, each with a key of its own: as many as a document may have fields at its top. */
const together = 20
/** Documents under way, each sent twenty times: eighty requests are more than the gateway takes, so some are turned away and wait. */
const lanes = 4

let test: TestHub
let pool: Pool
beforeAll(async () => {
  test = await openTestHub()
  pool = new Pool(test.url, { connections: lanes * sends })
})
afterAll(async () => {
  await pool.close()
  await test.close()
})

const numbers = Array.from({ length: together }, (_, number) => number)
const query = `mutation(${numbers.map((one) => `$of${one}: StartCampaignInput!`).join(' ')}) {
  ${numbers.map((one) => `made${one}: startCampaign(input: $of${one}) { id }`).join('\n')}
}`

interface Reply {
  readonly data: Readonly<Record<string, { readonly id: string } | null>> | null
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
}

const away = new Set(['OVERLOADED', 'SERVICE_UNAVAILABLE', 'DEADLINE_EXCEEDED'])

/** Sends as a phone does: where the hub is busy, it waits and sends the same again. */
async function send(body: string, headers: Readonly<Record<string, string>>): Promise<Reply> {
  for (;;) {
    const response = await pool.request({ path: '/graphql', method: 'POST', headers, body })
    const reply = (await response.body.json()) as Reply
    if (!reply.errors?.some(({ extensions }) => away.has(extensions.code))) return reply
    await pause(20)
  }
}

const counted = async (from: string): Promise<number> => {
  const [row] = await sql<{ count: string }>(test, `select count(*) as count from conversations.${from}`)
  return Number(row?.count)
}

/** Whatever a change leaves behind, and the key it is remembered by. */
const left = () =>
  Promise.all(
    [
      'campaign',
      `audit where action = 'CHANGE' and operation = 'startCampaign'`,
      `outbox where event = 'campaign.started'`,
      `idempotency where outcome ->> 'type' = 'Campaign'`,
    ].map(counted),
  )

it('a thousand keys, each sent twenty times at once, make a thousand changes, records and events, and each key has one reply', async () => {
  const authorization = `Bearer ${await test.token('supervisor', 'nyc', 'peu')}`
  const headers = { 'content-type': 'application/json', authorization }
  const before = await left()
  const replies: Reply[][] = []
  let documents = keys / together
  const lane = async () => {
    while (documents-- > 0) {
      const input = () => ({ idempotencyKey: key(), name: 'Synthetic', goal: 'Test', startsOn: '2026-01-01' })
      const body = JSON.stringify({ query, variables: Object.fromEntries(numbers.map((one) => [`of${one}`, input()])) })
      replies.push(await Promise.all(Array.from({ length: sends }, () => send(body, headers))))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))

  for (const [first, ...others] of replies) for (const other of others) expect(other).toEqual(first)
  const made = replies.flatMap(([first]) => numbers.map((one) => first?.data?.[`made${one}`]?.id))
  expect(made).not.toContain(undefined)
  expect(new Set(made).size).toBe(keys)
  expect(await left()).toEqual(before.map((count) => count + keys))
  // Twenty thousand requests: so long that only what hangs is ended.
}, 600_000)
