import type { JWK } from 'jose'
import type { KeySource, Trust } from '../gateway/identify'
import type { Settings } from '../runtime/config'
import { StartError } from '../runtime/errors'
import type { Log } from '../runtime/log'
import type { FindKey } from '../runtime/trust/api-keys/store'
import { developmentIssuer, openDevelopmentIssuer, type Issuer } from '../runtime/trust/issuer'
import { readKeys } from '../runtime/trust/keys'
import { watchFile } from '../runtime/watch-file'

interface TrustParts {
  readonly settings: Settings
  readonly cities: ReadonlySet<string>
  readonly log: Log
  /** Finds an API key in the gateway's database, where it has one. */
  readonly findKey: FindKey | undefined
}

/** Whom the gateway believes, and the development issuer where that is who it believes. */
export async function openTrust({
  settings,
  cities,
  log,
  findKey,
}: TrustParts): Promise<{ readonly trust: Trust; readonly issuer: Issuer | undefined }> {
  const { issuer: name, audience, jwks } = settings
  const issuer = name === developmentIssuer ? await openDevelopmentIssuer(settings.data, settings.production) : undefined
  const keys = jwks === undefined ? (issuer as Issuer).keys : keysAt(jwks, log)
  return { trust: { issuer: name, audience, keys, cities, findKey }, issuer }
}

function keysAt(place: string, log: Log): KeySource {
  if (place.startsWith('https://')) return new URL(place)
  if (place.startsWith('http://')) {
    const url = new URL(place)
    if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) return url
    throw new StartError('HUB_JWKS is an http address: keys are fetched by https alone, save from this machine.')
  }
  return watchFile(place, keySetIn, log, Date.now)
}

function keySetIn(file: string): { readonly keys: readonly JWK[] } {
  try {
    return { keys: readKeys(file) }
  } catch {
    throw new StartError(`HUB_JWKS names ${file}, which is not a readable JSON Web Key Set.`)
  }
}
