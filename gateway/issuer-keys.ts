import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'

const minute = 60_000

/** In milliseconds: the age from which a set is fetched anew, how long a host is then left alone, and the age until which a set is good. */
const renewAfter = 10 * minute
const leaveAlone = minute / 2
const keptFor = 24 * 60 * minute

/** Nobody can tell now whether a token is good: the host of the keys does not answer, and what it said last is too old or does not do. */
export class IssuerDown extends Error {
  override readonly name = 'IssuerDown'
}

/**
 * The keys that a host hands out. jose fetches them, at most once at a time; but left to itself it throws where that fails, also while it holds
 * a good set, and asks a host that is down at every token. So it is told that a set never ages, and when to fetch is decided here.
 *
 * @param now milliseconds
 */
export function remoteKeys(url: URL, now: () => number): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, { timeoutDuration: 5_000, cacheMaxAge: Infinity, cooldownDuration: Infinity })
  let askedAt = -Infinity
  let goodAt = -Infinity
  let asking: Promise<void> | undefined

  async function ask(): Promise<void> {
    askedAt = now()
    await remote.reload().then(
      () => (goodAt = now()),
      () => undefined,
    )
    asking = undefined
  }
  const isGood = () => now() - goodAt < keptFor
  /** Asks, or waits for the one who does; a host that has just been asked is left alone, unless there is nothing to go by without it. */
  const renew = async () => {
    if (asking || !isGood() || now() - askedAt >= leaveAlone) await (asking ??= ask())
  }

  return async (header, token) => {
    if (now() - goodAt >= renewAfter) await renew()
    if (!isGood()) throw new IssuerDown()
    try {
      return await remote(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      // The issuer may have a key that is newer than the set.
      await renew()
      if (goodAt < askedAt) throw new IssuerDown()
      return remote(header, token)
    }
  }
}
