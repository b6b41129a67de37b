import { resolve } from 'node:path'
import { StartError } from './errors'
import { packageRoot } from './root'
import { developmentIssuer } from './trust/issuer'

export const subgraphNames = ['residents', 'programs', 'conversations', 'referrals'] as const
export type SubgraphName = (typeof subgraphNames)[number]

/** Everything that can be set from outside, read once. Each entry of {@link settings} says what it does. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly data: string
  readonly cities: string
  readonly onlyCity: string | undefined
  readonly databaseUrl: string | undefined
  readonly production: boolean
  readonly logLevel: string
  readonly issuer: string
  readonly audience: string
  readonly jwks: string | undefined
  readonly ide: boolean
  readonly subgraphUrls: Readonly<Record<SubgraphName, string | undefined>>
}

type Environment = Readonly<Record<string, string | undefined>>

/** Settings given on the command line; they win over the environment. */
export interface Flags {
  readonly port?: string | undefined
  readonly city?: string | undefined
}

/** @throws StartError naming the setting and what it takes */
export function readSettings(environment: Environment, flags: Flags = {}): Settings {
  const production = environment['NODE_ENV'] === 'production'
  const issuer = environment['HUB_ISSUER'] ?? developmentIssuer
  if (production && issuer === developmentIssuer) {
    throw new StartError(
      'HUB_ISSUER is not set: in production the hub trusts no development issuer. Name your identity provider, and its keys with HUB_JWKS.',
    )
  }
  if (issuer !== developmentIssuer && !environment['HUB_JWKS']) {
    throw new StartError('HUB_JWKS is not set: it names the file or the https address of the keys of HUB_ISSUER.')
  }
  return {
    host: environment['HOST'] ?? '127.0.0.1',
    port: portIn(flags.port === undefined ? 'PORT' : '--port', flags.port ?? environment['PORT'] ?? '4000'),
    data: resolve(environment['HUB_DATA'] ?? 'data'),
    cities: environment['HUB_CITIES'] ? resolve(environment['HUB_CITIES']) : resolve(packageRoot, 'cities'),
    onlyCity: flags.city,
    databaseUrl: environment['DATABASE_URL'],
    production,
    logLevel: oneOf('HUB_LOG', environment['HUB_LOG'] ?? 'warn', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    issuer,
    audience: environment['HUB_AUDIENCE'] ?? 'city-program-hub',
    jwks: environment['HUB_JWKS'],
    ide: oneOf('HUB_IDE', environment['HUB_IDE'] ?? (production ? 'off' : 'on'), ['on', 'off']) === 'on',
    subgraphUrls: Object.fromEntries(
      subgraphNames.map((name) => [name, urlIn(environment, `HUB_${name.toUpperCase()}_URL`)]),
    ) as Settings['subgraphUrls'],
  }
}

function portIn(name: string, text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new StartError(`${name} is "${text}": expected a port number from 0 to 65535.`)
  return port
}

function oneOf(name: string, text: string, allowed: readonly string[]): string {
  if (!allowed.includes(text)) throw new StartError(`${name} is "${text}": expected one of ${allowed.join(', ')}.`)
  return text
}

function urlIn(environment: Environment, name: string): string | undefined {
  const text = environment[name]
  if (text === undefined) return undefined
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''))
    throw new StartError(`${name} is "${text}": expected an http or https address.`)
  return text
}
