import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { subgraphNames } from '../../runtime/config'
import { eventOf, type EventfulMutation } from '../../runtime/outbox/events'
import { hubProgram } from '../gateway/setting'
import type { Town } from './town'
import type { Acknowledged } from './writers'

/** Where what each mutation makes is kept. */
const made: Readonly<Record<string, { readonly schema: string; readonly rows: string }>> = {
  registerResident: { schema: 'residents', rows: 'resident' },
  screenResident: { schema: 'residents', rows: 'screening' },
  recordConversation: { schema: 'conversations', rows: 'conversation' },
  planFollowUp: { schema: 'conversations', rows: 'follow_up' },
  refer: { schema: 'referrals', rows: 'referral' },
  advanceReferral: {
    schema: 'referrals',
    rows: `(select referral_id as id from referrals.referral_event where step = 'ACCEPT')`,
  },
}

/** How long events may wait for their turn once nobody is killed any more: who had taken one up keeps it for half a minute. */
const patience = 120_000

/** Holds what was acknowledged against the database. Answers what is not as promised, in sentences. */
export async function check(town: Town, acknowledged: readonly Acknowledged[]): Promise<readonly string[]> {
  const client = new Client({ connectionString: town.adminUrl })
  await client.connect()
  try {
    const undelivered = await untilDelivered(client)
    const changes: string[] = []
    for (const mutation of Object.keys(made)) {
      const ids = acknowledged.filter((one) => one.mutation === mutation).map(({ id }) => id)
      changes.push(...(await checkChanges(client, mutation, ids)))
    }
    return [...changes, ...undelivered, ...(await checkSpoken(client)), ...verified(town), ...mistakesIn(town)]
  } finally {
    await client.end()
  }
}

async function checkChanges(client: Client, mutation: string, ids: readonly string[]): Promise<string[]> {
  const { schema, rows } = made[mutation] as { schema: string; rows: string }
  const table = rows.startsWith('(') ? `${rows} made` : `${schema}.${rows}`
  const idsIn = async (text: string, values: unknown[] = []) =>
    (await client.query<{ id: string }>(text, values)).rows.map(({ id }) => id)
  const found: Readonly<Record<string, readonly string[]>> = {
    rows: await idsIn(`select id from ${table}`),
    'audit records': await idsIn(`select subject_id as id from ${schema}.audit where action = 'CHANGE' and operation = $1`, [
      mutation,
    ]),
    events: await idsIn(`select subject_id as id from ${schema}.outbox where event = $1`, [
      eventOf[mutation as EventfulMutation],
    ]),
    keys: await idsIn(`select outcome ->> 'id' as id from ${schema}.idempotency where operation = $1`, [mutation]),
  }
  const expected = [...ids].sort().join()
  return Object.entries(found).flatMap(([what, there]) => {
    if ([...there].sort().join() === expected) return []
    const lost = ids.filter((id) => !there.includes(id)).length
    return [`${mutation}: ${ids.length} acknowledged, ${there.length} ${what}, ${lost} of the acknowledged not among them`]
  })
}

async function untilDelivered(client: Client): Promise<string[]> {
  const waiting = subgraphNames.map((name) => `select * from ${name}.outbox where delivered_at is null`).join(' union all ')
  const count = async (which: string) =>
    Number((await client.query<{ count: string }>(`select count(*) from (${waiting}) waiting ${which}`)).rows[0]?.count)
  for (const until = Date.now() + patience; Date.now() < until && (await count('')) > 0;) await pause(500)
  const [all, dead] = [await count(''), await count('where dead_at is not null')]
  return all === 0 ? [] : [`${all} events are not delivered after ${patience / 1000} s, ${dead} of them dead`]
}

/** Of every resident who was spoken with, residents has been told. */
async function checkSpoken(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ spoken: string; known: string }>(
    `select (select count(distinct resident_id) from conversations.conversation) as spoken,
       (select count(*) from residents.contact_note) as known`,
  )
  const { spoken, known } = rows[0] as { spoken: string; known: string }
  return spoken === known ? [] : [`${spoken} residents were spoken with, residents knows of ${known}`]
}

function verified({ environment }: Town): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [hubProgram, 'audit', 'verify'], {
    env: environment,
    encoding: 'utf8',
  })
  return status === 0 ? [] : [`hub audit verify: ${stderr.trim()}\n${stdout.trim()}`]
}

/** A process that is killed is an outage, and never a mistake of the hub's: where one says that it met what it did not expect, it tells where. */
function mistakesIn({ logs }: Town): string[] {
  const lines = readdirSync(logs).flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'))
  return lines.filter(
    (line) => /"msg":"(unexpected error|a request could not be answered)"/.test(line) || line.startsWith('    at '),
  )
}
