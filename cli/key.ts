import { parseArgs } from 'node:util'
import { type Scope, toolScopes } from '../runtime/caller'
import { readSettings, type Settings } from '../runtime/config'
import { openDatabase, type Database } from '../runtime/database/open'
import { isRefusal, type Refusal, StartError } from '../runtime/errors'
import { isId } from '../runtime/ids'
import { type ApiKey, standingOf } from '../runtime/trust/api-keys/judge'
import { keysModel } from '../runtime/trust/api-keys/model'
import { listKeys, type MadeKey, makeKey, revokeKey, rotateKey, type Wish } from '../runtime/trust/api-keys/store'
import { loadCities } from './cities'

const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { create, list, rotate, revoke }

/** The API keys of outreach tools: those of DATABASE_URL, or of the embedded database, which no hub may have open meanwhile. */
export async function key([verb = '', ...args]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!run) throw new StartError(`hub key: expected ${Object.keys(verbs).join(', ')}.`)
  await run(args)
}

const texts = { city: { type: 'string' }, agency: { type: 'string' }, name: { type: 'string' } } as const
const json = { json: { type: 'boolean' } } as const

async function create(args: readonly string[]): Promise<void> {
  const options = { ...texts, scopes: { type: 'string' }, days: { type: 'string' }, ...json } as const
  const { values } = parseArgs({ args: [...args], options })
  const settings = readSettings(process.env)
  const now = new Date()
  const wish: Wish = {
    ...placeIn(settings, values.city, values.agency),
    name: nameIn(values.name),
    scopes: scopesIn(values.scopes),
    expiresAt: new Date(now.getTime() + daysIn(values.days) * 86_400_000),
  }
  tellMade(await inDatabase(settings, ({ source }) => makeKey(source, wish, now)), values.json)
}

async function rotate(args: readonly string[]): Promise<void> {
  const { id, asJson, settings } = idIn(args)
  tellMade(await inDatabase(settings, ({ source }) => rotateKey(source, id, new Date())), asJson)
}

async function revoke(args: readonly string[]): Promise<void> {
  const { id, asJson, settings } = idIn(args)
  const revoked = granted(await inDatabase(settings, ({ source }) => revokeKey(source, id, new Date())))
  console.log(asJson ? JSON.stringify(shown(revoked, new Date())) : `the key ${id} (${revoked.name}) opens nothing any more`)
}

async function list(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: json })
  const now = new Date()
  const keys = (await inDatabase(readSettings(process.env), ({ source }) => listKeys(source))).map((one) => shown(one, now))
  if (values.json) return console.log(JSON.stringify(keys))
  if (keys.length === 0) return console.log('there are no API keys')
  for (const { id, city, agency, name, scopes, expiresAt, standing } of keys)
    console.log(
      `${id}  ${standing.padEnd(7)}  until ${expiresAt.slice(0, 10)}  ${city}/${agency}  ${name}\n    ${scopes.join(', ')}`,
    )
}

/** Opens the database for as long as it takes. A server's is brought up to date too, as any process of the hub does it. */
async function inDatabase<T>({ databaseUrl: url, data }: Settings, run: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url === undefined ? { folder: data } : { url }, [keysModel])
  try {
    return await run(database)
  } finally {
    await database.close()
  }
}

function idIn(args: readonly string[]): { readonly id: string; readonly asJson: boolean; readonly settings: Settings } {
  const { values, positionals } = parseArgs({ args: [...args], options: json, allowPositionals: true })
  const [id = '', ...more] = positionals
  if (!isId(id) || more.length > 0) throw new StartError('expected the id of one key: hub key list tells it.')
  return { id, asJson: values.json ?? false, settings: readSettings(process.env) }
}

function placeIn(settings: Settings, city: string | undefined, agency: string | undefined): Pick<Wish, 'city' | 'agency'> {
  if (city === undefined) throw new StartError('--city: expected the code of a city, such as nyc.')
  const { catalogue } = loadCities(settings.cities, { only: city, data: settings.data }).get(city) ?? {}
  const agencies = catalogue?.agencies.map(({ code }) => code) ?? []
  if (agency === undefined || !agencies.includes(agency))
    throw new StartError(`--agency: expected one of ${agencies.join(', ')}.`)
  return { city, agency }
}

/** It is printed in lists: a line of its own, no control characters. */
function nameIn(name = ''): string {
  if (!/^(?! )[\p{L}\p{N}\p{P}\p{S} ]{1,80}(?<! )$/u.test(name))
    throw new StartError('--name: expected what the tool is called, 1 to 80 characters, such as "Door app".')
  return name
}

function scopesIn(text = ''): readonly Scope[] {
  const allowed: readonly Scope[] = toolScopes
  const scopes = text.split(',').map((scope) => allowed.find((one) => one === scope.trim()))
  if (!scopes.every((scope) => scope !== undefined))
    throw new StartError(`--scopes: expected some of ${allowed.join(',')}, with a comma between two.`)
  return allowed.filter((scope) => scopes.includes(scope))
}

function daysIn(text = ''): number {
  const days = Number(text)
  if (!/^\d{1,3}$/.test(text) || days < 1 || days > 365)
    throw new StartError('--days: expected for how many days the key is good, from 1 to 365.')
  return days
}

function granted<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new StartError(`${outcome.message}.`)
  return outcome
}

function tellMade(outcome: MadeKey | Refusal, asJson = false): void {
  const { text, key: made } = granted(outcome)
  const { id, expiresAt } = made
  if (asJson) return console.log(JSON.stringify({ key: text, ...shown(made, new Date()) }))
  console.log(`${text}\n\nThe key is told this once. Its id is ${id}; it is good until ${expiresAt.toISOString()}.`)
}

/** What may be told of a key: everything but the hash of its secret. */
function shown(one: ApiKey, now: Date) {
  const { id, city, agency, name, scopes, createdAt, expiresAt, revokedAt } = one
  return {
    id,
    city,
    agency,
    name,
    scopes,
    standing: standingOf(one, now),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
