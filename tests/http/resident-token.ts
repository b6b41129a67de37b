import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importJWK, type JWK, SignJWT } from 'jose'
import { developmentIssuer } from '../../runtime/trust/issuer'
import type { GraphReply, TestHub } from '../hub'

/** Asks as a resident who calls for themselves: the token's subject is their id. */
export async function askAsResident(
  test: TestHub,
  city: string,
  id: string,
  query: string,
  now = new Date(),
): Promise<GraphReply> {
  const jwk = JSON.parse(readFileSync(join(test.data, 'keys', 'issuer.jwk'), 'utf8')) as JWK
  const issued = Math.floor(now.getTime() / 1000)
  const token = await new SignJWT({ city, agency: 'peu', roles: ['resident'] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'development' })
    .setIssuer(developmentIssuer)
    .setAudience('city-program-hub')
    .setSubject(id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + 600)
    .sign(await importJWK(jwk, 'EdDSA'))
  const response = await fetch(`${test.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  const { data, errors = [] } = (await response.json()) as { data: unknown; errors?: GraphReply['errors'] }
  return { status: response.status, data, errors }
}
