import { join } from 'node:path'
import { importJWK, type JWK, SignJWT } from 'jose'
import type { Role } from '../caller'
import { StartError } from '../errors'
import { keyIn, ownAlgorithm, publicOf } from './keys'

/** The name of the development issuer: a hub in production refuses to trust it. */
export const developmentIssuer = 'urn:city-program-hub:development'

export interface Identity {
  readonly as: Role
  readonly city: string
  readonly agency: string
}

export interface Token {
  readonly token: string
  readonly expiresAt: string
}

export interface Issuer {
  readonly keys: { readonly keys: readonly JWK[] }
  mint(identity: Identity, audience: string, now: Date): Promise<Token>
}

/**
 * The issuer for trying and developing: its key is made on first use in the data folder.
 *
 * @throws StartError in production
 */
export async function openDevelopmentIssuer(folder: string, production: boolean): Promise<Issuer> {
  if (production)
    throw new StartError('The development issuer is refused when NODE_ENV is production: set HUB_ISSUER and HUB_JWKS.')
  const jwk = await keyIn(join(folder, 'keys', 'issuer.jwk'), 'development')
  const key = await importJWK(jwk, ownAlgorithm)
  return {
    keys: { keys: [publicOf(jwk)] },
    mint: async ({ as, city, agency }, audience, now) => {
      const issuedAt = Math.floor(now.getTime() / 1000)
      const expires = issuedAt + 3600
      const token = await new SignJWT({ city, agency, roles: [as] })
        .setProtectedHeader({ alg: ownAlgorithm, kid: 'development' })
        .setSubject(`${as}@${agency}.${city}`)
        .setIssuer(developmentIssuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expires)
        .sign(key)
      return { token, expiresAt: new Date(expires * 1000).toISOString() }
    },
  }
}
