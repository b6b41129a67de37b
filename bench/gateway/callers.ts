import { importJWK, SignJWT } from 'jose'
import { ownAlgorithm } from '../../runtime/trust/keys'
import type { Setting } from './setting'

/** The city and the agency that all callers of the bench belong to; the agency has the queue that its cases go to. */
export const office = { city: 'nyc', agency: 'hra-ocj' } as const

/** Tokens of so many caseworkers, each with a name of its own. */
export async function mintCallers({ issuer, audience, issuerKey }: Setting, count: number): Promise<readonly string[]> {
  const key = await importJWK(issuerKey, ownAlgorithm)
  const mint = (_: unknown, number: number) =>
    new SignJWT({ ...office, roles: ['caseworker'] })
      .setProtectedHeader({ alg: ownAlgorithm, kid: 'bench' })
      .setSubject(`caseworker-${number}@${office.agency}.${office.city}`)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key)
  return Promise.all(Array.from({ length: count }, mint))
}
