import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { openHub, type Hub, type HubOptions } from '../cli/hub-process'
import type { Role } from '../runtime/caller'
import { readSettings } from '../runtime/config'
import { asSystem } from '../runtime/database/as'
import { rolesOf } from '../runtime/database/roles'

/** A reply as a client reads it. */
export interface GraphReply {
  readonly status: number
  readonly data: any
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: Record<string, unknown>
  }[]
}

export interface TestHub {
  readonly hub: Hub
  readonly url: string
  readonly data: string
  /** A token of the development issuer: `token('caseworker', 'nyc', 'hra-ocj')`. */
  token(as: Role, city: string, agency: string): Promise<string>
  /** Sends an operation as somebody: `ask(['outreach', 'nyc', 'peu'], 'query ...', { ... })`. */
  ask(who: readonly [Role, string, string], query: string, variables?: object): Promise<GraphReply>
  close(): Promise<void>
}

/** The relay looks after mutations and when it is told to, never by the clock: what a test counts is its own. */
const anHour = 3_600_000

/**
 * A whole hub of its own over HTTP, on a fresh copy of the loaded database: embedded, or a database of the PostgreSQL that
 * HUB_TEST_DATABASE_URL names. It leaves nothing behind once it is closed.
 */
export async function openTestHub(
  environment: Readonly<Record<string, string>> = {},
  options: Omit<HubOptions, 'settings'> = {},
): Promise<TestHub> {
  const folder = process.env['HUB_TEST_FOLDER'] as string
  const data = mkdtempSync(join(folder, 'hub-'))
  cpSync(join(folder, 'template'), data, { recursive: true })
  const server = process.env['HUB_TEST_DATABASE_URL']
  const copy = server === undefined ? undefined : await copyDatabase(server)
  const settings = readSettings({
    HUB_DATA: data,
    HUB_LOG: 'silent',
    PORT: '0',
    ...(copy ? { DATABASE_URL: copy.url } : {}),
    ...environment,
  })
  // In the background they would be among the statements that tests count.
  const hub = await openHub({ relay: { every: anHour, patience: 10_000 }, sealEvery: anHour, ...options, settings })
  const url = `http://127.0.0.1:${hub.port}`
  const tokens = new Map<string, string>()

  const token: TestHub['token'] = async (as, city, agency) => {
    const key = `${as} ${city} ${agency}`
    const known = tokens.get(key) ?? (await hub.issuer?.mint({ as, city, agency }, settings.audience, new Date()))?.token
    if (known === undefined) throw new Error('this hub has no development issuer')
    tokens.set(key, known)
    return known
  }
  return {
    hub,
    url,
    data,
    token,
    ask: async (who, query, variables = {}) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token(...who)}` }
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
      const { data: answered, errors = [] } = (await response.json()) as { data: unknown; errors?: GraphReply['errors'] }
      return { status: response.status, data: answered, errors }
    },
    close: async () => {
      if (hub.database.source.isInitialized) await hub.close()
      rmSync(data, { recursive: true, force: true })
      await copy?.drop()
    },
  }
}

/** Rows of all cities, as a test looks at them. */
export function sql<Row = any>(test: TestHub, text: string, values: unknown[] = []): Promise<Row[]> {
  return asSystem(test.hub.database.source, (manager) => manager.query<Row[]>(text, values))
}

/** A database of its own on a server: a copy of the one that was loaded. */
async function copyDatabase(server: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `hub_test_${randomUUID().replaceAll('-', '')}`
  const template = new URL(server).pathname.slice(1)
  const admin = async (statement: string) => {
    const client = new Client({ connectionString: Object.assign(new URL(server), { pathname: '/postgres' }).href })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`create database ${name} template ${template}`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    drop: async () => {
      await admin(`drop database ${name} with (force)`)
      for (const role of Object.values(rolesOf(name))) await admin(`drop role if exists ${role}`)
    },
  }
}
