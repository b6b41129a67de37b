import { readFileSync } from 'node:fs'
import type { JSONWebKeySet } from 'jose'
import type { Trust } from '../gateway/identify'
import type { Settings } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { developmentIssuer, openDevelopmentIssuer, type Issuer } from '../runtime/trust/issuer'

/** Whom the gateway believes, and the development issuer where that is who it believes. */
export async function openTrust(
  settings: Settings,
  cities: ReadonlySet<string>,
): Promise<{ readonly trust: Trust; readonly issuer: Issuer | undefined }> {
  const { issuer: name, audience, jwks } = settings
  const issuer = name === developmentIssuer ? await openDevelopmentIssuer(settings.data, settings.production) : undefined
  const keys = jwks === undefined ? ((issuer as Issuer).keys as JSONWebKeySet) : keysIn(jwks)
  return { trust: { issuer: name, audience, keys, cities }, issuer }
}

function keysIn(place: string): JSONWebKeySet | URL {
  if (place.startsWith('https://')) return new URL(place)
  if (place.startsWith('http://')) {
    const url = new URL(place)
    if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) return url
    throw new StartError('HUB_JWKS is an http address: keys are fetched by https alone, save from this machine.')
  }
  try {
    const set = JSON.parse(readFileSync(place, 'utf8')) as JSONWebKeySet
    if (Array.isArray(set.keys) && set.keys.length > 0) return set
  } catch {
    // falls through to the refusal
  }
  throw new StartError(`HUB_JWKS names ${place}, which is not a readable JSON Web Key Set.`)
}
